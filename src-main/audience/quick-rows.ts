import { LEAST_PATIENCE } from './csv-rows.ts';
import type { FileHead } from './head.ts';

/** What a byte is to a row. */
const ORDINARY = 0;
const DELIMITER = 1;
const LINE_END = 2;
const QUOTE = 3;
/** A carriage return, which before a line end is part of it. */
const RETURN = 4;
/** Neither printable nor ASCII: the cell has to be decoded. */
const ODD = 5;

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
  /** 1 where a cell holds anything but printable ASCII. */
  readonly odd: Uint8Array;
  /** Whether the last row was a blank line, which is no row of the audience. */
  isBlank = false;
  readonly #width: number;
  readonly #kinds: Uint8Array;

  constructor({ delimiter, newline }: Pick<FileHead, 'delimiter' | 'newline'>, width: number) {
    this.starts = new Int32Array(width);
    this.ends = new Int32Array(width);
    this.odd = new Uint8Array(width);
    this.#width = width;
    this.#kinds = Uint8Array.from({ length: 256 }, (_, byte) => (byte < 32 || byte > 126 ? ODD : ORDINARY));
    const set = (character: string, kind: number) => {
      this.#kinds[character.charCodeAt(0)] = kind;
    };
    set('"', QUOTE);
    if (newline === '\n') set('\r', RETURN);
    set(newline, LINE_END);
    set(delimiter, DELIMITER);
  }

  /** The text of the last row's cell in a column. */
  text(bytes: Buffer, column: number): string {
    return bytes.toString(this.odd[column] === 1 ? 'utf8' : 'latin1', this.starts[column], this.ends[column]);
  }

  /**
   * Finds the cells of the row that begins at `at`.
   * @returns where the next row begins, or NOT_QUICK.
   */
  next(bytes: Uint8Array, at: number): number {
    const { starts, ends, odd } = this;
    const kinds = this.#kinds;
    const width = this.#width;
    const limit = Math.min(bytes.length, at + LEAST_PATIENCE);
    let position = at;
    for (let column = 0; column < width; column++) {
      let kind = position < limit ? kinds[bytes[position]!]! : ODD;
      let isOdd = 0;
      if (kind === QUOTE) {
        starts[column] = ++position;
        for (; position < limit; position++) {
          kind = kinds[bytes[position]!]!;
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
          kind = kinds[bytes[position]!]!;
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
      odd[column] = isOdd;
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
