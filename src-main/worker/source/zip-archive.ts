import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { pipeline, type Readable } from 'node:stream';
import { crc32, createInflateRaw } from 'node:zlib';
import { type Entry, fromRandomAccessReaderPromise, getFileNameLowLevel, type ZipFile } from 'yauzl';
import { AppError } from '../../contract/failure.ts';
import { cannotOpen, damaged, encrypted, otherFormat } from '../file-failures.ts';
import { ZipBytes } from './zip-bytes.ts';

/** More than any workbook has by far; the list of an archive of millions would fill the memory. */
const MOST_ENTRIES = 10_000;
const PIECE_BYTES = 65_536;

/** The two ways of packing that spreadsheets and operating systems use. */
const STORED = 0;
const DEFLATED = 8;

/** A file within an archive, as the archive's directory has it. */
export interface ZipEntry {
  /** With its folders, which are divided by `/`. */
  name: string;
  packedBytes: number;
  /** Unpacked. */
  bytes: number;
  encrypted: boolean;
  directory: boolean;
}

export interface ZipArchive {
  readonly entries: readonly ZipEntry[];
  /** Size of the archive itself. */
  readonly bytes: number;
  /** How much packed data was unpacked so far, in bytes; what was unpacked twice counts twice. */
  readonly fileBytes: number;
  /**
   * The entry's content in pieces of 64 kB or less. Its length and checksum are proven to be those of the directory.
   * @throws AppError `file.encrypted`, `file.format` when it is packed in a way that is not known, `file.damaged`
   */
  unpack(entry: ZipEntry, signal?: AbortSignal): AsyncGenerator<Uint8Array>;
  /** Ends whatever is still being unpacked, too. */
  close(): Promise<void>;
}

/**
 * Opens a zip archive and reads its directory.
 * @throws AppError `file.*`, as of any file that cannot be opened; `file.damaged`, `file.encrypted`; `file.format` when
 * it holds more than 10,000 files.
 */
export async function openZip(path: string): Promise<ZipArchive> {
  try {
    const handle = await open(path, 'r');
    const zip = await openBytes(handle);
    const archive = new OpenArchive(path, zip);
    try {
      await archive.readDirectory();
    } catch (error) {
      await archive.close();
      throw error;
    }
    return archive;
  } catch (error) {
    throw toldOf(error, path);
  }
}

async function openBytes(handle: FileHandle): Promise<ZipFile> {
  try {
    const { size } = await handle.stat();
    // Names are decoded below: the library refuses those that would be unsafe on the disk, which do no harm here.
    return await fromRandomAccessReaderPromise(new ZipBytes(handle), size, {
      autoClose: false,
      decodeStrings: false,
    });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** The part that lays out a workbook, in lower case. Excel's web version gives it a number. */
export const WORKBOOK_PART = /^xl\/workbook\d*\.xml$/;

/** Whether an archive is an Excel workbook, a binary one (.xlsb) too. */
export function isWorkbook({ entries }: ZipArchive): boolean {
  const names = entries.map(({ name }) => name.toLowerCase());
  const isOne = names.some((name) => WORKBOOK_PART.test(name) || name === 'xl/workbook.bin');
  return isOne && names.includes('[content_types].xml');
}

class OpenArchive implements ZipArchive {
  readonly entries: ZipEntry[] = [];
  readonly bytes: number;
  fileBytes = 0;
  readonly #path: string;
  readonly #zip: ZipFile;
  readonly #listed = new Map<ZipEntry, Entry>();
  readonly #reading = new Set<Readable>();

  constructor(path: string, zip: ZipFile) {
    this.#path = path;
    this.#zip = zip;
    this.bytes = zip.fileSize;
  }

  async readDirectory(): Promise<void> {
    if (this.#zip.entryCount > MOST_ENTRIES) {
      throw otherFormat(
        `The archive holds more than ${MOST_ENTRIES.toLocaleString('en-US')} files.`,
        'Unpack it, and choose the audience file itself.',
      );
    }
    for await (const listed of this.#zip.eachEntry()) {
      const { generalPurposeBitFlag: flags, fileNameRaw, extraFields } = listed;
      const name = getFileNameLowLevel(flags, fileNameRaw, extraFields, false);
      const entry = {
        name,
        packedBytes: listed.compressedSize,
        bytes: listed.uncompressedSize,
        encrypted: listed.isEncrypted(),
        directory: name.endsWith('/'),
      };
      this.entries.push(entry);
      this.#listed.set(entry, listed);
    }
  }

  async *unpack(entry: ZipEntry, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const listed = this.#listed.get(entry)!;
    if (entry.encrypted) throw encrypted();
    if (listed.compressionMethod !== STORED && listed.compressionMethod !== DEFLATED) {
      throw otherFormat(
        'The file is packed in a way that this app cannot unpack.',
        'Unpack it, and choose the file that was inside.',
      );
    }
    let bytes = 0;
    let checksum = 0;
    for await (const piece of this.#content(listed, signal)) {
      bytes += piece.length;
      if (bytes > entry.bytes) throw damaged();
      checksum = crc32(piece, checksum);
      yield piece;
    }
    if (bytes !== entry.bytes || checksum !== listed.crc32) throw damaged();
  }

  async close(): Promise<void> {
    for (const stream of this.#reading) stream.destroy();
    if (!this.#zip.isOpen) return;
    const closed = once(this.#zip, 'close');
    this.#zip.close();
    await closed;
  }

  async *#content(listed: Entry, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    signal?.throwIfAborted();
    let stream: Readable | null = null;
    try {
      const packed = await this.#zip.openReadStreamPromise(listed, { decodeFileData: false });
      const inflate =
        listed.compressionMethod === DEFLATED ? createInflateRaw({ chunkSize: PIECE_BYTES }) : null;
      // A failure of either stream comes out of the second one below.
      stream = inflate ? pipeline(packed, inflate, () => {}) : packed;
      this.#reading.add(stream);
      let taken = 0;
      for await (const piece of stream as AsyncIterable<Uint8Array>) {
        signal?.throwIfAborted();
        const before = taken;
        taken = inflate ? inflate.bytesWritten : before + piece.length;
        this.fileBytes += taken - before;
        yield piece;
      }
    } catch (error) {
      signal?.throwIfAborted();
      throw toldOf(error, this.#path);
    } finally {
      if (stream) this.#reading.delete(stream);
      stream?.destroy();
    }
  }
}

function toldOf(error: unknown, path: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof Error && 'syscall' in error) return cannotOpen(path, error);
  // The library's own word for a directory that is encrypted as a whole.
  if (error instanceof Error && error.message === 'strong encryption is not supported') return encrypted();
  return damaged(error);
}
