/** What is beyond makes a row no more unreadable than it is: the longest row that is read has half as many. */
export const MOST_TEXT = 2_097_152;

/**
 * Gathers the text of one cell at a time from the elements in which it is written: a value `v`, or a text `t` that may
 * come in several runs. Reading aids (`rPh`) are left out, as they are on the screen.
 */
export class RichText {
  #text = '';
  #part = '';
  #isOpen = false;
  #keepsSpace = false;
  #inReadingAid = false;

  open(name: string, attributes: Record<string, string>): void {
    if (name === 'rPh') this.#inReadingAid = true;
    if ((name !== 't' && name !== 'v') || this.#inReadingAid) return;
    this.#isOpen = true;
    this.#part = '';
    this.#keepsSpace = name === 'v' || attributes['xml:space'] === 'preserve';
  }

  add(text: string): void {
    if (this.#isOpen && this.#part.length < MOST_TEXT) this.#part += text;
  }

  close(name: string): void {
    if (name === 'rPh') this.#inReadingAid = false;
    if (!this.#isOpen || (name !== 't' && name !== 'v')) return;
    this.#isOpen = false;
    if (this.#text.length >= MOST_TEXT) return;
    this.#text += this.#keepsSpace ? this.#part : this.#part.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  }

  /** What was gathered since the last time. */
  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}

/** Excel writes what XML has no sign for as `_x` and its code in four hex digits: `_x000D_` for a carriage return. */
export function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([\da-f]{4})_/gi, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
}
