import { DELIMITERS, type Delimiter } from '../contract/reading.ts';

/** How much of a text is looked at: enough to see what its rows have in common. */
const SAMPLE_BYTES = 65_536;
const SAMPLE_ROWS = 100;

/** A cell in quotes, which may hold anything. As Papa has it, it may be followed by spaces. */
const QUOTED_CELL = /(?<=^|[,;\t|\r\n])"[^"]*(?:""[^"]*)*"(?=[ ]*(?:[,;\t|\r\n]|$))/g;

/** Of equals, the one that is the least likely to stand in ordinary text or in a number. */
const RAREST_FIRST = ['\t', ';', '|', ','] as const satisfies readonly Delimiter[];

const SEPARATOR_LINE = /^"?sep=([,;\t|])"?(?:\r\n|\r|\n|$)/i;

/** The first line by which Excel is told the delimiter, which is no row of the table; null where there is none. */
export function separatorLine(text: string): { delimiter: Delimiter; length: number } | null {
  const found = SEPARATOR_LINE.exec(text);
  const delimiter = DELIMITERS.find((candidate) => candidate === found?.[1]);
  return found && delimiter ? { delimiter, length: found[0].length } : null;
}

/**
 * The delimiter that cuts most of the first rows into one and the same number of cells, more than one; where two do
 * so, the one that is rarer in ordinary text. What stands in quotes does not count. A comma where nothing cuts them.
 * @param text the table from its beginning, one character a byte.
 */
export function findDelimiter(text: string, newline: '\n' | '\r'): Delimiter {
  const sample = text.slice(0, SAMPLE_BYTES);
  const rows = sample
    .replace(QUOTED_CELL, '')
    .split(newline)
    .filter((row) => row.trim() !== '' || row.includes('\t'))
    .slice(0, SAMPLE_ROWS);
  let best: { delimiter: Delimiter; width: number; rows: number } = { delimiter: ',', width: 1, rows: 0 };
  for (const delimiter of RAREST_FIRST) {
    const widths = rows.map((row) => row.split(delimiter).length);
    const width = usualWidth(widths.filter((one) => one > 1));
    if (width === null || !isTable(widths, width)) continue;
    const count = widths.filter((one) => one === width).length;
    if (count > best.rows) {
      best = { delimiter, width, rows: count };
    }
  }
  return best.delimiter;
}

/** The commonest of some numbers of cells, the greatest of equals; null where there are none. */
export function usualWidth(widths: readonly number[]): number | null {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const [usual] = [...counts].sort(([one, ones], [other, others]) => others - ones || other - one);
  return usual?.[0] ?? null;
}

/** Whether most rows are cut at all, from the first of the usual width on: else it is only a text with some stray marks. */
function isTable(widths: readonly number[], width: number): boolean {
  const rows = widths.slice(widths.indexOf(width));
  return rows.filter((one) => one > 1).length * 2 > rows.length;
}
