import { LEAST_PATIENCE } from './csv-rows.ts';
import type { FileHead } from './head.ts';
import { mayBePlaceholder } from './quick-cells.ts';

/** What a byte is to a row. */
const ORDINARY = 0;
const DELIMITER = 1;
const LINE_END = 2;
const QUOTE = 3;
/** A carriage return, which before a line end is part of it. */
const RETURN = 4;
/** Neither printable nor ASCII: the cell has to be decoded. */
const ODD = 5;

/** Ordinary in every file. */
const LETTER = 65;

/** What a cell asks for. */
export const ODD_CELL = 1;
const SPACED = 2;
const WORD = 4;

/** By its first byte: a space, or what a word for "nothing" may begin with. */
const FIRSTS = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte === 32 ? SPACED : mayBePlaceholder([byte], 0, 1) ? WORD : 0,
);

/** What `QuickRows.next` answers of a row that is none of its own, or not all there. */
export const NOT_QUICK = -1;

/**
 * Finds the cells of ordinary rows: those of as many cells as there are columns, in which a quote stands only around a whole
 * cell, and on one line. What it does not take for one is for `CsvRows` to read; what it does take, `CsvRows` would read
 * just so.
 */
export class QuickRows {
  /** Where the cells of the last row stand in the bytes: [start, end) of each column, without its quotes. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  /**
   * What each cell of the last row asks for: 0 for nothing, ODD_CELL where it holds anything but printable ASCII, and a
   * SPACED or WORD where outer spaces or its first letter say that it may be other than it looks.
   */
  readonly care: Uint8Array;
  /** Whether the last row was a blank line, which is no row of the audience. */
  isBlank = false;
  readonly #width: number;
  readonly #kinds: Uint8Array;
  /** Bytes from here to there are all ordinary, the letters among them: most of a file's, told without looking them up. */
  readonly #from: number;
  readonly #to: number;

  constructor({ delimiter, newline }: Pick<FileHead, 'delimiter' | 'newline'>, width: number) {
    this.starts = new Int32Array(width);
    this.ends = new Int32Array(width);
    this.care = new Uint8Array(width);
    this.#width = width;
    this.#kinds = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 32 || byte > 126 ? ODD : ORDINARY));
    const set = (character: string, kind: number) => {
      this.#kinds[character.charCodeAt(0)] = kind;
    };
    set('"', QUOTE);
    if (newline === '\n') set('\r', RETURN);
    set(newline, LINE_END);
    set(delimiter, DELIMITER);
    let from = LETTER;
    while (this.#kinds[from - 1] === ORDINARY) from--;
    let to = LETTER;
    while (this.#kinds[to + 1] === ORDINARY) to++;
    this.#from = from;
    this.#to = to;
  }

  /** The text of the last row's cell in a column. */
  text(bytes: Buffer, column: number): string {
    const encoding = this.care[column]! & ODD_CELL ? 'utf8' : 'latin1';
    return bytes.toString(encoding, this.starts[column], this.ends[column]);
  }

  /** Whether a cell of the last row is printable ASCII, without outer spaces, and no word that stands for "nothing". */
  isPlain(bytes: Uint8Array, column: number): boolean {
    const care = this.care[column]!;
    if (care === 0) return true;
    return care === WORD && !mayBePlaceholder(bytes, this.starts[column]!, this.ends[column]!);
  }

  /**
   * Finds the cells of the row that begins at `at`.
   * @returns where the next row begins, or NOT_QUICK.
   */
  next(bytes: Uint8Array, at: number): number {
    const { starts, ends, care } = this;
    const kinds = this.#kinds;
    const from = this.#from;
    const to = this.#to;
    const width = this.#width;
    const limit = Math.min(bytes.length, at + LEAST_PATIENCE);
    let position = at;
    for (let column = 0; column < width; column++) {
      let kind = position < limit ? kinds[bytes[position]!]! : ODD;
      let isOdd = 0;
      if (kind === QUOTE) {
        starts[column] = ++position;
        for (; position < limit; position++) {
          const byte = bytes[position]!;
          if (byte >= from && byte <= to) continue;
          kind = kinds[byte]!;
          if (kind === QUOTE) break;
          if (kind === LINE_END) return NOT_QUICK;
          if (kind >= RETURN) isOdd = 1;
        }
        ends[column] = position++;
        kind = position < limit ? kinds[bytes[position]!]! : ODD;
        if (kind === RETURN) {
          position = this.#pastReturns(bytes, position);
          kind = kinds[bytes[position]!] === LINE_END ? LINE_END : ODD;
        }
      } else {
        starts[column] = position;
        for (; position < limit; position++) {
          const byte = bytes[position]!;
          if (byte >= from && byte <= to) continue;
          kind = kinds[byte]!;
          if (kind === ORDINARY) continue;
          if (kind === ODD) isOdd = 1;
          else if (kind === RETURN && kinds[bytes[this.#pastReturns(bytes, position)]!] !== LINE_END)
            isOdd = 1;
          else break;
        }
        ends[column] = position;
        if (kind === RETURN) {
          position = this.#pastReturns(bytes, position);
          kind = LINE_END;
        }
      }
      if (position >= limit) return NOT_QUICK;
      const start = starts[column]!;
      const end = ends[column]!;
      let cares = isOdd;
      if (end > start) {
        cares |= FIRSTS[bytes[start]!]!;
        if (bytes[end - 1] === 32) cares |= SPACED;
      }
      care[column] = cares;
      if (kind === LINE_END) {
        this.isBlank = column === 0 && ends[0] === starts[0];
        return column === width - 1 || this.isBlank ? position + 1 : NOT_QUICK;
      }
      if (kind !== DELIMITER) return NOT_QUICK;
      position++;
    }
    return NOT_QUICK;
  }

  /** Where a run of carriage returns ends. */
  #pastReturns(bytes: Uint8Array, at: number): number {
    let position = at;
    while (this.#kinds[bytes[position]!] === RETURN) position++;
    return position;
  }
}
