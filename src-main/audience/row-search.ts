import { decodeUtf8 } from './csv-rows.ts';
import type { FileHead } from './head.ts';
import { MALFORMED } from './marks.ts';
import { readSpan } from './normalised.ts';
import type { RowIndex } from './row-index.ts';
import { malformedText, type RowList, readableEnd, type Stretch } from './row-list.ts';

const PHONE_LIKE = /^[\d\s().+\-/]+$/;
const LEAST_DIGITS = 3;

const NOT_ASCII = /[^\0-\x7f]/;
/** What a row's bytes and its cells may disagree about; U+FFFD stands for bytes that are no text. */
const MAY_SPAN_CELLS = /["\r\n\ufffd]/;
/** İ and the Kelvin sign: the only characters beyond ASCII whose lower case has ASCII in it (an i, a k). */
const LOWERED_TO_ASCII = /\xc4\xb0|\xe2\x84\xaa/;

/** What a search looks at, and how it is read. */
export interface SearchedRows {
  list: RowList;
  index: RowIndex;
  head: FileHead;
  fileEnd: number;
}

/**
 * Finds rows by a text in any of their cells, without regard to case; one that looks like a phone or a part of it is also
 * found in the phone that was read. The search's outer spaces do not count.
 *
 * Rows are not read to find out: the text is looked for in a whole stretch, whose bytes, one character each, are put in
 * lower case where they are ASCII. What is not ASCII is looked for row by row. Only a text that could reach over a
 * cell's border is looked for in the cells.
 */
export class RowSearch {
  readonly #needle: string;
  /** A part of the needle that stands in the bytes of every row in which it is found: quotes are doubled there. */
  readonly #screen: string;
  readonly #ascii: boolean;
  readonly #digits: string | null;

  /** @param search must not be blank. */
  constructor(search: string) {
    const trimmed = search.trim();
    this.#needle = trimmed.toLowerCase();
    const longest = this.#needle.split('"').reduce((one, other) => (other.length > one.length ? other : one));
    this.#screen = longest || '"';
    this.#ascii = !NOT_ASCII.test(this.#needle);
    const digits = trimmed.replace(/\D/g, '');
    this.#digits = PHONE_LIKE.test(trimmed) && digits.length >= LEAST_DIGITS ? digits : null;
  }

  /**
   * The rows of a stretch in which the text is found, rising.
   * @param text the stretch's bytes, one character each.
   * @returns null when a row is not the one of the index: the file has changed.
   */
  rowsIn(text: string, stretch: Stretch, { list, index, head, fileEnd }: SearchedRows): number[] | null {
    const screen = this.#screen;
    const byRow = !this.#ascii || (/[ik]/.test(screen) && LOWERED_TO_ASCII.test(text));
    const lowered = byRow ? '' : text.toLowerCase();
    let hit = byRow ? 0 : lowered.indexOf(screen);
    const found: number[] = [];
    if (hit < 0 && this.#digits === null) return found;
    for (let place = stretch.firstPlace; place <= stretch.lastPlace; place++) {
      const row = list.row(place);
      if (this.#digits !== null && String(index.phone(row)).includes(this.#digits)) {
        found.push(row);
        continue;
      }
      if (hit < 0) continue;
      const start = index.offset(row) - stretch.start;
      const end = readableEnd(index, row, fileEnd) - stretch.start;
      if (!byRow) {
        if (hit < start) hit = lowered.indexOf(screen, start);
        if (hit < 0 || hit + screen.length > end) continue;
      }
      const bytes = text.slice(start, end);
      const holds =
        index.marks(row) & MALFORMED
          ? this.#isIn(malformedText(bytes))
          : this.#isInCells(bytes, row, head, byRow);
      if (holds === null) return null;
      if (holds) found.push(row);
    }
    return found;
  }

  #isIn(text: string): boolean {
    return text.toLowerCase().includes(this.#needle);
  }

  #isInCells(bytes: string, row: number, head: FileHead, unscreened: boolean): boolean | null {
    if (unscreened && !decodeUtf8(bytes).toLowerCase().includes(this.#screen)) return false;
    // Between two of a row's delimiters, quotes and line ends everything is of one cell, and just as it is there.
    const holdsDelimiter = this.#needle.includes(head.delimiter);
    if (!holdsDelimiter && !MAY_SPAN_CELLS.test(this.#needle)) return true;
    if (holdsDelimiter && !bytes.includes('"')) return false;
    const cells = readSpan(bytes, { first: row, last: row, start: 0, end: bytes.length }, head);
    return cells && cells[0]!.some((cell) => this.#isIn(cell));
  }
}
