import { type CsvFormat, csvLine } from '../../../audience/csv-line.ts';
import { tooMuchText } from './shared-strings.ts';

const FORMAT: CsvFormat = { separator: ',', qualifier: '"', lineEnd: '\n' };

const LEAST_PIECE = 65_536;
const LARGEST_PIECE = 1_048_576;
/** A piece of a sheet that becomes more than this is made to fill the memory. */
const MOST_CHARACTERS = 67_108_864;
/** Rows are made no longer than this for the sake of the longest one above. */
const WIDEST_FILLED = 1_024;

/**
 * Writes a sheet's rows as CSV, each on the line of its number. Excel does not write empty cells at a row's end, which
 * would look like a row that ends early: a row is as long as the longest one above it.
 */
export class CsvLines {
  #text = '';
  /** The lines that are ended. */
  #lines = 0;
  #width = 0;

  /**
   * A row without any text is not written, unless a row with some follows.
   * @param row its number, which is more than that of the row before
   * @param cells may be changed
   * @throws AppError `file.tooLarge`
   */
  add(row: number, cells: string[]): void {
    while (cells.at(-1) === '') cells.pop();
    if (cells.length === 0) return;
    this.#width = Math.max(this.#width, Math.min(cells.length, WIDEST_FILLED));
    while (cells.length < this.#width) cells.push('');
    this.#text += FORMAT.lineEnd.repeat(row - 1 - this.#lines) + csvLine(cells, FORMAT);
    this.#lines = row;
    if (this.#text.length > MOST_CHARACTERS) throw tooMuchText();
  }

  /** What was written since the last time in UTF-8, as soon as it is worth it. */
  *pieces(): Generator<Uint8Array> {
    if (this.#text.length >= LEAST_PIECE) yield* this.rest();
  }

  /** The same, however little it is. */
  *rest(): Generator<Uint8Array> {
    const bytes = Buffer.from(this.#text);
    this.#text = '';
    for (let at = 0; at < bytes.length; at += LARGEST_PIECE) yield bytes.subarray(at, at + LARGEST_PIECE);
  }
}
