import { createHash } from 'node:crypto';
import type { Watch } from '../../application/ports.ts';
import type { Source } from '../../contract/reading.ts';
import { type AudienceText, HEAD_BYTES, noNotes } from './audience-text.ts';
import type { SourceFile } from './source-file.ts';

/** Text that lies on the disk as UTF-8: it is read there, and nowhere else. */
export class PlainText implements AudienceText {
  readonly source: Source;
  readonly start: Uint8Array;
  readonly startIsAll: boolean;
  readonly length: number;
  readonly modified: number;
  readonly notes = noNotes();
  sha256 = '';
  readonly #file: SourceFile;

  private constructor(file: SourceFile, source: Source, start: Uint8Array) {
    this.#file = file;
    this.source = source;
    this.start = start;
    this.startIsAll = start.length === file.bytes;
    this.length = file.bytes;
    this.modified = file.modified;
  }

  static async open(file: SourceFile, source: Source): Promise<PlainText> {
    return new PlainText(file, source, await file.read(0, Math.min(HEAD_BYTES, file.bytes)));
  }

  async *pieces(watch: Watch): AsyncGenerator<Uint8Array> {
    const hash = createHash('sha256');
    for await (const piece of this.#file.pieces(watch)) {
      hash.update(piece);
      yield piece;
    }
    this.sha256 = hash.digest('hex');
    await this.#file.assertSameStat();
  }

  async read(position: number, length: number): Promise<string> {
    return (await this.#file.read(position, length)).toString('latin1');
  }

  async assertSameStat(): Promise<void> {
    await this.#file.assertSameStat();
  }

  async assertUnchanged(watch: Watch): Promise<void> {
    await this.#file.assertUnchanged(this.sha256, watch);
  }

  async close(): Promise<void> {
    await this.#file.close();
  }
}
