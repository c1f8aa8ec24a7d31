import type { Watch } from '../../application/ports.ts';
import type { Source } from '../../contract/reading.ts';
import { type AudienceText, noNotes, type SheetNotes, type UnpackedPiece } from './audience-text.ts';
import { PackedBlocks } from './packed-blocks.ts';
import type { SourceFile } from './source-file.ts';

/** Gives the text from its beginning, as UTF-8, each time it is called. */
export type Unpack = (watch: Watch) => AsyncGenerator<UnpackedPiece>;

/** What a text is packed in. */
export interface Packing {
  source: Source;
  unpack: Unpack;
  /** Closes what `unpack` reads from, but for the file. */
  end(): Promise<void>;
  /** Filled while it is unpacked. */
  notes?: SheetNotes;
}

/** The first bytes of what is unpacked, and what it took of the file to get them. */
export interface Beginning {
  start: Uint8Array;
  startIsAll: boolean;
  fileBytes: number;
}

const PIECE_BYTES = 1_048_576;
/** 1 GiB: some 3 GB of text. */
const MOST_PACKED_BYTES = 1_073_741_824;

/**
 * Text that does not lie on the disk as it is read: packed, in another encoding, or in the cells of a workbook. While it is
 * unpacked for the first time it is kept in memory, packed in our own way, since nothing unpacked is ever written to disk.
 */
export class PackedText implements AudienceText {
  readonly source: Source;
  readonly start: Uint8Array;
  readonly startIsAll: boolean;
  readonly modified: number;
  readonly notes: SheetNotes;
  sha256 = '';
  readonly #file: SourceFile;
  readonly #unpack: Unpack;
  readonly #end: () => Promise<void>;
  #blocks: PackedBlocks | null = null;

  /** @param beginning what `unpack` begins with. */
  constructor(
    file: SourceFile,
    { source, unpack, end, notes = noNotes() }: Packing,
    { start, startIsAll }: Beginning,
  ) {
    this.#file = file;
    this.#unpack = unpack;
    this.#end = end;
    this.source = source;
    this.notes = notes;
    this.start = start;
    this.startIsAll = startIsAll;
    this.modified = file.modified;
  }

  get length(): number {
    return this.#blocks?.length ?? 0;
  }

  async *pieces(watch: Watch): AsyncGenerator<Uint8Array> {
    if (this.#blocks) yield* this.#keptPieces(this.#blocks, watch);
    else this.#blocks = yield* this.#firstPieces(watch);
  }

  async read(position: number, length: number): Promise<string> {
    if (!this.#blocks) throw new Error('The text was not read to its end yet.');
    return (await this.#blocks.read(position, length)).toString('latin1');
  }

  async assertSameStat(): Promise<void> {
    await this.#file.assertSameStat();
  }

  async assertUnchanged(watch: Watch): Promise<void> {
    await this.#file.assertUnchanged(this.sha256, watch);
  }

  async close(): Promise<void> {
    this.#blocks = null;
    await this.#end();
    await this.#file.close();
  }

  async *#firstPieces(watch: Watch): AsyncGenerator<Uint8Array, PackedBlocks> {
    const { onProgress, signal } = watch;
    const blocks = new PackedBlocks(MOST_PACKED_BYTES);
    // Beside the unpacking, so that it is done by the time that is, too.
    const hashing = this.#file.sha256({ signal });
    hashing.catch(() => {});
    try {
      for await (const { bytes, fileBytes } of this.#unpack(watch)) {
        for (let at = 0; at < bytes.length; at += PIECE_BYTES) {
          signal?.throwIfAborted();
          const piece = bytes.subarray(at, at + PIECE_BYTES);
          await blocks.add(piece);
          yield piece;
        }
        onProgress?.({ bytes: fileBytes, ofBytes: this.#file.bytes });
      }
    } catch (error) {
      // A file that is still being written looks damaged, too.
      if (!signal?.aborted) await this.#file.assertSameStat();
      throw error;
    }
    await blocks.end();
    this.sha256 = await hashing;
    await this.#file.assertSameStat();
    return blocks;
  }

  async *#keptPieces(blocks: PackedBlocks, { onProgress, signal }: Watch): AsyncGenerator<Uint8Array> {
    const { bytes } = this.#file;
    for (let at = 0; at < blocks.length; at += PIECE_BYTES) {
      signal?.throwIfAborted();
      yield await blocks.read(at, PIECE_BYTES);
      const share = Math.min((at + PIECE_BYTES) / blocks.length, 1);
      onProgress?.({ bytes: Math.round(bytes * share), ofBytes: bytes });
    }
    await this.#file.assertSameStat();
  }
}

/** Unpacks the first bytes, at most so many. */
export async function beginningOf(unpack: Unpack, most: number, watch: Watch): Promise<Beginning> {
  const parts: Uint8Array[] = [];
  let length = 0;
  let fileBytes = 0;
  for await (const piece of unpack(watch)) {
    const { bytes } = piece;
    fileBytes = piece.fileBytes;
    // The piece's memory may be used again for the next one.
    parts.push(Buffer.from(bytes));
    length += bytes.length;
    if (length > most) break;
  }
  return { start: Buffer.concat(parts).subarray(0, most), startIsAll: length <= most, fileBytes };
}
