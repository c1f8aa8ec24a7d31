import Papa from 'papaparse';

/** Longest row that is read; more than any profile, and small enough to look ahead for a closing quote. */
const MAX_ROW_BYTES = 1_048_576;

export type RowProblem = 'unclosedQuote' | 'tooLong';

/**
 * Receives each row in order. `cells` is valid during the call. `offset` is the row's first byte in the text
 * that was pushed, and `plain` says that the row is all printable ASCII. A row with a problem has no cells.
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
 * positions in the text are byte offsets; cells are decoded as UTF-8 afterwards, where needed.
 *
 * A quote that never closes would swallow the rest of the file. So when a row's quotes fail, only its first
 * line is given up as malformed, and the lines that were looked at in vain are then read one by one.
 */
export class CsvRows {
  readonly #delimiter: string;
  readonly #newline: string;
  readonly #sink: RowSink;
  #pending = '';
  /** Offset of the first pending byte. */
  #offset: number;
  /** Up to here lines are read one by one, since quotes that span lines were tried and failed. */
  #lineByLineUntil = 0;
  #skippingLongLine = false;

  constructor(options: { delimiter: string; newline: '\n' | '\r'; offset?: number }, sink: RowSink) {
    this.#delimiter = options.delimiter;
    this.#newline = options.newline;
    this.#offset = options.offset ?? 0;
    this.#sink = sink;
  }

  push(text: string): void {
    this.#pending += text;
    this.#read(false);
  }

  end(): void {
    this.#read(true);
  }

  #read(last: boolean): void {
    while (this.#pending !== '') {
      if (this.#skippingLongLine && !this.#skipLine(last)) return;
      else if (this.#offset < this.#lineByLineUntil) {
        if (!this.#readOneLine(last)) return;
      } else if (!this.#readAhead(last)) return;
    }
  }

  /** Lets Papa read all it can; false when the rest has to wait for more text. */
  #readAhead(last: boolean): boolean {
    const text = this.#pending;
    const plain = !NOT_PLAIN.test(text);
    let read = 0;
    let failed = false;
    const parser = new Parser({
      delimiter: this.#delimiter,
      newline: this.#newline,
      step: (step) => {
        if (step.errors.length > 0) {
          failed = true;
          parser.abort();
          return;
        }
        // At the end of the text Papa makes an empty row of what follows the last line break.
        const { cursor } = step.meta;
        if (read < text.length) {
          const plainRow = plain || !NOT_PLAIN.test(text.slice(read, cursor));
          this.#emit(step.data[0]!, this.#offset + read, plainRow);
        }
        read = cursor;
      },
    });
    parser.parse(text, 0, !last);
    this.#advance(read);
    if (failed) {
      this.#lineByLineUntil = this.#offset + this.#pending.length;
      return true;
    }
    if (last) this.#advance(this.#pending.length);
    else if (this.#pending.length > MAX_ROW_BYTES) this.#giveUpWaiting();
    return false;
  }

  /** The row being waited for is too long: either a quote never closes, or the line itself has no end. */
  #giveUpWaiting(): void {
    if (this.#pending.includes(this.#newline)) this.#lineByLineUntil = this.#offset + this.#pending.length;
    else {
      this.#sink([], this.#offset, false, 'tooLong');
      this.#skippingLongLine = true;
    }
    this.#read(false);
  }

  #skipLine(last: boolean): boolean {
    const end = this.#pending.indexOf(this.#newline);
    this.#skippingLongLine = end < 0 && !last;
    this.#advance(end < 0 ? this.#pending.length : end + 1);
    return end >= 0;
  }

  #readOneLine(last: boolean): boolean {
    const newline = this.#pending.indexOf(this.#newline);
    if (newline < 0 && !last) return this.#pending.length > MAX_ROW_BYTES ? this.#startSkipping() : false;
    const end = newline < 0 ? this.#pending.length : newline + 1;
    const line = this.#pending.slice(0, end);
    const offset = this.#offset;
    this.#advance(end);
    let cells: string[] = [];
    let failed = false;
    const parser = new Parser({
      delimiter: this.#delimiter,
      newline: this.#newline,
      step: (step) => {
        if (step.errors.length > 0) failed = true;
        else if (cells.length === 0) cells = step.data[0]!;
      },
    });
    parser.parse(line, 0, false);
    if (failed) this.#sink([], offset, false, 'unclosedQuote');
    else this.#emit(cells, offset, !NOT_PLAIN.test(line));
    return true;
  }

  #startSkipping(): boolean {
    this.#sink([], this.#offset, false, 'tooLong');
    this.#skippingLongLine = true;
    return this.#skipLine(false);
  }

  #emit(cells: string[], offset: number, plain: boolean): void {
    const final = cells.length - 1;
    // Papa is asked for \n alone, so that files of mixed line ends are read right.
    if (this.#newline === '\n' && cells[final]!.endsWith('\r')) cells[final] = cells[final]!.slice(0, -1);
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

/** Whether a row is a blank line, which is no row of the audience. */
export function isBlankLine(cells: readonly string[]): boolean {
  return cells.length === 1 && cells[0] === '';
}
