import { ANSWER_NOT_YES, MALFORMED, mark, outcomeOf, SETTLED } from './marks.ts';
import type { Phone } from './phone.ts';
import type { RowIndex } from './row-index.ts';

/** Which of several ready rows with one phone is sent. */
export type Keep = 'first' | 'last';

const NO = mark('consent.no');
const CONFLICT = mark('consent.conflict');
const OPTED_OUT = mark('consent.optedOutInListrak');
const DUPLICATE = mark('duplicate.phone');

/**
 * Settles what depends on more than the row itself, and may be called again when a choice changes:
 * where one phone has an answer other than yes in any row, all its rows are left out (no wins, and unknown
 * counts as no); who is opted out in Listrak is left out; of several ready rows with one phone one is kept.
 */
export function settle(
  index: RowIndex,
  options: { keep: Keep; optedOut?: Iterable<Phone> | undefined },
): void {
  const phones = new PhoneTable(index);
  /** For each row with a phone: the first row with that phone. */
  const firstRow = new Int32Array(index.length);
  const saidOtherThanYes = new Uint8Array(index.length);
  for (let row = 0; row < index.length; row++) {
    const marks = index.marks(row) & ~SETTLED;
    index.setMarks(row, marks);
    if (index.phone(row) === 0) continue;
    const first = phones.firstRowOf(row);
    firstRow[row] = first;
    // The values of a malformed row may stand in the wrong columns, so only a plain no in it is believed.
    if (marks & (marks & MALFORMED ? NO : ANSWER_NOT_YES)) saidOtherThanYes[first] = 1;
  }
  const optedOut = new Uint8Array(index.length);
  for (const phone of options.optedOut ?? []) {
    const first = phones.rowOf(phone);
    if (first !== NO_ROW) optedOut[first] = 1;
  }
  for (let row = 0; row < index.length; row++) {
    if (index.phone(row) === 0) continue;
    const marks = index.marks(row);
    if (optedOut[firstRow[row]!] === 1) index.setMarks(row, marks | OPTED_OUT);
    else if (!(marks & (MALFORMED | ANSWER_NOT_YES)) && saidOtherThanYes[firstRow[row]!] === 1) {
      index.setMarks(row, marks | CONFLICT);
    }
  }
  const taken = new Uint8Array(index.length);
  for (let step = 0; step < index.length; step++) {
    const row = options.keep === 'first' ? step : index.length - 1 - step;
    const marks = index.marks(row);
    if (outcomeOf(marks) !== 'ready') continue;
    const first = firstRow[row]!;
    if (taken[first] === 1) index.setMarks(row, marks | DUPLICATE);
    taken[first] = 1;
  }
}

const NO_ROW = -1;

/** Finds the first row of each phone: open addressing over row numbers, some 8 bytes a row. */
class PhoneTable {
  readonly #index: RowIndex;
  readonly #slots: Int32Array;
  readonly #shift: number;

  constructor(index: RowIndex) {
    this.#index = index;
    let bits = 4;
    while (2 ** bits < index.length * 1.5) bits++;
    this.#slots = new Int32Array(2 ** bits).fill(NO_ROW);
    this.#shift = 32 - bits;
  }

  /** The first row asked for that has this row's phone; this very row if it is the first. */
  firstRowOf(row: number): number {
    const slot = this.#slotOf(this.#index.phone(row));
    const found = this.#slots[slot]!;
    if (found !== NO_ROW) return found;
    this.#slots[slot] = row;
    return row;
  }

  /** The first row that was asked for with a phone, or NO_ROW. */
  rowOf(phone: Phone): number {
    return this.#slots[this.#slotOf(phone)]!;
  }

  /** The slot of a phone, or the free one where it belongs. */
  #slotOf(phone: Phone): number {
    // Fibonacci hashing over both halves of the 53-bit number spreads neighbouring phones.
    const mixed = Math.imul((phone % 4294967296) ^ Math.floor(phone / 4294967296), 0x9e3779b1);
    const mask = this.#slots.length - 1;
    let slot = mixed >>> this.#shift;
    for (;;) {
      const found = this.#slots[slot]!;
      if (found === NO_ROW || this.#index.phone(found) === phone) return slot;
      slot = (slot + 1) & mask;
    }
  }
}
