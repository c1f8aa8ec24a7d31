import { isDeepStrictEqual } from 'node:util';
import type { Failure } from '../contract/failure.ts';
import { type Check, type ImportOutcome, MOST_ROWS_TOLD, type RunReport } from '../contract/run.ts';
import { totalOf } from '../delivery/contact-updates.ts';
import type { ImportPart } from '../delivery/import-parts.ts';
import { withoutValues } from '../delivery/masking.ts';
import type { ImportProgress } from '../delivery/run-progress.ts';
import { eachOnce } from '../delivery/run-record.ts';
import { choosePlaces } from '../delivery/sample.ts';
import { meansFailure } from '../listrak/assumptions.ts';
import { ContactPass } from './contact-pass.ts';
import { type Delivered, deliverImport, followImport } from './deliver-import.ts';
import { importFileName, importLines, type SampleOrder, sampleRows } from './import-file.ts';
import { takeLock } from './lock.ts';
import {
  checkProvesNothing,
  failureOf,
  goneOnElsewhere,
  leftAsItIs,
  nothingMapped,
  nothingReady,
  sampleNotProven,
  sampleRefused,
  sendingElsewhere,
  withWhatWasSent,
} from './push-failures.ts';
import { type PushOrder, plannedEntry } from './push-order.ts';
import { type ReadBack, readBack } from './read-back.ts';
import { type NewEntry, openJournal, type RunJournal, readProgress } from './run-journal.ts';

/** Contacts read back after a push. */
const SPOT_CHECK = 200;

const NOTHING_ASKED: Check = { asked: 0, match: 0, differ: 0, unknownNumber: 0, blank: 0 };

/**
 * Sends a reviewed file: a sample, its check, then everything, then a spot check; or one half of that. Whatever happens
 * after the first byte has left is told in the report, never thrown: it says what was sent, what may have been, and what
 * was not.
 * @throws AppError only while nothing was sent at all.
 */
export async function push(order: PushOrder): Promise<RunReport> {
  if (order.reviewed.fields.length === 0) throw nothingMapped();
  const { client, senderCode } = order.connection;
  // Two that write to the same contacts at once would leave it to chance whose values stay.
  const lock = await takeLock(`sending to ${client.importAddress(senderCode.id)}`);
  if (!lock) throw sendingElsewhere();
  try {
    return await pushAlone(order);
  } finally {
    await lock.release();
  }
}

async function pushAlone(order: PushOrder): Promise<RunReport> {
  const { kept, runId, now, earlier } = order;
  const journal = await openJournal(kept, runId, now, earlier ? 'goOn' : 'begin');
  try {
    // Since the user was told, another process may have sent some of it, until just now when nobody else can any more.
    if (earlier && !isDeepStrictEqual(await readProgress(kept, runId), earlier.progress))
      throw goneOnElsewhere();
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
  readonly #contacts: ContactPass;
  /** Whether there are fields that imports carry. */
  readonly #byImport: boolean;

  constructor(order: PushOrder, journal: RunJournal) {
    this.#order = order;
    this.#journal = journal;
    const { runId, reviewed, earlier } = order;
    this.#contacts = new ContactPass(order, journal, () => this.#passGate());
    this.#byImport = this.#contacts.fields.length < reviewed.fields.length;
    this.#report = {
      runId,
      sample: null,
      imports: [],
      sent: 0,
      updates: earlier?.progress.updates ? totalOf(earlier.progress.updates) : null,
      check: null,
      differences: [],
      unknownRows: [],
      rows: reviewed.review.rows,
      state: 'finished',
      error: null,
    };
  }

  async run(): Promise<RunReport> {
    const { reviewed, scope, sample, earlier } = this.#order;
    await this.#journal.write(
      earlier ? { kind: 'resumed', sendsAgain: earlier.sendsAgain } : plannedEntry(this.#order),
    );
    try {
      if (reviewed.review.rows.ready === 0 && !earlier) {
        this.#report.state = 'nothingToSend';
        this.#report.error = nothingReady(reviewed);
      } else if (earlier?.progress.sampleProven || sample === null || (await this.#provedOnSample(sample))) {
        if (scope === 'sample') this.#report.state = 'sampleSent';
        else {
          await this.#sendAll();
          await this.#updateAll();
          await this.#spotCheck();
        }
      }
    } catch (error) {
      this.#breakOff(error);
    }
    const unknown = eachOnce([...this.#report.unknownRows, ...this.#contacts.unknownRows]);
    this.#report.unknownRows = unknown.slice(0, MOST_ROWS_TOLD);
    const { state, sent, error } = this.#report;
    await this.#noteAtTheEnd({ kind: 'ended', state, sent, error });
    return this.#report;
  }

  /** Nothing is sent after this, so a record that cannot be written changes nothing but that it is told. */
  async #noteAtTheEnd(entry: NewEntry): Promise<void> {
    await this.#journal.write(entry).catch((error) => {
      this.#report.error ??= this.#told(failureOf(error));
    });
  }

  /** Sends the sample and reads every contact of it back. Whether it came out as sent. */
  async #provedOnSample(order: SampleOrder): Promise<boolean> {
    const { reader, reviewed, connection, check: pace, tell, signal } = this.#order;
    await reader.assertUnchanged({ signal });
    const rows = await sampleRows(reader, reviewed, order);
    const content = this.#byImport ? Buffer.from(importLines(reviewed.columns, rows).join('')) : Buffer.of();
    const { choice } = order;
    const sample: NonNullable<RunReport['sample']> = {
      ...NOTHING_ASKED,
      rows: rows.length,
      bytes: content.length,
      choice: choice.kind,
      seed: choice.kind === 'random' ? choice.seed : null,
      importId: null,
      status: '',
      updates: null,
      differences: [],
      contacts: [],
    };
    if (this.#byImport) {
      const delivered = await this.#deliver('sample', 0, 1, rows.length, content.length, async function* () {
        yield content;
      });
      const { id, status } = delivered.outcome;
      this.#report.sample = Object.assign(sample, { importId: id, status });
      if (!this.#cameToItsEnd(delivered)) return false;
    }
    this.#report.sample = sample;
    await this.#contacts.updateSample(rows, (updates) => {
      sample.updates = updates;
    });
    const asked = this.#contacts.checkable(rows);
    const result = await readBack(connection, asked, reviewed.fields, 'sample', pace, tell, signal);
    const { differences, contacts, unknownRows } = result;
    Object.assign(sample, { ...result.check, differences, contacts });
    this.#report.unknownRows = eachOnce(unknownRows);
    await this.#journal.write({
      kind: 'checked',
      purpose: 'sample',
      check: result.check,
      differences: withoutValues(differences),
      unknownRows,
    });
    const refused = sample.updates?.refusedRows ?? [];
    if (refused.length === 0 && result.check.differ === 0 && result.check.match > 0) return true;
    this.#report.state = 'stoppedAfterSample';
    this.#report.error = refused.length > 0 ? sampleRefused(refused) : sampleNotProven(result.check);
    return false;
  }

  async #sendAll(): Promise<void> {
    const { earlier } = this.#order;
    if (earlier?.progress.parts) await this.#order.reader.assertUnchanged({ signal: this.#order.signal });
    const parts = earlier?.progress.parts ?? (await this.#planParts());
    let leftOpen = 0;
    for (const [place, part] of parts.entries()) {
      const before = earlier?.progress.imports.find((one) => one.purpose === 'push' && one.part === place);
      const isOpen =
        before?.state === 'mayHaveArrived' || (before?.state === 'over' && meansFailure(before.status));
      if (before?.state === 'over' && !isOpen) {
        this.#noteDelivered({
          id: before.importId,
          rows: before.rows,
          bytes: before.bytes,
          status: before.status,
        });
        continue;
      }
      if (before?.state === 'taken') {
        if (!this.#cameToItsEnd(await this.#follow(before))) return;
        continue;
      }
      if (before && isOpen && !this.#order.earlier?.sendsAgain) {
        leftOpen++;
        this.#report.imports.push({
          id: null,
          rows: before.rows,
          bytes: before.bytes,
          status: 'may have arrived',
        });
        continue;
      }
      if (place > 0) await this.#passGate();
      if (!(await this.#sendPart(part, place, parts.length))) return;
    }
    if (leftOpen > 0) {
      this.#report.state = 'mayHaveArrived';
      this.#report.error = this.#told(leftAsItIs(leftOpen));
    }
  }

  async #planParts(): Promise<ImportPart[]> {
    const { reader, largestImportBytes, tell, signal } = this.#order;
    const onProgress = (progress: { bytes: number; ofBytes: number }) =>
      tell({ stage: 'planning', ...progress });
    if (!this.#byImport) await reader.assertUnchanged({ signal });
    const parts = this.#byImport ? await reader.planParts(largestImportBytes, { onProgress, signal }) : [];
    await this.#journal.write({ kind: 'parted', parts });
    return parts;
  }

  /** Whether the run may go on. */
  async #sendPart(planned: ImportPart, place: number, ofParts: number): Promise<boolean> {
    const { reader, earlier, signal } = this.#order;
    // Somebody may have opted out since it was planned.
    const part = earlier ? await reader.measurePart(planned) : planned;
    if (part.rows === 0) return true;
    const delivered = await this.#deliver('push', place, ofParts, part.rows, part.bytes, () =>
      reader.partBytes(part, { signal }),
    );
    this.#noteDelivered(delivered.outcome);
    return this.#cameToItsEnd(delivered);
  }

  async #follow(taken: ImportProgress): Promise<Delivered> {
    const { connection, follow, tell, signal } = this.#order;
    const { importId, ...known } = taken;
    const order = { ...known, importId: importId! };
    const delivered = await followImport(connection, order, this.#journal, follow, tell, signal, null);
    this.#noteDelivered(delivered.outcome);
    return delivered;
  }

  #noteDelivered(outcome: ImportOutcome): void {
    this.#report.imports.push(outcome);
    if (outcome.id !== null) this.#report.sent += outcome.rows;
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

  /** Once every import is over, since an import that is still going on would write over what was read before it. */
  async #updateAll(): Promise<void> {
    if (this.#report.state !== 'finished') return;
    await this.#contacts.updateAll((updates) => {
      this.#report.updates = updates;
    });
  }

  async #spotCheck(): Promise<void> {
    if (this.#report.state !== 'finished') return;
    const { reader, reviewed, connection, seed, check: pace, tell, signal } = this.#order;
    const places = choosePlaces(reviewed.review.rows.ready, SPOT_CHECK, { kind: 'random', seed });
    let result: ReadBack;
    try {
      const rows = this.#contacts.checkable(await reader.readyRows(places));
      result = await readBack(connection, rows, reviewed.fields, 'push', pace, tell, signal);
    } catch (error) {
      this.#report.state = 'notChecked';
      this.#report.error = this.#told(failureOf(error));
      return;
    }
    this.#report.check = result.check;
    this.#report.differences = result.differences;
    this.#report.unknownRows = eachOnce([...this.#report.unknownRows, ...result.unknownRows]);
    const refused = this.#report.updates?.refused ?? 0;
    if (result.check.differ > 0 || refused > 0) this.#report.state = 'finishedWithDifferences';
    else if (result.check.match === 0) {
      this.#report.state = 'notChecked';
      this.#report.error = this.#told(checkProvesNothing(result.check));
    }
    const { check, differences, unknownRows } = result;
    await this.#noteAtTheEnd({
      kind: 'checked',
      purpose: 'push',
      check,
      differences: withoutValues(differences),
      unknownRows,
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
    this.#report.error = error && this.#told(error.toFailure());
    return false;
  }

  #breakOff(error: unknown): void {
    const stopped = this.#order.signal?.aborted || (error as { code?: string }).code === 'stopped';
    this.#report.state = stopped ? 'stopped' : 'failed';
    this.#report.error = this.#told(failureOf(error));
  }

  #told(failure: Failure): Failure {
    return withWhatWasSent(failure, this.#report, this.#contacts.fields.length > 0);
  }
}
