import { randomUUID } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import writeFileAtomic from 'write-file-atomic';
import { z } from 'zod';
import type { RecentFile } from '../../contract/audience.ts';

const REMEMBERED = 5;

const recentSchema = z.array(z.string()).max(100);

/**
 * The files of which the page may speak: it holds a token, and the path stays here. The last few are remembered; that
 * is a comfort, so it fails without a word.
 */
export class RecentFiles {
  readonly #paths = new Map<string, string>();
  readonly #remembered: string;
  #recent: string[] = [];

  constructor(dataDir: string) {
    this.#remembered = join(dataDir, 'recent-files.json');
  }

  async read(): Promise<void> {
    try {
      this.#recent = recentSchema.parse(JSON.parse(await readFile(this.#remembered, 'utf8')));
    } catch {
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
    await this.#keep([path, ...this.#recent.filter((other) => other !== path)].slice(0, REMEMBERED));
  }

  async forget(): Promise<void> {
    await this.#keep([]);
  }

  async #keep(recent: string[]): Promise<void> {
    this.#recent = recent;
    try {
      await mkdir(dirname(this.#remembered), { recursive: true, mode: 0o700 });
      await writeFileAtomic(this.#remembered, JSON.stringify(recent), { mode: 0o600 });
    } catch {}
  }
}
