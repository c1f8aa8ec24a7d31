import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CountryCode } from 'libphonenumber-js/max';
import type { ConsentFileChoice, ConsentFileRead, ConsentFileState } from '../../contract/consent.ts';
import { AppError, type Failure } from '../../contract/failure.ts';
import type { ReadProgress } from '../ports.ts';
import { failureOf } from '../push-failures.ts';
import type { PushSource } from '../push-order.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

const NOBODY = { header: '', country: '' };

const STOPPED: Failure = {
  code: 'stopped',
  message:
    'The reading of the second file was stopped, as you asked, so nobody counts as opted in by it. Nothing was sent.',
  hint: 'Choose it again, or remove it.',
};

const headersOf = ({ columns }: ConsentFileRead): string[] => columns.map(({ header }) => header);

interface Before {
  /** The audience's header, or null while no file is open. */
  header(): readonly string[] | null;
  country(): CountryCode;
}

/** Consent: a second file that says who opted in. */
export class ConsentFileStep {
  readonly #context: StepContext;
  readonly #before: Before;
  readonly #onChange: () => void;
  #path: string | null = null;
  /** How it is to be read; null where its names say. */
  #choice: ConsentFileChoice | null = null;
  /** Its columns when it was read last. */
  #known: string[] | null = null;
  /** What it was read for: the audience's columns and the country of its phones. */
  #readFor = NOBODY;
  /** Aborted when the reading that is under way is no longer wanted. */
  #wanted = new AbortController();

  /** @param onChange told when rows may be judged otherwise than before. */
  constructor(context: StepContext, before: Before, onChange: () => void) {
    this.#context = context;
    this.#before = before;
    this.#onChange = onChange;
  }

  /** Whether there is one, though it may not be read: then nobody is in it. */
  get isUsed(): boolean {
    return this.#path !== null;
  }

  /** Where it lies and how it was read; null where there is none. */
  get source(): PushSource['consentFile'] {
    const { consentFile } = this.#context.store.state;
    if (this.#path === null || consentFile.status !== 'read') return null;
    return {
      path: this.#path,
      choice: consentFile.choice,
      readAt: consentFile.readAt,
      sha256: consentFile.sha256,
    };
  }

  async choose(): Promise<void> {
    refuseWhileSending(this.#context);
    if (this.#before.header() === null) throw noAudience();
    const path = await this.#context.pickFile();
    if (path === null) return;
    refuseWhileSending(this.#context);
    await this.#read(path, null);
  }

  /** Reads it anew, by other columns or other rows of it. */
  async change(choice: ConsentFileChoice): Promise<void> {
    refuseWhileSending(this.#context);
    if (this.#path !== null) await this.#read(this.#path, choice);
  }

  /** Reads it anew where it was read for other columns of the audience, or another country's phones. */
  refresh(): void {
    if (this.#path === null || this.#before.header() === null) return;
    const { header, country } = this.#owner();
    const sameHeader = this.#readFor.header === header;
    if (sameHeader && this.#readFor.country === country) return;
    const choice = this.#choice && !sameHeader ? { ...this.#choice, audienceColumn: null } : this.#choice;
    void this.#read(this.#path, choice);
  }

  /** Stops the reading; the file still has to say yes, so that nobody is in it until it is read or removed. */
  async stop(): Promise<void> {
    const { consentFile } = this.#context.store.state;
    if (consentFile.status !== 'reading') return;
    this.#replaceWanted();
    this.#readFor = NOBODY;
    this.#show({ status: 'failed', name: consentFile.name, failure: STOPPED });
    this.#onChange();
    await this.#context.reader.forgetConsentFile();
  }

  /** The reader was lent for something else: it is read anew for the next audience. */
  giveUp(): void {
    this.#replaceWanted();
    this.#readFor = NOBODY;
  }

  async forget(): Promise<void> {
    refuseWhileSending(this.#context);
    this.#replaceWanted();
    this.#path = null;
    this.#show({ status: 'none' });
    // First, so that nothing can be begun by a review that is given up.
    this.#onChange();
    await this.#context.reader.forgetConsentFile();
  }

  /** A failure is told in the state. */
  async #read(path: string, choice: ConsentFileChoice | null): Promise<void> {
    const signal = this.#replaceWanted();
    const name = basename(path);
    const before = path === this.#path ? this.#known : null;
    const isOther = path !== this.#path;
    this.#path = path;
    this.#choice = choice;
    const { store } = this.#context;
    // A file makes the user's word unnecessary, and it does not outlive the file.
    if (isOther) store.change({ consent: { ...store.state.consent, withoutInformation: false } });
    this.#readFor = this.#owner();
    const onProgress = (progress: ReadProgress) => {
      if (!signal.aborted) this.#show({ status: 'reading', name, ...progress });
    };
    onProgress({ bytes: 0, ofBytes: 0 });
    try {
      const header = this.#before.header() ?? [];
      const read = await this.#context.reader.readConsentFile(path, choice, header, this.#before.country(), {
        onProgress,
        signal,
      });
      if (signal.aborted) return;
      // It was written anew meanwhile, with other columns: what was chosen by their places speaks of others now.
      if (choice && before && !isDeepStrictEqual(before, headersOf(read)))
        return await this.#read(path, null);
      this.#choice = read.choice;
      this.#known = headersOf(read);
      this.#show({ status: 'read', ...read });
    } catch (error) {
      if (signal.aborted) return;
      this.#show({ status: 'failed', name, failure: failureOf(error) });
    }
    this.#onChange();
  }

  #owner(): { header: string; country: string } {
    return { header: JSON.stringify(this.#before.header()), country: this.#before.country() };
  }

  #show(consentFile: ConsentFileState): void {
    this.#context.store.change({ consentFile });
  }

  #replaceWanted(): AbortSignal {
    this.#wanted.abort();
    this.#wanted = new AbortController();
    return this.#wanted.signal;
  }
}

function noAudience(): AppError {
  return new AppError({
    code: 'file.none',
    message:
      'No audience file is open, so there is nothing yet that a consent file could speak of. Nothing was sent.',
    hint: 'Choose the audience file first.',
  });
}
