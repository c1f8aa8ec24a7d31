import type { CommandInput } from '../../contract/commands.ts';
import type { RunSummary } from '../../contract/sending.ts';
import {
  type Counted,
  countedRows,
  isOfSenderCode,
  type UnfinishedRun,
  type UnfinishedState,
  type UnfinishedWork,
} from '../../contract/unfinished.ts';
import type { RunProgress } from '../../delivery/run-progress.ts';
import { isUnfinished, restOf } from '../../delivery/run-rest.ts';
import { LARGEST_IMPORT_BYTES, meansFailure } from '../../listrak/assumptions.ts';
import type { Connection } from '../connect.ts';
import { deleteRun } from '../delete-run.ts';
import { readOptOuts } from '../opt-outs.ts';
import type { Tell } from '../push-events.ts';
import { failureOf } from '../push-failures.ts';
import { abandonRun, finishRun, followRun, reviewRun } from '../resume.ts';
import type { ReviewedFile } from '../review.ts';
import { countRest } from './count-rest.ts';
import { rowsChanged, sayingThatNothingWasSent } from './sending-failures.ts';
import type { SendingStep, SendingWatch } from './sending-step.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';
import {
  alreadyOver,
  cannotBeCounted,
  notCounted,
  nothingGoes,
  notListed,
  otherConnection,
  workedOn,
} from './unfinished-failures.ts';
import { listUnfinished } from './unfinished-list.ts';

interface Before {
  connection(): Connection | null;
  sending: SendingStep;
  /** Gives up the file that is open: the reader has one at a time. */
  giveUpFile(): Promise<void>;
  readHistory(): Promise<void>;
}

/** A run whose file was read again, so that it can be finished. */
interface Prepared {
  connection: Connection;
  progress: RunProgress;
  reviewed: ReviewedFile;
}

const NONE = { status: 'none' } as const;

/** Runs that were cut off: what became of them, and finishing them. One is worked on at a time. */
export class UnfinishedRuns {
  readonly #context: StepContext;
  readonly #before: Before;
  /** Aborted when what is being done about a run is no longer wanted. */
  #wanted = new AbortController();
  /** What is being done about one; never rejects. */
  #underWay: Promise<void> = Promise.resolve();
  #prepared: Prepared | null = null;
  /** The runs that were unfinished when the app was started. */
  #atStart: ReadonlySet<string> | null = null;
  /** Runs that were followed by themselves already, on this connection. */
  readonly #followed = new Set<string>();
  #connection: Connection | null = null;

  constructor(context: StepContext, before: Before) {
    this.#context = context;
    this.#before = before;
    // What a sending waits for and asks is shown by itself, and not mixed with this.
    context.store.subscribe(({ sending, unfinished }) => {
      if (sending.active && unfinished.work.status === 'following') this.drop();
    });
  }

  /** Which of these runs are unfinished. Never rejects. */
  async among(runs: readonly RunSummary[]): Promise<UnfinishedRun[]> {
    const unfinished = await listUnfinished(this.#context.kept, runs);
    this.#atStart ??= new Set(unfinished.map(({ runId }) => runId));
    return unfinished.map((run) => ({ ...run, fromBefore: this.#atStart!.has(run.runId) }));
  }

  /** There is another connection, or none, or the runs were read anew. */
  refresh(): void {
    const connection = this.#before.connection();
    if (connection !== this.#connection) {
      this.#connection = connection;
      this.#followed.clear();
      this.drop();
    }
    this.#followNext();
  }

  /** Looks in Listrak what became of the imports that it took. */
  async follow({ runId }: { runId: string }): Promise<void> {
    const connection = this.#connectionOf(runId);
    await this.#begin(runId, async (signal) => {
      await this.#follow(connection, runId, signal);
      signal.throwIfAborted();
      this.#show(NONE);
    });
    await this.#before.readHistory();
  }

  /** Reads the run's file again, in place of the one that is open, and counts what would be sent now. */
  async prepare({ runId }: { runId: string }): Promise<void> {
    const connection = this.#connectionOf(runId);
    await this.#begin(runId, (signal) => this.#prepare(connection, runId, signal));
    await this.#before.readHistory();
  }

  /** Sends what was counted. @throws AppError where the user saw other counts; then nothing was sent. */
  finish({ runId, rows, sendsAgain }: CommandInput<'finishRun'>): void {
    refuseWhileSending(this.#context);
    const { work } = this.#state;
    const prepared = this.#prepared;
    if (!prepared || work.status !== 'counted' || work.runId !== runId) throw notCounted();
    const counted = countedRows(work, sendsAgain);
    const { optedOut } = work;
    if (rows !== counted) throw rowsChanged('push', { ready: rows, optedOut }, { ready: counted, optedOut });
    if (counted === 0 && !work.onlyCheck) throw nothingGoes();
    this.#show({ ...work, failure: null });
    const { mapping } = prepared.progress.planned;
    const about = {
      runId,
      rows,
      byImport: mapping.some(({ fieldId }) => fieldId > 0),
      byContact: prepared.progress.updatesLeft,
    };
    this.#before.sending.sendRest(about, (watch) => this.#finish(prepared, work, sendsAgain, watch));
  }

  /** Puts on record that it is left as it is. */
  async abandon({ runId }: { runId: string }): Promise<void> {
    refuseWhileSending(this.#context);
    this.#listed(runId);
    await this.cease();
    refuseWhileSending(this.#context);
    await abandonRun(this.#context.kept, runId, this.#context.now);
    await this.#before.readHistory();
  }

  /** Deletes the record of a run, of whatever state. @throws AppError also while something is being done about it. */
  async delete({ runId }: { runId: string }): Promise<void> {
    refuseWhileSending(this.#context);
    const { work } = this.#state;
    if (work.status === 'none' || work.runId === runId) {
      if (work.status !== 'none' && work.status !== 'failed') throw workedOn();
      // What was stopped a moment ago may still write its end.
      await this.cease();
      refuseWhileSending(this.#context);
    }
    await deleteRun(this.#context.dataDir, runId);
    if (this.#state.finished?.report.runId === runId) this.#change({ finished: null });
    await this.#before.readHistory();
  }

  /** Stops what is being done about a run, and forgets what was counted. */
  drop(): void {
    this.#wanted.abort();
    this.#prepared = null;
    if (this.#state.work.status !== 'none') this.#show(NONE);
  }

  /** Ends whatever reads a run's file or asks after it. */
  async cease(): Promise<void> {
    this.drop();
    await this.#underWay;
  }

  /** @throws AppError unless this run can be worked on now. */
  #connectionOf(runId: string): Connection {
    refuseWhileSending(this.#context);
    const run = this.#listed(runId);
    const connection = this.#before.connection();
    if (!connection || !isOfSenderCode(run, connection)) throw otherConnection(run);
    return connection;
  }

  /** Does this in place of what is being done. Resolves when it is over; a failure is told in the state. */
  async #begin(runId: string, work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.drop();
    this.#wanted = new AbortController();
    const { signal } = this.#wanted;
    const turn = this.#underWay.then(async () => {
      if (!signal.aborted) await work(signal);
    });
    this.#underWay = turn.catch((error) => {
      if (signal.aborted) return;
      this.#prepared = null;
      this.#show({ status: 'failed', runId, failure: sayingThatNothingWasSent(failureOf(error)) });
    });
    await this.#underWay;
  }

  /** By themselves, one after the other, those runs are followed whose imports Listrak took; each once. */
  #followNext(): void {
    const connection = this.#before.connection();
    const { sending } = this.#context.store.state;
    const { runs, work } = this.#state;
    if (!connection || sending.active || work.status !== 'none') return;
    const run = runs.find(
      (one) => one.taken > 0 && isOfSenderCode(one, connection) && !this.#followed.has(one.runId),
    );
    if (!run) return;
    this.#followed.add(run.runId);
    // Whatever keeps it from being followed now, there is a button for it.
    void this.follow(run).catch(() => {});
  }

  async #follow(connection: Connection, runId: string, signal: AbortSignal): Promise<RunProgress> {
    this.#show({ status: 'following', runId });
    return await followRun({ ...this.#setting(connection, runId), tell: () => {}, signal });
  }

  async #prepare(connection: Connection, runId: string, signal: AbortSignal): Promise<void> {
    const progress = await this.#follow(connection, runId, signal);
    signal.throwIfAborted();
    const rest = restOf(progress, meansFailure);
    if (!isUnfinished(progress, rest)) throw alreadyOver();
    if (progress.parts === null && rest.done.length + rest.open.length > 0) throw cannotBeCounted();
    this.#show({ status: 'reading', runId, bytes: 0, ofBytes: 0 });
    await this.#before.giveUpFile();
    signal.throwIfAborted();
    const tell: Tell = (event) => {
      if (!signal.aborted && event.stage === 'reading')
        this.#show({ status: 'reading', runId, bytes: event.bytes, ofBytes: event.ofBytes });
      if (!signal.aborted && event.stage === 'optOuts')
        this.#show({ status: 'askingOptOuts', runId, count: event.count });
    };
    const { reader, now } = this.#context;
    const reviewed = await reviewRun(reader, connection, progress, now, tell, signal);
    const prepared = { connection, progress, reviewed };
    // By then it could not be asked; now it may be.
    if (progress.planned.withoutOptOuts) await this.#leaveOut(prepared, tell, signal);
    const counted = await countRest(this.#context.reader, prepared);
    signal.throwIfAborted();
    this.#prepared = prepared;
    this.#show(counted);
  }

  /** Leaves out who has opted out by now. That Listrak cannot be asked breaks nothing off where the user had taken that upon them. */
  async #leaveOut(
    { connection, progress, reviewed }: Prepared,
    tell: Tell,
    signal: AbortSignal,
  ): Promise<void> {
    const { reader, now } = this.#context;
    const onCount = (count: number) => tell({ stage: 'optOuts', count });
    try {
      const { country } = reviewed.request;
      reviewed.review = await reader.leaveOut(await readOptOuts(connection, country, now, onCount, signal));
    } catch (error) {
      if (signal.aborted || !progress.planned.withoutOptOuts) throw error;
    }
  }

  /** Never rejects: what came of it is in the state. */
  async #finish(
    prepared: Prepared,
    counted: Counted,
    sendsAgain: boolean,
    { tell, gate, signal }: SendingWatch,
  ): Promise<void> {
    const { reader, now, paces } = this.#context;
    const { connection, progress, reviewed } = prepared;
    const { runId, file } = progress.planned;
    try {
      await reader.assertUnchanged({ signal });
      const seen = await reader.readyDigest();
      await this.#leaveOut(prepared, tell, signal);
      const stands = await countRest(this.#context.reader, prepared);
      if ((await reader.readyDigest()) !== seen) {
        this.#show(stands);
        const of = (one: Counted) => ({ ready: countedRows(one, sendsAgain), optedOut: one.optedOut });
        throw rowsChanged('push', of(counted), of(stands));
      }
      signal.throwIfAborted();
      const setting = { ...this.#setting(connection, runId), tell, signal };
      const choice = { sendsAgain, check: paces.check, largestImportBytes: LARGEST_IMPORT_BYTES, gate };
      const report = await finishRun(setting, reader, reviewed, progress, choice);
      this.#prepared = null;
      const finished = { file: file.name, report, endedAt: now().toISOString() };
      this.#change({ finished, work: NONE });
    } catch (error) {
      const failure = sayingThatNothingWasSent(failureOf(error));
      const { work } = this.#state;
      const isLost = /^(run\.goneOnElsewhere|journal\.unknownRun|file\..*)$/.test(failure.code);
      if (isLost) this.#prepared = null;
      if (work.status === 'counted' && !isLost) this.#show({ ...work, failure });
      else this.#show({ status: 'failed', runId, failure });
    }
  }

  #setting(connection: Connection, runId: string) {
    const { kept, now, paces } = this.#context;
    return { connection, kept, runId, now, follow: paces.follow };
  }

  #listed(runId: string): UnfinishedRun {
    const run = this.#state.runs.find((one) => one.runId === runId);
    if (!run) throw notListed();
    return run;
  }

  get #state(): UnfinishedState {
    return this.#context.store.state.unfinished;
  }

  #show(work: UnfinishedWork): void {
    this.#change({ work });
  }

  #change(part: Partial<UnfinishedState>): void {
    this.#context.store.change({ unfinished: { ...this.#state, ...part } });
  }
}
