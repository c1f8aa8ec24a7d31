import { basename } from 'node:path';
import { forShowing } from '../../audience/reviewed-row.ts';
import { AppError } from '../../contract/failure.ts';
import { failureOf } from '../push-failures.ts';
import { RecentFiles } from './recent-files.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

/** Rows that the window shows of a file before it is judged. */
const SHOWN_ROWS = 20;

export interface OpenAudience {
  path: string;
  bytes: number;
  /** When the file was last changed, in milliseconds since 1970. */
  modified: number;
  header: string[];
  /** The first rows, to take samples from. */
  preview: string[][];
}

/** Load: the audience file, opened as far as its head. */
export class LoadStep {
  audience: OpenAudience | null = null;
  readonly #context: StepContext;
  readonly #recent: RecentFiles;
  readonly #beforeOpening: () => Promise<void>;
  readonly #onChange: () => void;
  /** The file chosen last, though it could not be opened. */
  #path: string | null = null;
  #latest = 0;
  /** Files are opened one after the other: the last one chosen is the one that stays open. */
  #opening: Promise<unknown> = Promise.resolve();

  /**
   * @param beforeOpening ends whatever still reads the file before.
   * @param onChange told when there is another file, or none.
   */
  constructor(context: StepContext, beforeOpening: () => Promise<void>, onChange: () => void) {
    this.#context = context;
    this.#recent = new RecentFiles(context.dataDir);
    this.#beforeOpening = beforeOpening;
    this.#onChange = onChange;
  }

  async readRecentFiles(): Promise<void> {
    await this.#recent.read();
    this.#showRecent();
  }

  async forgetRecentFiles(): Promise<void> {
    await this.#recent.forget();
    this.#showRecent();
  }

  /** Takes in a path from outside the page, and answers the token by which the page may speak of it. */
  offer(path: string): string {
    return this.#recent.tokenFor(path);
  }

  async chooseFile(): Promise<void> {
    refuseWhileSending(this.#context);
    const path = await this.#context.pickFile();
    if (path !== null) await this.open(path);
  }

  async openFile({ token }: { token: string }): Promise<void> {
    const path = this.#recent.pathOf(token);
    if (path === undefined) throw unknownFile();
    await this.open(path);
  }

  async openSampleAudience(): Promise<void> {
    await this.open(this.#context.sampleAudience);
  }

  /** Opens the file that was chosen last once more: it may be another by now, or be back in its place. */
  async openAgain(): Promise<void> {
    refuseWhileSending(this.#context);
    if (this.#path !== null) await this.open(this.#path);
  }

  /** Opens a file in place of the one before. A file that cannot be read is told in the state. */
  async open(path: string): Promise<void> {
    refuseWhileSending(this.#context);
    const { store, reader, sampleAudience } = this.#context;
    const name = basename(path);
    const turn = ++this.#latest;
    this.#path = path;
    this.audience = null;
    store.change({ file: { status: 'opening', name } });
    await this.#beforeOpening();
    if (turn !== this.#latest) return;
    try {
      const opening = this.#opening.then(() => reader.open(path));
      this.#opening = opening.catch(() => {});
      const opened = await opening;
      if (turn !== this.#latest) return;
      const { bytes, modified, header, preview, encoding, delimiter } = opened;
      this.audience = { path, bytes, modified, header, preview };
      const shown = preview.slice(0, SHOWN_ROWS).map((cells) => cells.map(forShowing));
      store.change({
        file: { status: 'open', name, bytes, encoding, delimiter, header, preview: shown },
      });
    } catch (error) {
      if (turn !== this.#latest) return;
      store.change({ file: { status: 'failed', name, failure: failureOf(error) } });
    }
    this.#onChange();
    if (this.audience && path !== sampleAudience) {
      await this.#recent.remember(path);
      this.#showRecent();
    }
  }

  #showRecent(): void {
    this.#context.store.change({ recentFiles: this.#recent.list() });
  }
}

function unknownFile(): AppError {
  return new AppError({
    code: 'file.unknown',
    message: 'That file is no longer known to this window. Nothing was sent.',
    hint: 'Choose it again.',
  });
}
