import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { isByContact } from '../../contract/profile-field.ts';
import type { RunReport } from '../../contract/run.ts';
import {
  type ActiveSending,
  type Exchange,
  type ImportPreview,
  type SampleChoiceState,
  type SendingState,
  WITHOUT_SAMPLE,
} from '../../contract/sending.ts';
import { LARGEST_IMPORT_BYTES } from '../../listrak/assumptions.ts';
import type { Connection } from '../connect.ts';
import type { SampleOrder } from '../import-file.ts';
import { previewImport } from '../import-preview.ts';
import { push } from '../push.ts';
import type { Tell } from '../push-events.ts';
import { failureOf } from '../push-failures.ts';
import type { PushOrder, PushSource } from '../push-order.ts';
import type { ReviewedFile } from '../review.ts';
import { newRunId } from '../run-id.ts';
import { PauseGate } from './pause-gate.ts';
import type { ReviewStep } from './review-step.ts';
import {
  choiceChanged,
  consentFileUnread,
  nothingChosen,
  notProven,
  notReviewed,
  rowsChanged,
  type SeenRows,
  sayingThatNothingWasSent,
} from './sending-failures.ts';
import { SendingProgress } from './sending-progress.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

type Purpose = 'sample' | 'push';

interface Before {
  connection(): Connection | null;
  /** Where the file that is open lies, and how it is read. */
  source(): PushSource;
  review: ReviewStep;
}

/** How a sending is shown, paused and stopped. */
export interface SendingWatch {
  tell: Tell;
  gate: () => Promise<void>;
  signal: AbortSignal;
}

/** Of more requests of one sending than this, only imports and signing in are kept. */
const KEPT_EXCHANGES = 2000;

/** Sample and Push: what is sent, one sending at a time, and what came of it. */
export class SendingStep {
  readonly #context: StepContext;
  readonly #before: Before;
  readonly #onEnd: () => Promise<void>;
  readonly #progress: SendingProgress;
  readonly #pause: PauseGate;
  #stop: AbortController | null = null;
  /** The sending that is under way; never rejects. */
  #underWay: Promise<void> = Promise.resolve();
  #exchanges: Exchange[] = [];
  /** Made before something is sent, so that the import that is shown has the very name that it will have. */
  #runIds = new Map<Purpose, string>();
  /** What the last sample, and the last push, were about. */
  #sent = new Map<Purpose, string>();

  /** @param onEnd told when a sending is over and on record, before the state says so; never rejects. */
  constructor(context: StepContext, before: Before, onEnd: () => Promise<void>) {
    this.#context = context;
    this.#before = before;
    this.#onEnd = onEnd;
    this.#progress = new SendingProgress(context);
    this.#pause = new PauseGate((pause) => this.#progress.show({ pause }));
    this.#change({ choice: { ...this.#state.choice, seed: newSeed() } });
  }

  /** Says anew whether what was sent is still what stands on screen. */
  refresh(): void {
    this.#change({ ...this.#standing(this.#state), failure: null });
    void this.#countSample();
  }

  /** Another file: rows that were chosen from the one before mean nothing in it. */
  forgetChosenRows(): void {
    const { choice } = this.#state;
    if (choice.rows.length > 0) void this.chooseSample({ ...choice, kind: 'random', rows: [] });
  }

  async chooseSample(choice: SampleChoiceState): Promise<void> {
    refuseWhileSending(this.#context);
    this.#change({ choice });
    await this.#countSample();
  }

  async previewImport({ what }: { what: Purpose }): Promise<ImportPreview> {
    const { connection, reviewed } = this.#ready();
    const sample = what === 'sample' ? await this.#sample() : null;
    return await previewImport(connection, this.#context.reader, reviewed, this.#runId(what), sample);
  }

  sendSample({ rows, choice }: { rows: number; choice: SampleChoiceState }): void {
    if (!isDeepStrictEqual(choice, this.#state.choice)) throw choiceChanged();
    this.#begin('sample', rows, null);
  }

  push({ rows, withoutSample }: { rows: number; withoutSample: string | null }): void {
    if (!this.#state.proven && withoutSample?.trim().toLowerCase() !== WITHOUT_SAMPLE) throw notProven();
    this.#begin('push', rows, this.#state.proven ? (this.#state.sample?.report.runId ?? null) : null);
  }

  /** A sample is one import, and has nothing between imports where it could pause. */
  pause({ paused }: { paused: boolean }): void {
    if (this.#state.active && this.#state.active.what !== 'sample') this.#pause.ask(paused);
  }

  /**
   * Sends what is left of a run that was cut off; shown, paused and stopped like a push.
   * @param send tells by itself what came of it, and never rejects.
   */
  sendRest(
    about: Pick<ActiveSending, 'runId' | 'rows' | 'byImport' | 'byContact'>,
    send: (watch: SendingWatch) => Promise<void>,
  ): void {
    refuseWhileSending(this.#context);
    const signal = this.#start({ what: 'rest', ...about });
    const gate = () => this.#pause.wait(signal);
    this.#underWay = send({ tell: this.#progress.tell, gate, signal }).then(() => this.#end({}));
  }

  stopSending(): void {
    if (!this.#stop) return;
    this.#progress.show({ stopping: true });
    this.#stop.abort();
  }

  /** Stops what is being sent, and waits until that is on record. */
  async close(): Promise<void> {
    this.stopSending();
    await this.#underWay;
  }

  exchanges(): { exchanges: Exchange[] } {
    return { exchanges: this.#exchanges };
  }

  /** The client tells of each request; those of a sending can be looked at afterwards. */
  readonly onExchange = (exchange: Exchange): void => {
    if (!this.#stop || (this.#exchanges.length >= KEPT_EXCHANGES && exchange.method !== 'POST')) return;
    this.#exchanges.push(exchange);
    this.#change({ exchanges: this.#exchanges.length });
  };

  /** The computer woke from sleep. */
  woke(): void {
    this.#progress.show({ wokeAt: this.#context.now().toISOString() });
  }

  /** @throws AppError when what the user saw is not what stands here any more; then nothing was begun. */
  #begin(what: Purpose, rows: number, provenBy: string | null): void {
    refuseWhileSending(this.#context);
    // Who says no in it is not left out of the review yet.
    if (this.#context.store.state.consentFile.status === 'reading') throw consentFileUnread();
    const { reviewed } = this.#ready();
    const now = rowsOf(reviewed);
    if (rows !== now.ready) throw rowsChanged(what, { ...now, ready: rows }, now);
    const signal = this.#start({
      what,
      runId: this.#runId(what),
      rows: what === 'push' ? rows : this.#state.sampleRows,
      byImport: !reviewed.fields.every(isByContact),
      byContact: reviewed.fields.some(isByContact),
    });
    this.#underWay = this.#send(what, rows, provenBy, signal);
  }

  /** @returns what stops it. */
  #start(about: Parameters<SendingProgress['begin']>[0]): AbortSignal {
    this.#stop = new AbortController();
    this.#exchanges = [];
    this.#pause.reset();
    this.#change({ failure: null, exchanges: 0 });
    this.#progress.begin(about);
    return this.#stop.signal;
  }

  async #send(what: Purpose, rows: number, provenBy: string | null, signal: AbortSignal): Promise<void> {
    let over: Partial<SendingState>;
    try {
      const report = await this.#push(what, rows, provenBy, signal);
      over = { [what]: { report, endedAt: this.#context.now().toISOString(), upToDate: true } };
      // A sample that never left tells nothing, and takes nothing from the one before it.
      if (what === 'sample' && report.sample === null && report.error) {
        over = { failure: { what, failure: report.error } };
      }
    } catch (error) {
      over = { failure: { what, failure: sayingThatNothingWasSent(failureOf(error)) } };
    }
    await this.#end(over);
  }

  async #end(over: Partial<SendingState>): Promise<void> {
    this.#stop = null;
    await this.#onEnd();
    // In one step, so that nobody sees a sending that is over and has no result yet.
    this.#change({ ...this.#standing({ ...this.#state, ...over }), active: null });
  }

  /** @throws AppError or the signal's reason, only while nothing was sent. */
  async #push(what: Purpose, rows: number, provenBy: string | null, signal: AbortSignal): Promise<RunReport> {
    const { reader } = this.#context;
    const { connection, reviewed: shown } = this.#ready();
    const before = rowsOf(shown);
    const seen = await reader.readyDigest();
    const wasAsked = await this.#settleOptOuts(connection, signal);
    const { reviewed } = this.#ready();
    const now = rowsOf(reviewed);
    if (now.ready !== rows || (await reader.readyDigest()) !== seen) throw rowsChanged(what, before, now);
    const fingerprint = this.#fingerprint()!;
    const common = {
      connection,
      reader,
      reviewed,
      seed: newSeed(),
      withoutOptOuts: !wasAsked,
      source: this.#before.source(),
      kept: this.#context.kept,
      largestImportBytes: LARGEST_IMPORT_BYTES,
      runId: this.#runId(what),
      now: this.#context.now,
      ...this.#context.paces,
      tell: this.#progress.tell,
      signal,
    };
    const order: PushOrder =
      what === 'sample'
        ? { ...common, scope: 'sample', sample: await this.#sample(), provenBy: null }
        : { ...common, scope: 'push', sample: null, provenBy, gate: () => this.#pause.wait(signal) };
    let report: RunReport;
    try {
      report = await push(order);
    } finally {
      // Whatever came of it, its record may have been begun, and no other run can have the same.
      this.#runIds.delete(what);
    }
    // Only now: a sample that was not sent proves nothing, and must not make an earlier one look like its own.
    if (what === 'push' || report.sample !== null) this.#sent.set(what, fingerprint);
    return report;
  }

  /** Whether Listrak could be asked. @throws ListrakError, unless the user takes it upon them that it cannot. */
  async #settleOptOuts(connection: Connection, signal: AbortSignal): Promise<boolean> {
    try {
      await this.#before.review.settleOptOuts(connection, this.#progress.optOuts, signal);
      return true;
    } catch (error) {
      if (signal.aborted || !this.#context.store.state.consent.withoutOptOuts) throw error;
      return false;
    }
  }

  #standing(sending: SendingState): SendingState {
    const fingerprint = this.#fingerprint();
    const isUpToDate = (purpose: Purpose) => fingerprint !== null && this.#sent.get(purpose) === fingerprint;
    const [sample, push] = (['sample', 'push'] as const).map((purpose) => {
      const sent = sending[purpose];
      return sent && { ...sent, upToDate: isUpToDate(purpose) };
    });
    const proven = sample?.report.state === 'sampleSent' && sample.upToDate;
    return { ...sending, sample: sample ?? null, push: push ?? null, proven };
  }

  /** Shows how many rows the sample has now. Never rejects. */
  async #countSample(): Promise<void> {
    const { choice } = this.#state;
    const { reviewed } = this.#before.review;
    let sampleRows = Math.min(choice.count, reviewed?.review.rows.ready ?? 0);
    if (choice.kind === 'chosen') {
      const places = reviewed ? this.#context.reader.placesOf(choice.rows) : [];
      sampleRows = (await Promise.resolve(places).catch(() => [])).length;
    }
    // By now the choice or the review may be another, which is counted by itself.
    const current = choice === this.#state.choice && reviewed === this.#before.review.reviewed;
    if (current && sampleRows !== this.#state.sampleRows) this.#change({ sampleRows });
  }

  async #sample(): Promise<SampleOrder> {
    const { kind, count, seed, rows } = this.#state.choice;
    if (kind === 'first') return { count, choice: { kind } };
    if (kind === 'random') return { count, choice: { kind, seed } };
    const places = await this.#context.reader.placesOf(rows);
    if (places.length === 0) throw nothingChosen();
    return { count: places.length, choice: { kind, places } };
  }

  #ready(): { connection: Connection; reviewed: ReviewedFile } {
    const connection = this.#before.connection();
    const { reviewed } = this.#before.review;
    if (!connection || !reviewed) throw notReviewed();
    return { connection, reviewed };
  }

  /** All that decides who is sent what, but for Listrak's opt-outs. */
  #fingerprint(): string | null {
    const connection = this.#before.connection();
    const { reviewed } = this.#before.review;
    if (!connection || !reviewed) return null;
    const { columns, review } = reviewed;
    // Its name does not matter; its content does, and how it is read.
    const { name: _name, ...file } = review.file;
    const { consent: chosen, consentFile, rules } = this.#context.store.state;
    const { withoutOptOuts: _word, ...consent } = chosen;
    const mapping = columns.map(({ role, field, constant, dateOrder, badValue }) => [
      field?.id ?? role,
      constant,
      dateOrder,
      badValue,
    ]);
    const { account, senderCode } = connection;
    return JSON.stringify([file, mapping, account, senderCode.id, consent, consentFile, rules]);
  }

  #runId(what: Purpose): string {
    const id = this.#runIds.get(what) ?? newRunId(this.#context.now());
    this.#runIds.set(what, id);
    return id;
  }

  get #state(): SendingState {
    return this.#context.store.state.sending;
  }

  #change(part: Partial<SendingState>): void {
    this.#context.store.change({ sending: { ...this.#state, ...part } });
  }
}

function rowsOf({ review: { rows, consent } }: ReviewedFile): SeenRows {
  return { ready: rows.ready, optedOut: consent.listrak?.optedOut ?? null };
}

function newSeed(): number {
  return randomBytes(4).readUInt32BE();
}
