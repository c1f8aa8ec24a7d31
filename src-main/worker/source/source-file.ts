import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Watch } from '../../application/ports.ts';
import { cannotOpen, cannotReadOn, fileChanged } from '../file-failures.ts';

const READ_BYTES = 1_048_576;

/** The file as it lies on the disk, open for reading, and what tells it from another one. */
export class SourceFile {
  readonly path: string;
  /** Its size when it was opened. Nothing beyond is read, so that a file that grows has an end. */
  readonly bytes: number;
  /** When it was last changed, in milliseconds since 1970. */
  readonly modified: number;
  readonly #handle: FileHandle;

  private constructor(path: string, handle: FileHandle, bytes: number, modified: number) {
    this.path = path;
    this.bytes = bytes;
    this.modified = modified;
    this.#handle = handle;
  }

  /** @throws AppError `file.*` for what is not there, may not be read, or is no ordinary file. */
  static async open(path: string): Promise<SourceFile> {
    const fail = (error: unknown) => {
      throw cannotOpen(path, error);
    };
    // Looked at before it is opened: opening a pipe waits for whoever writes to it.
    const found = await stat(path).catch(fail);
    if (!found.isFile()) fail({ code: found.isDirectory() ? 'EISDIR' : 'ENOTFILE' });
    const handle = await open(path, 'r').catch(fail);
    const { size, mtimeMs } = await handle.stat();
    return new SourceFile(path, handle, size, mtimeMs);
  }

  /** `length` bytes from `position` on; fewer where the file ends. */
  async read(position: number, length: number): Promise<Buffer> {
    const buffer = Buffer.allocUnsafe(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await this.#fill(buffer, filled, length - filled, position + filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  }

  /** All of it in order, in pieces that are valid until the next is asked for. */
  async *pieces({ onProgress, signal }: Watch): AsyncGenerator<Buffer> {
    const buffer = Buffer.allocUnsafe(Math.min(READ_BYTES, this.bytes));
    for (let position = 0; position < this.bytes; ) {
      signal?.throwIfAborted();
      const length = Math.min(buffer.length, this.bytes - position);
      const { bytesRead } = await this.#fill(buffer, 0, length, position);
      if (bytesRead === 0) throw fileChanged();
      position += bytesRead;
      yield buffer.subarray(0, bytesRead);
      onProgress?.({ bytes: position, ofBytes: this.bytes });
    }
  }

  /** The hash of what lies on the disk, in hex. */
  async sha256(watch: Watch): Promise<string> {
    const hash = createHash('sha256');
    for await (const piece of this.pieces(watch)) hash.update(piece);
    return hash.digest('hex');
  }

  /**
   * Rejects when, by size and time, it is another file than when it was opened. It is read through its handle, but the path
   * may name another file by now: both must be the same.
   */
  async assertSameStat(): Promise<void> {
    const onDisk = await stat(this.path).catch(() => {
      throw fileChanged();
    });
    for (const { size, mtimeMs } of [onDisk, await this.#handle.stat()]) {
      if (size !== this.bytes || mtimeMs !== this.modified) throw fileChanged();
    }
  }

  /** Rejects when it is another file, by its content, too, than the one with this hash. */
  async assertUnchanged(sha256: string, watch: Watch): Promise<void> {
    await this.assertSameStat();
    if ((await this.sha256(watch)) !== sha256) throw fileChanged();
  }

  async close(): Promise<void> {
    await this.#handle.close();
  }

  async #fill(buffer: Buffer, offset: number, length: number, position: number) {
    return await this.#handle.read(buffer, offset, length, position).catch((error: unknown) => {
      throw cannotReadOn(this.path, error);
    });
  }
}
