import { basename } from 'node:path';
import { forShowing } from '../../audience/reviewed-row.ts';
import type { FileState } from '../../contract/audience.ts';
import type { CommandInput } from '../../contract/commands.ts';
import { AppError, type Failure } from '../../contract/failure.ts';
import { AS_FOUND, type Head, type Reading, readingSchema, type Source } from '../../contract/reading.ts';
import type { OpenedFile, ReadProgress } from '../ports.ts';
import { failureOf } from '../push-failures.ts';
import { RecentFiles } from './recent-files.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

/** Rows that the window shows of a file before it is judged. */
const SHOWN_ROWS = 20;

export interface OpenAudience {
  path: string;
  /** When the file was last changed, in milliseconds since 1970. */
  modified: number;
  source: Source;
  /** How it is read. */
  reading: Reading;
  head: Head;
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
  /** How it is to be read. */
  #reading = AS_FOUND;
  /** What the file chosen last is, once it could be opened in some way: then there are others to read it. */
  #source: Source | null = null;
  /** Aborted when the opening that is under way is no longer wanted. */
  #wanted = new AbortController();
  /** Files are opened one after the other: the last one chosen is the one that stays open. */
  #opening: Promise<unknown> = Promise.resolve();

  /**
   * @param beforeOpening ends whatever still reads the file before.
   * @param onChange told when there is another file, or none.
   */
  constructor(context: StepContext, beforeOpening: () => Promise<void>, onChange: () => void) {
    this.#context = context;
    this.#recent = new RecentFiles(context.kept);
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
    if (this.#path !== null) await this.open(this.#path, this.#reading);
  }

  /** Opens the file that was chosen last once more, and reads it in another way; what is not named stays as it was chosen. */
  async readAs(change: CommandInput<'readAs'>): Promise<void> {
    refuseWhileSending(this.#context);
    if (this.#path === null) throw noFile();
    const reading = readingSchema.parse({ ...this.#reading, ...change });
    const headerRow = reading.sheet === this.#reading.sheet ? reading.headerRow : null;
    await this.open(this.#path, { ...reading, headerRow });
  }

  stopOpening(): void {
    const { file } = this.#context.store.state;
    if (file.status !== 'opening') return;
    this.#wanted.abort();
    this.#fail(file.name, OPENING_STOPPED);
    this.#onChange();
  }

  /** Gives up the file that is open, as another has to be read. Whatever reads it is the caller's to end. */
  async close(): Promise<void> {
    refuseWhileSending(this.#context);
    this.#replaceWanted();
    this.#path = null;
    this.#reading = AS_FOUND;
    this.#source = null;
    this.audience = null;
    this.#show({ status: 'none' });
    this.#onChange();
    await this.#opening;
  }

  /** Opens a file in place of the one before. A file that cannot be read is told in the state. */
  async open(path: string, reading = AS_FOUND): Promise<void> {
    refuseWhileSending(this.#context);
    const { reader, sampleAudience } = this.#context;
    const name = basename(path);
    const signal = this.#replaceWanted();
    if (path !== this.#path) this.#source = null;
    this.#path = path;
    this.#reading = reading;
    this.audience = null;
    const onProgress = (progress: ReadProgress) => {
      if (!signal.aborted) this.#show({ status: 'opening', name, reading, ...progress });
    };
    onProgress({ bytes: 0, ofBytes: 0 });
    await this.#beforeOpening();
    if (signal.aborted) return;
    try {
      const opening = this.#opening.then(() => reader.open(path, reading, { onProgress, signal }));
      this.#opening = opening.catch(() => {});
      const opened = await opening;
      if (signal.aborted) return;
      this.#take(path, opened);
    } catch (error) {
      if (signal.aborted) return;
      this.#fail(name, failureOf(error));
    }
    this.#onChange();
    if (this.audience && path !== sampleAudience) {
      await this.#recent.remember(path);
      this.#showRecent();
    }
  }

  /** Shows what was opened; or why its beginning cannot be read in this way. */
  #take(path: string, { name, source, modified, beginning }: OpenedFile): void {
    this.#source = source;
    if (beginning.failure !== null) {
      this.#fail(name, beginning.failure);
      return;
    }
    const { head } = beginning;
    this.audience = { path, modified, source, reading: this.#reading, head };
    const preview = head.preview
      .slice(0, SHOWN_ROWS)
      .map(({ fileRow, cells }) => ({ fileRow, cells: cells.map(forShowing) }));
    this.#show({ status: 'open', name, reading: this.#reading, source, head: { ...head, preview } });
  }

  #fail(name: string, failure: Failure): void {
    this.#show({ status: 'failed', name, failure, reading: this.#reading, source: this.#source });
  }

  #show(file: FileState): void {
    this.#context.store.change({ file });
  }

  #replaceWanted(): AbortSignal {
    this.#wanted.abort();
    this.#wanted = new AbortController();
    return this.#wanted.signal;
  }

  #showRecent(): void {
    this.#context.store.change({ recentFiles: this.#recent.list() });
  }
}

/** Why nothing can be done with a file, where none was chosen. */
export function noFile(): AppError {
  return new AppError({
    code: 'file.none',
    message: 'No audience file is open, so nothing was changed. Nothing was sent.',
    hint: 'Choose the file first.',
  });
}

const OPENING_STOPPED: Failure = {
  code: 'stopped',
  message: 'The opening of the file was stopped, as you asked. Nothing was sent.',
  hint: 'Open it again, or choose another file.',
};

function unknownFile(): AppError {
  return new AppError({
    code: 'file.unknown',
    message: 'That file is no longer known to this window. Nothing was sent.',
    hint: 'Choose it again.',
  });
}
