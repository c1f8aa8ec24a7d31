/** Where in a row the quote stands that neither ends its cell nor is doubled, or -1 if it is not in the text. */
export function failingQuote(text: string, delimiter: string, newline: string): number {
  const isInnerSpace = (one: string) => /\s/.test(one) && one !== delimiter && one !== newline;
  for (let cell = 0; ; ) {
    let after = cell;
    if (text[cell] === '"') {
      let quote = text.indexOf('"', cell + 1);
      while (quote >= 0 && text[quote + 1] === '"') quote = text.indexOf('"', quote + 2);
      if (quote < 0) return -1;
      // As Papa has it, a cell may be followed by spaces.
      after = quote + 1;
      while (after < text.length && isInnerSpace(text[after]!)) after++;
      if (after < text.length && text[after] !== delimiter && text[after] !== newline) return quote;
    }
    const next = text.indexOf(delimiter, after);
    const lineEnd = text.indexOf(newline, after);
    if (next < 0 || (lineEnd >= 0 && lineEnd < next)) return -1;
    cell = next + 1;
  }
}

/** How many quotes a text has; in a sound row their number is even. */
export function quotesIn(text: string): number {
  return text.split('"').length - 1;
}
