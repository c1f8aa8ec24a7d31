import Papa from 'papaparse';
import { failingQuote, quotesIn } from './quotes.ts';

/** Longest row that is read; more than any profile. */
const MAX_ROW_BYTES = 1_048_576;

/**
 * How far the end of a row of several lines is looked for. Each quote that fails halves it, down to the least, and each
 * good row gives some back: a file full of stray quotes would otherwise be read many times over.
 */
export const LEAST_PATIENCE = 4_096;
const PATIENCE_A_ROW = 256;

/** After so many lines given up one after another, a line whose quotes are odd in number is given up unread. */
const HOPELESS_LINES = 100;

export type RowProblem = 'unclosedQuote' | 'tooLong';

/**
 * Receives each row in order. `cells` is valid during the call. `offset` is the row's first byte in the text
 * that was pushed, and `plain` says that the row is all printable ASCII. The cells of a row with an unclosed quote are
 * its first line cut at every delimiter, which is a guess; a row that is too long has none.
 */
export type RowSink = (cells: string[], offset: number, plain: boolean, problem: RowProblem | null) => void;

interface Step {
  data: string[][];
  errors: unknown[];
  meta: { cursor: number };
}
interface PapaParser {
  parse(text: string, base: number, ignoreLastRow: boolean): void;
  abort(): void;
}
type PapaParserClass = new (config: {
  delimiter: string;
  newline: string;
  step: (step: Step) => void;
}) => PapaParser;

// Papa's own parser class is public (`Papa.Parser`) but its types leave `parse` and `abort` out.
const Parser = Papa.Parser as unknown as PapaParserClass;

/** Anything but printable ASCII and the usual white space. */
const NOT_PLAIN = /[^\t\n\r\x20-\x7e]/;

/**
 * Reads comma-separated rows from text that is pushed chunk by chunk, one character per byte (latin1), so that
 * positions in the text are byte offsets; cells are decoded as UTF-8 afterwards, where needed. The rows are the same
 * however the text is cut into chunks.
 *
 * A quote that never closes would swallow the rest of the file. So when a row's quotes fail, only its first line is
 * given up as malformed, and reading goes on at the next one; unless the quote that fails looks like the end of a cell
 * that began a few lines before: then those lines are one broken row. If a line given up was the first half of a row
 * for another reason, the second half has a quote without its other one: so it is given up too.
 */
export class CsvRows {
  readonly #delimiter: string;
  readonly #newline: string;
  readonly #sink: RowSink;
  #pending = '';
  /** Offset of the first pending byte. */
  #offset: number;
  /** Whether all that is pending is printable ASCII. */
  #plain = true;
  #patience = MAX_ROW_BYTES;
  /** Lines given up since the last good row. */
  #givenUp = 0;
  #skippingLongLine = false;

  constructor(options: { delimiter: string; newline: '\n' | '\r'; offset?: number }, sink: RowSink) {
    this.#delimiter = options.delimiter;
    this.#newline = options.newline;
    this.#offset = options.offset ?? 0;
    this.#sink = sink;
  }

  /** Whether all that was pushed was read to the end of a row. */
  get isBetweenRows(): boolean {
    return this.#pending === '' && !this.#skippingLongLine;
  }

  /** Between rows: somebody else has read what follows, and found good rows in it, blank lines among them. */
  passOver(bytes: number, rows: number): void {
    this.#offset += bytes;
    if (rows === 0) return;
    this.#givenUp = 0;
    const missing = Math.ceil((MAX_ROW_BYTES - this.#patience) / PATIENCE_A_ROW);
    this.#patience += PATIENCE_A_ROW * Math.min(rows, Math.max(missing, 0));
  }

  push(text: string): void {
    this.#plain = (this.#plain || this.#pending === '') && !NOT_PLAIN.test(text);
    this.#pending += text;
    this.#read(false);
  }

  end(): void {
    this.#read(true);
  }

  #read(last: boolean): void {
    while (this.#pending !== '') {
      const goesOn = this.#skippingLongLine ? this.#skipLine(last) : this.#readAhead(last);
      if (!goesOn) return;
    }
  }

  /** Lets Papa read all it can; false when the rest has to wait for more text. */
  #readAhead(last: boolean): boolean {
    if (this.#isHopeless()) {
      this.#giveUp(0);
      return true;
    }
    const text = this.#pending.slice(0, this.#reach());
    const isAll = text.length === this.#pending.length;
    const isEnd = last && isAll;
    let read = 0;
    let failed = false;
    const parser = new Parser({
      delimiter: this.#delimiter,
      newline: this.#newline,
      step: ({ data, errors, meta: { cursor } }) => {
        // At the end of the text Papa makes an empty row of what follows the last line break.
        if (read >= text.length) return;
        if (errors.length > 0 || !this.#isSound(text, read, cursor)) {
          failed = true;
          parser.abort();
          return;
        }
        const plain = this.#plain || !NOT_PLAIN.test(text.slice(read, cursor));
        this.#emit(data[0]!, this.#offset + read, plain);
        read = cursor;
      },
    });
    parser.parse(text, 0, !isEnd);
    this.#advance(isEnd && !failed ? text.length : read);
    const tooFar = isAll ? this.#waitsInVain() : read === 0;
    if (failed || tooFar) this.#giveUp(this.#brokenRowEnd(last));
    return failed || tooFar || !isAll;
  }

  /** How much of what is pending Papa gets: the first line at least, and no more than is looked ahead for a quote. */
  #reach(): number {
    const { length } = this.#pending;
    if (length <= this.#patience) return length;
    const newline = this.#pending.indexOf(this.#newline);
    return newline < 0 ? length : Math.max(this.#patience, newline + 1);
  }

  /** Whether a row that Papa read without complaint, from `start` to `end`, is believed. */
  #isSound(text: string, start: number, end: number): boolean {
    if (this.#givenUp > 0 && quotesIn(text.slice(start, end)) % 2 === 1) return false;
    if (end - start <= LEAST_PATIENCE) return true;
    const spansLines = text.indexOf(this.#newline, start) < end - 1;
    return end - start <= (spansLines ? this.#patience : MAX_ROW_BYTES);
  }

  #isHopeless(): boolean {
    if (this.#givenUp < HOPELESS_LINES) return false;
    const newline = this.#pending.indexOf(this.#newline);
    return newline >= 0 && quotesIn(this.#pending.slice(0, newline)) % 2 === 1;
  }

  /** Whether the row whose end has not come yet is too long already. */
  #waitsInVain(): boolean {
    const { length } = this.#pending;
    if (length <= LEAST_PATIENCE) return false;
    return length > (this.#pending.includes(this.#newline) ? this.#patience : MAX_ROW_BYTES);
  }

  /** Gives up the pending row: its first line, or as far as it is seen to go. */
  #giveUp(brokenRowEnd: number): void {
    const newline = this.#pending.indexOf(this.#newline);
    const length = newline < 0 ? this.#pending.length : newline + 1;
    if (length > MAX_ROW_BYTES) {
      this.#sink([], this.#offset, false, 'tooLong');
      this.#skippingLongLine = newline < 0;
      this.#advance(length);
      return;
    }
    const line = this.#pending.slice(0, length).replaceAll('"', '');
    this.#sink(line.split(this.#delimiter).map(decodeUtf8), this.#offset, false, 'unclosedQuote');
    this.#givenUp++;
    this.#patience = Math.max(this.#patience / 2, LEAST_PATIENCE);
    this.#advance(Math.max(length, brokenRowEnd));
  }

  /** Where the pending row ends, if its quote fails at what looks like the end of a cell nearby; else 0. */
  #brokenRowEnd(last: boolean): number {
    const text = this.#pending.slice(0, LEAST_PATIENCE);
    const failing = failingQuote(text, this.#delimiter, this.#newline);
    const before = text
      .slice(0, Math.max(failing, 0))
      .replace(/[^\S\r\n]+$/, '')
      .at(-1);
    const looksLikeAnEnd = failing > 0 && ![this.#delimiter, '\n', '\r'].includes(before ?? '');
    if (!looksLikeAnEnd) return 0;
    const newline = text.indexOf(this.#newline, failing);
    if (newline < 0) return last && text.length === this.#pending.length ? text.length : 0;
    return newline + 1;
  }

  #skipLine(last: boolean): boolean {
    const newline = this.#pending.indexOf(this.#newline);
    this.#skippingLongLine = newline < 0 && !last;
    this.#advance(newline < 0 ? this.#pending.length : newline + 1);
    return newline >= 0;
  }

  #emit(cells: string[], offset: number, plain: boolean): void {
    this.#givenUp = 0;
    if (this.#patience < MAX_ROW_BYTES) this.#patience += PATIENCE_A_ROW;
    const final = cells.length - 1;
    // Papa is asked for \n alone, so that files of mixed line ends are read right.
    if (this.#newline === '\n') cells[final] = withoutReturns(cells[final]!);
    if (!plain) for (let place = 0; place <= final; place++) cells[place] = decodeUtf8(cells[place]!);
    this.#sink(cells, offset, plain, null);
  }

  #advance(bytes: number): void {
    this.#pending = this.#pending.slice(bytes);
    this.#offset += bytes;
  }
}

/** Decodes a cell whose characters are the bytes of UTF-8 text; bytes that are none become U+FFFD. */
export function decodeUtf8(cell: string): string {
  return /[\x80-\xff]/.test(cell) ? Buffer.from(cell, 'latin1').toString('utf8') : cell;
}

/** The last cell of a line without the carriage returns that belong to its end. */
export function withoutReturns(cell: string): string {
  return cell.endsWith('\r') ? cell.replace(/\r+$/, '') : cell;
}

/** Whether a row is a blank line, which is no row of the audience. */
export function isBlankLine(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === '';
}
