import { basename, dirname, extname } from 'node:path';
import { AppError } from '../../contract/failure.ts';
import type { ReviewedRow, RowFilter } from '../../contract/rows.ts';
import type { RowLayout } from '../ports.ts';
import { writeFileWhole } from '../write-file.ts';
import type { OpenAudience } from './load-step.ts';
import type { StepContext } from './surroundings.ts';

interface Review {
  /** The file whose rows are judged; null while there is none. */
  audience(): OpenAudience | null;
  /** Does this after all else that uses the file. */
  enqueue(work: () => Promise<void>): Promise<void>;
}

/** The rows of the last review: found, looked at page by page, and those left out saved. */
export class ReviewedRows {
  readonly #context: StepContext;
  readonly #review: Review;
  /** Aborted when the search that is under way is no longer wanted. */
  #finding = new AbortController();
  /** Aborted when the saving that is under way is no longer wanted. */
  #saving = new AbortController();
  readonly #closing = new AbortController();

  constructor(context: StepContext, review: Review) {
    this.#context = context;
    this.#review = review;
  }

  /**
   * Finds rows in place of the search before.
   * @throws AppError `rows.stale` when another search, or another review, took its place.
   */
  async find({ revision, filter }: { revision: number; filter: RowFilter }) {
    const { store, reader } = this.#context;
    const { review } = store.state;
    if (review.status !== 'done' || review.revision !== revision) throw rowsAreOthers();
    this.endFinding();
    const finding = new AbortController();
    this.#finding = finding;
    const { signal } = finding;
    let answer: RowLayout & { complete: boolean };
    try {
      answer = await reader.findRows(filter, {
        signal,
        onProgress: ({ found, bytes, ofBytes }) => {
          if (!signal.aborted) store.change({ finding: { ...found, bytes, ofBytes } });
        },
      });
    } finally {
      if (this.#finding === finding && store.state.finding) store.change({ finding: null });
    }
    if (this.#finding !== finding || store.state.review !== review) throw rowsAreOthers();
    return answer;
  }

  /** What was found until then is kept, and `find` answers it. */
  stopFinding(): void {
    this.#finding.abort();
  }

  /** The rows are no longer those that are searched. */
  endFinding(): void {
    this.#finding.abort();
    const { store } = this.#context;
    if (store.state.finding) store.change({ finding: null });
  }

  async page(page: { layout: number; from: number; count: number }): Promise<{ rows: ReviewedRow[] }> {
    return { rows: await this.#context.reader.rows(page) };
  }

  async saveLeftOut(): Promise<{ savedAs: string | null; folder: string | null }> {
    const audience = this.#review.audience();
    if (!audience) throw rowsAreOthers();
    const { path } = audience;
    const name = basename(path).replace(/\.(?:gz|zip)$/i, '');
    const place = await this.#context.pickPlace(`${basename(name, extname(name))}-left-out.csv`);
    if (place === null) return { savedAs: null, folder: null };
    await this.#review.enqueue(async () => {
      // While the dialog was open, another file may have taken its place, or another review be asked for.
      if (this.#review.audience() !== audience) throw rowsAreOthers();
      await this.#save(place, path);
    });
    return { savedAs: basename(place), folder: basename(dirname(place)) };
  }

  /** Leaves no file behind; `saveLeftOut` tells so. */
  stopSaving(): void {
    this.#saving.abort(savingStopped());
  }

  /** Ends whatever is going on, for good. */
  close(): void {
    this.#closing.abort();
  }

  async #save(place: string, audience: string): Promise<void> {
    const { store, reader } = this.#context;
    this.#saving = new AbortController();
    const signal = AbortSignal.any([this.#saving.signal, this.#closing.signal]);
    store.change({ saving: { bytes: 0, ofBytes: 0 } });
    try {
      const bytes = reader.rejectsBytes({ signal, onProgress: (saving) => store.change({ saving }) });
      await writeFileWhole(place, audience, bytes);
    } finally {
      store.change({ saving: null });
    }
  }
}

function savingStopped(): AppError {
  return new AppError({
    code: 'stopped',
    message: 'The saving was stopped, as you asked, and no file was written. Nothing was sent.',
    hint: 'Save them again whenever you like.',
  });
}

function rowsAreOthers(): AppError {
  return new AppError({
    code: 'rows.stale',
    message: 'The rows were judged anew in the meantime. Nothing was sent.',
    hint: 'Look at them again.',
  });
}
