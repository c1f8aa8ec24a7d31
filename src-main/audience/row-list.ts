import type { RowFilter } from '../contract/rows.ts';
import { decodeUtf8 } from './csv-rows.ts';
import { isTelling, MALFORMED, mark, outcomeOf } from './marks.ts';
import type { RowIndex } from './row-index.ts';

/** Rows by their numbers, rising. */
export interface RowList {
  readonly length: number;
  /** The row at a place, counted from 0. */
  row(place: number): number;
}

/** All rows; they need no memory. */
export function allRows(count: number): RowList {
  return { length: count, row: (place) => place };
}

/** Rows that are found one after the other. */
export class GrowingRows implements RowList {
  length = 0;
  #rows = new Uint32Array(1024);

  row(place: number): number {
    return this.#rows[place]!;
  }

  /** @param rows beyond all that were added before. */
  add(rows: readonly number[]): void {
    const length = this.length + rows.length;
    if (length > this.#rows.length) {
      const grown = new Uint32Array(Math.max(length, this.#rows.length * 2));
      grown.set(this.#rows);
      this.#rows = grown;
    }
    this.#rows.set(rows, this.length);
    this.length = length;
  }
}

/** The rows of one outcome, and whose outcome one reason explains, whatever text they hold. */
export function rowsWith(index: RowIndex, { outcome, reason }: Omit<RowFilter, 'search'>): RowList {
  if (outcome === null && reason === null) return allRows(index.length);
  const bit = reason === null ? 0 : mark(reason);
  const rows = new Uint32Array(index.length);
  let found = 0;
  for (let row = 0; row < index.length; row++) {
    const marks = index.marks(row);
    if (outcome !== null && outcomeOf(marks) !== outcome) continue;
    if (bit !== 0 && !isTelling(marks, bit)) continue;
    rows[found++] = row;
  }
  return { length: found, row: (place) => rows[place]! };
}

/** A stretch of the source file in which the rows at some neighbouring places of a list are read in one go. */
export interface Stretch {
  firstPlace: number;
  lastPlace: number;
  /** Bytes [start, end) of the source file. Rows that are not of the list may stand between. */
  start: number;
  end: number;
}

/**
 * The stretches in which a list's rows from one place up to, without it, another are read.
 * @param fileEnd the source file's size in bytes.
 * @param size bytes: how long a stretch of more than one row is at most, and how wide a gap is read through.
 */
export function* stretchesOf(
  list: RowList,
  [from, to]: [from: number, to: number],
  index: RowIndex,
  fileEnd: number,
  size: { bytes: number; gap: number },
): Generator<Stretch> {
  for (let place = from; place < to; ) {
    const firstPlace = place;
    const start = index.offset(list.row(place));
    let end = readableEnd(index, list.row(place), fileEnd);
    for (place++; place < to; place++) {
      const row = list.row(place);
      const nextEnd = readableEnd(index, row, fileEnd);
      if (index.offset(row) - end > size.gap || nextEnd - start > size.bytes) break;
      end = nextEnd;
    }
    yield { firstPlace, lastPlace: place - 1, start, end };
  }
}

/** How much is read of a malformed row, in bytes: it may well be the rest of the file. */
const MALFORMED_BYTES = 4096;

/** Where the bytes end that are read of a row. */
export function readableEnd(index: RowIndex, row: number, fileEnd: number): number {
  const end = index.end(row, fileEnd);
  return index.marks(row) & MALFORMED ? Math.min(end, index.offset(row) + MALFORMED_BYTES) : end;
}

/**
 * The text of a malformed row, which has no cells that could be trusted.
 * @param bytes those that are read of it, one character each.
 */
export function malformedText(bytes: string): string {
  // Where the text was cut, a last character of several bytes may have lost some: it is left off.
  const whole = bytes.length < MALFORMED_BYTES ? bytes : bytes.replace(/[\xc0-\xff][\x80-\xbf]{0,3}$/, '');
  return decodeUtf8(whole).trimEnd();
}
