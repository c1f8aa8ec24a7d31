import { TextDecoder } from 'node:util';
import { SaxesParser } from 'saxes';
import { AppError } from '../../../contract/failure.ts';
import { damaged } from '../../file-failures.ts';

/** How deep elements may stand within each other; a workbook's go a dozen deep. */
const DEEPEST = 256;
/** How far the next tag may be; a cell holds 32,767 characters at most. */
const FARTHEST_BYTES = 16_777_216;

/** What is told of a document: its elements by their local names, whatever the prefix. */
export interface XmlHandlers {
  open(name: string, attributes: Record<string, string>): void;
  /** All text of an element may come in several parts. */
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads an XML document as it comes. Of entities, the predefined and the numeric ones only are known, so that a document
 * cannot grow in the reading.
 */
export class XmlReader {
  readonly #parser = new SaxesParser({ position: false, xmlns: false });
  #decoder: TextDecoder | null = null;
  #depth = 0;
  /** Bytes since the last element or text. */
  #silence = 0;

  constructor({ open, text, close }: XmlHandlers) {
    this.#parser.on('opentag', ({ name, attributes }) => {
      this.#silence = 0;
      if (++this.#depth > DEEPEST) throw damaged();
      open(localName(name), attributes);
    });
    this.#parser.on('closetag', ({ name }) => {
      this.#silence = 0;
      this.#depth--;
      close?.(localName(name));
    });
    const read = (part: string) => {
      this.#silence = 0;
      text?.(part);
    };
    this.#parser.on('text', read);
    this.#parser.on('cdata', read);
  }

  /** @throws AppError `file.damaged` when it is not well-formed */
  push(bytes: Uint8Array): void {
    this.#decoder ??= new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8', { fatal: true });
    this.#silence += bytes.length;
    this.#wellFormed((decoder) => this.#parser.write(decoder.decode(bytes, { stream: true })));
    if (this.#silence > FARTHEST_BYTES) throw damaged();
  }

  /** @throws AppError `file.damaged` when the document is not whole */
  end(): void {
    this.#decoder ??= new TextDecoder();
    this.#wellFormed((decoder) => this.#parser.write(decoder.decode()).close());
  }

  #wellFormed(read: (decoder: TextDecoder) => void): void {
    try {
      read(this.#decoder!);
    } catch (error) {
      if (error instanceof AppError) throw error;
      // What the parser says of it may quote the customers' data.
      throw damaged();
    }
  }
}

/** @param name may have a prefix, as in `r:id` */
export function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}
