import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { RecentFile } from '../../contract/audience.ts';
import { type Kept, sealed, unsealed } from '../kept.ts';

const REMEMBERED = 5;
const FILE = 'recent-files.json';

const recentSchema = z.array(z.string()).max(100);

/**
 * The files of which the page may speak: it holds a token, and the path stays here. The last few are remembered; that
 * is a comfort, so it fails without a word.
 */
export class RecentFiles {
  readonly #paths = new Map<string, string>();
  readonly #kept: Kept;
  readonly #remembered: string;
  #recent: string[] = [];
  /** What is remembered cannot be opened now, and must not be written over: it may be later. */
  #isLocked = false;
  /** Nothing is remembered before it is over. */
  #reading: Promise<void> = Promise.resolve();

  constructor(kept: Kept) {
    this.#kept = kept;
    this.#remembered = join(kept.dataDir, FILE);
  }

  read(): Promise<void> {
    this.#reading = this.#read();
    return this.#reading;
  }

  async #read(): Promise<void> {
    try {
      const { text, locked } = await unsealed(this.#kept, await readFile(this.#remembered, 'utf8'), FILE);
      this.#isLocked = locked !== null;
      this.#recent = recentSchema.parse(JSON.parse(text ?? '[]'));
    } catch {
      this.#isLocked = false;
      this.#recent = [];
    }
  }

  /** A token for a path that the user chose or dropped. */
  tokenFor(path: string): string {
    for (const [token, known] of this.#paths) if (known === path) return token;
    const token = randomUUID();
    this.#paths.set(token, path);
    return token;
  }

  pathOf(token: string): string | undefined {
    return this.#paths.get(token);
  }

  list(): RecentFile[] {
    return this.#recent.map((path) => ({
      token: this.tokenFor(path),
      name: basename(path),
      folder: basename(dirname(path)),
    }));
  }

  async remember(path: string): Promise<void> {
    await this.#reading;
    await this.#keep([path, ...this.#recent.filter((other) => other !== path)].slice(0, REMEMBERED));
  }

  async forget(): Promise<void> {
    await this.#reading;
    this.#isLocked = false;
    await this.#keep([]);
  }

  async #keep(recent: string[]): Promise<void> {
    this.#recent = recent;
    if (this.#isLocked) return;
    try {
      await mkdir(dirname(this.#remembered), { recursive: true, mode: 0o700 });
      const text = await sealed(this.#kept, JSON.stringify(recent), FILE);
      await writeFileAtomic(this.#remembered, text, { mode: 0o600 });
    } catch {}
  }
}
