import type { Check, ReportedDifference, RunReport } from '../contract/run.ts';
import type { Pace } from '../delivery/pacing.ts';
import { choosePlaces } from '../delivery/sample.ts';
import type { Connection } from './connect.ts';
import { type Delivered, deliverImport } from './deliver-import.ts';
import { importFileName, importLines, type SampleOrder, sampleRows } from './import-file.ts';
import type { AudienceReader } from './ports.ts';
import type { Tell } from './push-events.ts';
import {
  checkProvesNothing,
  failureOf,
  nothingMapped,
  nothingReady,
  sampleNotProven,
  withWhatWasSent,
} from './push-failures.ts';
import { type ReadBack, readBack } from './read-back.ts';
import type { ReviewedFile } from './review.ts';
import { type NewEntry, openJournal, type RunJournal } from './run-journal.ts';

/** Contacts read back after a push. */
const SPOT_CHECK = 200;

const NOTHING_ASKED: Check = { asked: 0, match: 0, differ: 0, unknownNumber: 0, blank: 0 };

/** What a run sends. */
export type PushScope =
  /** A sample, and everything if it matches. Without a sample everything goes at once, which is put on record. */
  | { scope: 'both'; sample: SampleOrder | null; provenBy: null }
  | { scope: 'sample'; sample: SampleOrder; provenBy: null }
  /** Everything. `provenBy` is the run whose sample matched; that there is none is put on record. */
  | { scope: 'push'; sample: null; provenBy: string | null };

interface PushSetting {
  connection: Connection;
  reader: AudienceReader;
  /** The file as reviewed, Listrak's own opt-outs already left out. */
  reviewed: ReviewedFile;
  /** Seed of the spot check's choice. */
  seed: number;
  withoutConsentInformation: boolean;
  dataDir: string;
  /** Larger work is split into several imports. */
  largestImportBytes: number;
  runId: string;
  now: () => Date;
  follow: Pace;
  check: Pace;
  tell: Tell;
  /** Awaited before each import of everything but the first; until it resolves the push pauses. */
  gate?: (() => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
}

export type PushOrder = PushSetting & PushScope;

/**
 * Sends a reviewed file: a sample, its check, then everything, then a spot check; or one half of that. Whatever happens
 * after the first byte has left is told in the report, never thrown: it says what was sent, what may have been, and what
 * was not.
 * @throws AppError only while nothing was sent at all.
 */
export async function push(order: PushOrder): Promise<RunReport> {
  if (order.reviewed.fields.length === 0) throw nothingMapped();
  const journal = await openJournal(order.dataDir, order.runId, order.now);
  try {
    return await new Push(order, journal).run();
  } finally {
    // Every line is on the disk by now; a file that does not close must not hide how the run came out.
    await journal.close().catch(() => {});
  }
}

class Push {
  readonly #order: PushOrder;
  readonly #journal: RunJournal;
  readonly #report: RunReport;

  constructor(order: PushOrder, journal: RunJournal) {
    this.#order = order;
    this.#journal = journal;
    const { runId, reviewed } = order;
    this.#report = {
      runId,
      sample: null,
      imports: [],
      sent: 0,
      check: null,
      differences: [],
      rows: reviewed.review.rows,
      state: 'finished',
      error: null,
    };
  }

  async run(): Promise<RunReport> {
    const { reviewed, scope, sample } = this.#order;
    await this.#journal.write(this.#plan());
    try {
      if (reviewed.review.rows.ready === 0) {
        this.#report.state = 'nothingToSend';
        this.#report.error = nothingReady(reviewed);
      } else if (sample === null || (await this.#provedOnSample(sample))) {
        if (scope === 'sample') this.#report.state = 'sampleSent';
        else {
          await this.#sendAll();
          await this.#spotCheck();
        }
      }
    } catch (error) {
      this.#breakOff(error);
    }
    const { state, sent, error } = this.#report;
    await this.#noteAtTheEnd({ kind: 'ended', state, sent, error });
    return this.#report;
  }

  /** Nothing is sent after this, so a record that cannot be written changes nothing but that it is told. */
  async #noteAtTheEnd(entry: NewEntry): Promise<void> {
    await this.#journal.write(entry).catch((error) => {
      this.#report.error ??= withWhatWasSent(failureOf(error), this.#report);
    });
  }

  #plan() {
    const { connection, reviewed, scope, sample, provenBy, seed, runId, withoutConsentInformation } =
      this.#order;
    const { name, bytes, sha256 } = reviewed.review.file;
    return {
      kind: 'planned' as const,
      runId,
      file: { name, bytes, sha256 },
      account: connection.account,
      senderCode: { id: connection.senderCode.id, code: connection.senderCode.code },
      mapping: reviewed.columns.flatMap(({ header, field, role }) => {
        if (role === 'phone') return [{ column: header, field: 'Phone', fieldId: 0 }];
        return role === 'field' && field ? [{ column: header, field: field.name, fieldId: field.id }] : [];
      }),
      consentColumn: reviewed.columns.find(({ role }) => role === 'optIn')?.header ?? null,
      rows: reviewed.review.rows,
      scope,
      provenBy,
      sampleSkipped: sample === null && provenBy === null,
      withoutConsentInformation,
      seed,
    };
  }

  /** Sends the sample and reads every contact of it back. Whether it came out as sent. */
  async #provedOnSample(order: SampleOrder): Promise<boolean> {
    const { reader, reviewed, connection, check: pace, tell, signal } = this.#order;
    await reader.assertUnchanged({ signal });
    const rows = await sampleRows(reader, reviewed, order);
    const content = Buffer.from(importLines(reviewed.columns, rows).join(''));
    const delivered = await this.#deliver('sample', 0, 1, rows.length, content.length, async function* () {
      yield content;
    });
    const { choice } = order;
    const sample = {
      ...NOTHING_ASKED,
      rows: delivered.outcome.rows,
      bytes: delivered.outcome.bytes,
      choice: choice.kind,
      seed: choice.kind === 'random' ? choice.seed : null,
      importId: delivered.outcome.id,
      status: delivered.outcome.status,
      differences: [],
      contacts: [],
    };
    this.#report.sample = sample;
    if (!this.#cameToItsEnd(delivered)) return false;
    const result = await readBack(connection, rows, reviewed.fields, 'sample', pace, tell, signal);
    const { differences, contacts } = result;
    this.#report.sample = { ...sample, ...result.check, differences, contacts };
    await this.#journal.write({
      kind: 'checked',
      purpose: 'sample',
      check: result.check,
      differences: withoutValues(differences),
    });
    if (result.check.differ === 0 && result.check.match > 0) return true;
    this.#report.state = 'stoppedAfterSample';
    this.#report.error = sampleNotProven(result.check);
    return false;
  }

  async #sendAll(): Promise<void> {
    const { reader, largestImportBytes, tell, signal } = this.#order;
    const parts = await reader.planParts(largestImportBytes, {
      onProgress: (progress) => tell({ stage: 'planning', ...progress }),
      signal,
    });
    for (const [place, part] of parts.entries()) {
      if (place > 0) await this.#passGate();
      const delivered = await this.#deliver('push', place, parts.length, part.rows, part.bytes, () =>
        reader.partBytes(part, { signal }),
      );
      this.#report.imports.push(delivered.outcome);
      if (delivered.outcome.id !== null) this.#report.sent += part.rows;
      if (!this.#cameToItsEnd(delivered)) return;
    }
  }

  /** Waits for the gate, unless the run is stopped meanwhile. */
  async #passGate(): Promise<void> {
    const { gate, signal } = this.#order;
    if (!gate) return;
    signal?.throwIfAborted();
    await new Promise<void>((resolve, reject) => {
      const stop = () => reject(signal?.reason);
      signal?.addEventListener('abort', stop, { once: true });
      gate()
        .then(resolve, reject)
        .finally(() => signal?.removeEventListener('abort', stop));
    });
  }

  async #spotCheck(): Promise<void> {
    if (this.#report.state !== 'finished') return;
    const { reader, reviewed, connection, seed, check: pace, tell, signal } = this.#order;
    const places = choosePlaces(reviewed.review.rows.ready, SPOT_CHECK, { kind: 'random', seed });
    let result: ReadBack;
    try {
      const rows = await reader.readyRows(places);
      result = await readBack(connection, rows, reviewed.fields, 'push', pace, tell, signal);
    } catch (error) {
      this.#report.state = 'notChecked';
      this.#report.error = withWhatWasSent(failureOf(error), this.#report);
      return;
    }
    this.#report.check = result.check;
    this.#report.differences = result.differences;
    if (result.check.differ > 0) this.#report.state = 'finishedWithDifferences';
    else if (result.check.match === 0) {
      this.#report.state = 'notChecked';
      this.#report.error = withWhatWasSent(checkProvesNothing(result.check), this.#report);
    }
    const { check, differences } = result;
    await this.#noteAtTheEnd({
      kind: 'checked',
      purpose: 'push',
      check,
      differences: withoutValues(differences),
    });
  }

  async #deliver(
    purpose: 'sample' | 'push',
    part: number,
    ofParts: number,
    rows: number,
    bytes: number,
    read: () => AsyncIterable<Uint8Array>,
  ): Promise<Delivered> {
    const { connection, reviewed, runId, follow, tell, signal } = this.#order;
    const file = { name: importFileName(reviewed.review, runId, purpose, part), bytes, read };
    const order = { purpose, part, ofParts, file, rows, fields: reviewed.fields };
    return await deliverImport(connection, order, this.#journal, follow, tell, signal);
  }

  /** Notes how an import ended; whether the run may go on. */
  #cameToItsEnd({ end, error, unrecorded }: Delivered): boolean {
    if (end === 'finished' && unrecorded === null) return true;
    if (end === 'finished') {
      this.#breakOff(unrecorded);
      return false;
    }
    this.#report.state = end === 'failed' ? 'importFailed' : end;
    this.#report.error = error && withWhatWasSent(error.toFailure(), this.#report);
    return false;
  }

  #breakOff(error: unknown): void {
    const stopped = this.#order.signal?.aborted || (error as { code?: string }).code === 'stopped';
    this.#report.state = stopped ? 'stopped' : 'failed';
    this.#report.error = withWhatWasSent(failureOf(error), this.#report);
  }
}

/** Differences as they are kept: which fields of which rows, and no value of a customer. */
function withoutValues(differences: readonly ReportedDifference[]): ReportedDifference[] {
  const hidden = (value: string) => (value === '' ? '' : '•••');
  return differences.map((one) => ({ ...one, sent: hidden(one.sent), stored: hidden(one.stored) }));
}
