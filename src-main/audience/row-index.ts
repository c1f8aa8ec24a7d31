import { type Marks, outcomeOf } from './marks.ts';
import type { Phone } from './phone.ts';

const SEGMENT_BITS = 16;
const SEGMENT_ROWS = 1 << SEGMENT_BITS;
const IN_SEGMENT = SEGMENT_ROWS - 1;

interface Segment {
  offsets: Float64Array;
  phones: Float64Array;
  marks: Uint32Array;
}

/**
 * What is kept of every row in memory: where it starts in the file (bytes), its phone, and its marks; 20 bytes
 * a row. Segments rather than one growing array, so that growth copies nothing and wastes little.
 * Rows are counted from 0 over the rows that are not blank; `fileRow` gives the number a spreadsheet shows.
 */
export class RowIndex {
  readonly #segments: Segment[] = [];
  /** Where blank lines stand: after how many rows, and how many there are up to and with them. In order. */
  readonly #blanksAfter: number[] = [];
  readonly #blanksSoFar: number[] = [];
  readonly #firstFileRow: number;
  #length = 0;

  /** @param firstFileRow the number a spreadsheet shows of the first line that is added. */
  constructor(firstFileRow: number) {
    this.#firstFileRow = firstFileRow;
  }

  get length(): number {
    return this.#length;
  }

  add(offset: number, phone: Phone, marks: Marks): void {
    const place = this.#length & IN_SEGMENT;
    if (place === 0) {
      this.#segments.push({
        offsets: new Float64Array(SEGMENT_ROWS),
        phones: new Float64Array(SEGMENT_ROWS),
        marks: new Uint32Array(SEGMENT_ROWS),
      });
    }
    const segment = this.#segments[this.#length >>> SEGMENT_BITS]!;
    segment.offsets[place] = offset;
    segment.phones[place] = phone;
    segment.marks[place] = marks;
    this.#length++;
  }

  addBlankLine(): void {
    const last = this.#blanksAfter.length - 1;
    if (this.#blanksAfter[last] === this.#length) this.#blanksSoFar[last]!++;
    else {
      this.#blanksAfter.push(this.#length);
      this.#blanksSoFar.push((this.#blanksSoFar[last] ?? 0) + 1);
    }
  }

  offset(row: number): number {
    return this.#segments[row >>> SEGMENT_BITS]!.offsets[row & IN_SEGMENT]!;
  }

  /**
   * Where the row's bytes end, its line break and the blank lines after it being among them.
   * @param fileEnd the source file's size in bytes.
   */
  end(row: number, fileEnd: number): number {
    return row + 1 < this.#length ? this.offset(row + 1) : fileEnd;
  }

  phone(row: number): Phone {
    return this.#segments[row >>> SEGMENT_BITS]!.phones[row & IN_SEGMENT]!;
  }

  marks(row: number): Marks {
    return this.#segments[row >>> SEGMENT_BITS]!.marks[row & IN_SEGMENT]!;
  }

  setMarks(row: number, marks: Marks): void {
    this.#segments[row >>> SEGMENT_BITS]!.marks[row & IN_SEGMENT] = marks;
  }

  isReady(row: number): boolean {
    return outcomeOf(this.marks(row)) === 'ready';
  }

  /** The row's number in a spreadsheet, where blank lines count. */
  fileRow(row: number): number {
    let low = 0;
    let high = this.#blanksAfter.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#blanksAfter[middle]! <= row) low = middle + 1;
      else high = middle;
    }
    return row + this.#firstFileRow + (this.#blanksSoFar[low - 1] ?? 0);
  }
}
