import { AppError } from '../../../contract/failure.ts';
import { damaged } from '../../file-failures.ts';
import { RichText, unescaped } from './rich-text.ts';
import { XmlReader } from './xml-reader.ts';

const MOST_BYTES = 536_870_912;

/** The texts that a workbook's cells refer to by their number, kept as one stretch of UTF-8. */
export class SharedStrings {
  #bytes = Buffer.allocUnsafe(65_536);
  /** Where each text ends; it begins where the one before ends. */
  #ends = new Uint32Array(4_096);
  #count = 0;

  /** @throws AppError `file.tooLarge` when there are more than 512 MB */
  add(text: string): void {
    const start = this.#end(this.#count);
    const most = start + text.length * 3;
    if (most + this.#count * 4 > MOST_BYTES) throw tooMuchText();
    if (most > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(Math.max(most, this.#bytes.length * 2));
      this.#bytes.copy(grown, 0, 0, start);
      this.#bytes = grown;
    }
    if (this.#count === this.#ends.length) {
      const grown = new Uint32Array(this.#count * 2);
      grown.set(this.#ends);
      this.#ends = grown;
    }
    this.#ends[this.#count++] = start + this.#bytes.write(text, start);
  }

  get count(): number {
    return this.#count;
  }

  /** The text of this number, counted from 0; undefined where there is none. */
  at(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined;
    return this.#bytes.toString('utf8', this.#end(index), this.#ends[index]);
  }

  #end(count: number): number {
    return count === 0 ? 0 : this.#ends[count - 1]!;
  }
}

/** Puts what the part `sharedStrings.xml` holds into `strings`. */
function sharedStringsReader(strings: SharedStrings): XmlReader {
  const text = new RichText();
  return new XmlReader({
    open: (name, attributes) => text.open(name, attributes),
    text: (part) => text.add(part),
    close: (name) => {
      text.close(name);
      if (name === 'si') strings.add(unescaped(text.take()));
    },
  });
}

/**
 * The texts of a workbook, read only as far as they are asked for: Excel numbers them in the order in which it came upon
 * them, so that the first rows need but the first of them.
 */
export class TextsAhead {
  readonly #strings = new SharedStrings();
  readonly #reader = sharedStringsReader(this.#strings);
  readonly #pieces: AsyncIterator<Uint8Array> | null;
  #ended = false;

  /** @param pieces of the part that holds the texts, or null where there is none. */
  constructor(pieces: AsyncIterator<Uint8Array> | null) {
    this.#pieces = pieces;
  }

  /**
   * Reads on until the text of this number is there.
   * @throws AppError `file.damaged` when there is none, `file.tooLarge`
   */
  async reach(index: number, signal: AbortSignal | undefined, onPiece: () => void): Promise<void> {
    while (this.#strings.count <= index) {
      signal?.throwIfAborted();
      const piece = this.#ended ? null : await this.#pieces?.next();
      if (!piece || piece.done) {
        if (piece) this.#reader.end();
        this.#ended = true;
        if (this.#strings.count <= index) throw damaged();
      } else {
        this.#reader.push(piece.value);
        onPiece();
      }
    }
  }

  /** A text that was reached. */
  at(index: number): string {
    return this.#strings.at(index)!;
  }
}

export function tooMuchText(): AppError {
  return new AppError({
    code: 'file.tooLarge',
    message: 'The workbook holds more text than can be kept in memory while it is read. Nothing was sent.',
    hint: 'Save its sheet as CSV, which may be of any size, and choose that file.',
  });
}
