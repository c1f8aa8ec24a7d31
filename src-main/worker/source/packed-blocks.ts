import { promisify } from 'node:util';
import { deflateRaw, inflateRaw } from 'node:zlib';
import { AppError } from '../../contract/failure.ts';

const pack = promisify(deflateRaw);
const unpack = promisify(inflateRaw);

const BLOCK_BYTES = 262_144;
/** The fastest; and all of a block at one go, as text packs to less than half. */
const PACKING = { level: 1, chunkSize: BLOCK_BYTES / 2 };
/** Blocks that are packed at the same time, while the next is being filled. */
const IN_FLIGHT = 3;
/** Blocks that are kept unpacked: a page of rows lies in two at most, and the next page in the same ones. */
const KEPT = 8;

/**
 * Text that is kept in memory, packed in blocks, because it takes too long to get it again from where it comes from. Any
 * place of it is one or two blocks away.
 */
export class PackedBlocks {
  /** Bytes of text. */
  length = 0;
  readonly #blocks: (Buffer | Promise<Buffer>)[] = [];
  #filling = Buffer.allocUnsafe(BLOCK_BYTES);
  #filled = 0;
  #packedBytes = 0;
  readonly #mostPackedBytes: number;
  readonly #kept = new Map<number, Promise<Buffer>>();

  constructor(mostPackedBytes: number) {
    this.#mostPackedBytes = mostPackedBytes;
  }

  /** @throws AppError `file.tooLarge` when it gets too large to be kept. */
  async add(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + BLOCK_BYTES - this.#filled);
      this.#filling.set(part, this.#filled);
      this.#filled += part.length;
      this.length += part.length;
      at += part.length;
      if (this.#filled === BLOCK_BYTES) await this.#packFilled();
    }
  }

  /** Nothing more will be added; all of it can be read. */
  async end(): Promise<void> {
    if (this.#filled > 0) await this.#packFilled();
    await Promise.all(this.#blocks);
    this.#filling = Buffer.alloc(0);
  }

  /** `length` bytes from `position` on; fewer where the text ends. */
  async read(position: number, length: number): Promise<Buffer> {
    const end = Math.min(position + length, this.length);
    const parts: Promise<Buffer>[] = [];
    for (let block = Math.floor(position / BLOCK_BYTES); block * BLOCK_BYTES < end; block++) {
      const start = block * BLOCK_BYTES;
      const from = Math.max(position - start, 0);
      parts.push(this.#unpacked(block).then((bytes) => bytes.subarray(from, end - start)));
    }
    return Buffer.concat(await Promise.all(parts));
  }

  async #packFilled(): Promise<void> {
    const place = this.#blocks.length;
    const packing = pack(this.#filling.subarray(0, this.#filled), PACKING).then((packed) => {
      // A copy of its own: zlib's buffer is larger than what it holds.
      const block = Buffer.from(packed);
      this.#blocks[place] = block;
      this.#packedBytes += block.length;
      return block;
    });
    this.#blocks.push(packing);
    this.#filling = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#filled = 0;
    await this.#blocks[place - IN_FLIGHT];
    if (this.#packedBytes > this.#mostPackedBytes) throw tooLarge();
  }

  async #unpacked(block: number): Promise<Buffer> {
    const unpacked =
      this.#kept.get(block) ??
      Promise.resolve(this.#blocks[block]!).then((packed) => unpack(packed, { chunkSize: BLOCK_BYTES }));
    // Last in the map is last in use.
    this.#kept.delete(block);
    this.#kept.set(block, unpacked);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT) break;
      this.#kept.delete(oldest);
    }
    return await unpacked;
  }
}

function tooLarge(): AppError {
  return new AppError({
    code: 'file.tooLarge',
    message: 'The file holds more text than can be kept in memory. Nothing was sent.',
    hint: 'Have it as a CSV file in UTF-8 that is not packed, and choose that: then its size does not matter.',
  });
}
