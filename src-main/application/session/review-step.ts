import type { OptOutsState } from '../../contract/audience.ts';
import { AppError } from '../../contract/failure.ts';
import type { FieldCheck } from '../../contract/field-check.ts';
import type { Connection } from '../connect.ts';
import { checkFields } from '../field-check.ts';
import { fieldCheckText } from '../field-check-text.ts';
import { type OptOuts, readOptOuts } from '../opt-outs.ts';
import { failureOf } from '../push-failures.ts';
import { type ReviewedFile, reviewColumns, todayOf } from '../review.ts';
import type { ColumnsStep } from './columns-step.ts';
import type { LoadStep } from './load-step.ts';
import { ReviewedRows } from './reviewed-rows.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

interface Before {
  connection(): Connection | null;
  load: LoadStep;
  columns: ColumnsStep;
}

/** Who is opted out in Listrak, and of what that was asked. */
interface OptedOut {
  of: Connection;
  country: string;
  optOuts: OptOuts;
}

/**
 * Review: every row judged, as soon as there is a connection, a file and a mapping, and again whenever one of them
 * changes; and Listrak's own opt-outs.
 */
export class ReviewStep {
  reviewed: ReviewedFile | null = null;
  readonly rows: ReviewedRows;
  readonly #context: StepContext;
  readonly #before: Before;
  readonly #onChange: () => void;
  /** Aborted when the review that is under way is no longer wanted. */
  #reading = new AbortController();
  /** What uses the file follows one after the other. */
  #queue: Promise<void> = Promise.resolve();
  /** Aborted when Listrak's opt-outs are asked for anew. */
  #asking = new AbortController();
  #optedOut: OptedOut | null = null;
  /** Of which sender code the user may have accepted that Listrak cannot be asked. */
  #accepted: { client: Connection['client']; senderCodeId: number } | null = null;
  #revision = 0;

  /** @param onChange told when there is another review, or none. */
  constructor(context: StepContext, before: Before, onChange: () => void) {
    this.#context = context;
    this.#before = before;
    this.#onChange = onChange;
    this.rows = new ReviewedRows(context, {
      audience: () => (this.reviewed ? before.load.audience : null),
      enqueue: (work) => this.#enqueue(work),
    });
  }

  /** Judges the file anew, in place of a review that is under way. */
  restart(): void {
    const signal = this.#replaceReading();
    this.#lose({ status: 'none' });
    this.#forgetOptOutsOfOthers();
    void this.#enqueue(() => this.#review(signal));
  }

  /** Ends whatever reads the file. */
  async cease(): Promise<void> {
    this.#replaceReading();
    this.#lose({ status: 'none' });
    await this.#queue;
  }

  /** Ends whatever is going on, for good. */
  async close(): Promise<void> {
    this.#asking.abort();
    this.rows.close();
    await this.cease();
  }

  stop(): void {
    if (this.#context.store.state.review.status !== 'reading') return;
    this.#replaceReading();
    this.#lose({ status: 'stopped' });
  }

  /** Opens the file anew, since it may be another by now, and judges it. */
  async again(): Promise<void> {
    await this.#before.load.openAgain();
  }

  /** Whether the file's columns fit the account's profile fields. @throws AppError `sending.notReviewed`, `file.*` */
  async checkFields(): Promise<{ check: FieldCheck; text: string }> {
    const connection = this.#before.connection();
    if (!this.reviewed || !connection) throw notReviewed();
    const owner = { account: connection.account, senderCode: connection.senderCode.code };
    const check = await checkFields(this.#context.reader, this.reviewed, connection.fields, owner);
    return { check, text: fieldCheckText(check) };
  }

  /** Asks Listrak who is opted out, and leaves them out. A failure is told in the state. */
  async readOptOuts(): Promise<void> {
    const connection = this.#before.connection();
    refuseWhileSending(this.#context);
    if (connection) await this.#ask(connection);
  }

  /** Stops asking Listrak; what was known before stays. */
  stopOptOuts(): void {
    if (this.#context.store.state.optOuts.status !== 'reading') return;
    refuseWhileSending(this.#context);
    this.#replaceAsking();
    this.#showKnownOptOuts();
  }

  /** Never rejects. */
  async #ask(connection: Connection): Promise<void> {
    const signal = this.#replaceAsking();
    const onCount = (count: number) => this.#showOptOuts({ status: 'reading', count });
    try {
      onCount(0);
      await this.#settleOptOuts(connection, onCount, signal);
    } catch (error) {
      if (!signal.aborted) this.#showOptOuts({ status: 'failed', failure: failureOf(error) });
    }
  }

  /**
   * Asks Listrak who is opted out, as the last thing before something is sent, and leaves them out.
   * @throws ListrakError; then what was known before stays.
   */
  async settleOptOuts(
    connection: Connection,
    onCount: (count: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    this.#replaceAsking();
    try {
      await this.#settleOptOuts(connection, onCount, signal);
    } catch (error) {
      // If they were being asked for just then, nobody is doing that any more.
      if (this.#context.store.state.optOuts.status === 'reading') this.#showKnownOptOuts();
      throw error;
    }
  }

  async #review(signal: AbortSignal): Promise<void> {
    const { store, reader, now } = this.#context;
    const connection = this.#before.connection();
    const { columns } = this.#before.columns;
    if (signal.aborted || !connection || !columns || !this.#before.load.audience) return;
    const startedAt = now().toISOString();
    const onProgress = (read: { bytes: number; ofBytes: number }) => {
      if (!signal.aborted) store.change({ review: { status: 'reading', startedAt, ...read } });
    };
    onProgress({ bytes: 0, ofBytes: this.#before.load.audience.source.bytes });
    try {
      const choices = this.#before.columns.choices();
      const reviewed = await reviewColumns(reader, columns, choices, todayOf(now()), { onProgress, signal });
      if (this.#optedOut) reviewed.review = await reader.leaveOut(this.#optedOut.optOuts);
      await this.#show(reviewed, signal);
    } catch (error) {
      if (!signal.aborted) store.change({ review: { status: 'failed', failure: failureOf(error) } });
      return;
    }
    const { optOuts, sending } = store.state;
    // A sending asks for them itself.
    if (signal.aborted || this.#optedOut || optOuts.status === 'reading' || sending.active) return;
    void this.#ask(connection);
  }

  async #settleOptOuts(
    connection: Connection,
    onCount: (count: number) => void,
    signal: AbortSignal,
  ): Promise<void> {
    const country = this.#country();
    const optOuts = await readOptOuts(connection, country, this.#context.now, onCount, signal);
    await this.#enqueue(async () => {
      signal.throwIfAborted();
      await this.#leaveOut({ of: connection, country, optOuts });
    });
  }

  async #leaveOut(optedOut: OptedOut): Promise<void> {
    this.#optedOut = optedOut;
    this.#takeBackWord();
    // By the time the rows are counted anew, this review may be given up for another.
    const { reviewed } = this;
    const reading = this.#reading.signal;
    if (reviewed) {
      const review = await this.#context.reader.leaveOut(optedOut.optOuts);
      await this.#show({ ...reviewed, review }, reading);
    }
    if (this.#optedOut === optedOut) this.#showKnownOptOuts();
  }

  async #show(reviewed: ReviewedFile, signal: AbortSignal): Promise<void> {
    const { answers, otherAnswers } = await this.#context.reader.answers();
    if (signal.aborted) return;
    this.reviewed = reviewed;
    this.#revision++;
    const { review } = reviewed;
    this.#context.store.change({
      review: { status: 'done', revision: this.#revision, review, answers, otherAnswers },
    });
    this.#onChange();
  }

  #lose(review: { status: 'none' } | { status: 'stopped' }): void {
    this.reviewed = null;
    this.#context.store.change({ review });
    this.rows.endFinding();
    this.#onChange();
  }

  #forgetOptOutsOfOthers(): void {
    const connection = this.#before.connection();
    if (connection) {
      const { client, senderCode } = connection;
      const before = this.#accepted;
      this.#accepted = { client, senderCodeId: senderCode.id };
      if (before && (before.client !== client || before.senderCodeId !== senderCode.id)) this.#takeBackWord();
    }
    const mine = this.#optedOut?.of;
    const same =
      mine?.client === connection?.client &&
      mine?.senderCode.id === connection?.senderCode.id &&
      this.#optedOut?.country === this.#country();
    if (connection && same) return;
    this.#asking.abort();
    this.#optedOut = null;
    this.#showKnownOptOuts();
  }

  /** That Listrak cannot be asked was accepted of one sender code, and as long as it was so. */
  #takeBackWord(): void {
    const { store } = this.#context;
    if (store.state.consent.withoutOptOuts)
      store.change({ consent: { ...store.state.consent, withoutOptOuts: false } });
  }

  #showKnownOptOuts(): void {
    const known = this.#optedOut;
    this.#showOptOuts(
      known ? { status: 'read', count: known.optOuts.count, at: known.optOuts.readAt } : { status: 'unread' },
    );
  }

  #showOptOuts(optOuts: OptOutsState): void {
    this.#context.store.change({ optOuts });
  }

  #country() {
    return this.#before.columns.choices().country;
  }

  #replaceAsking(): AbortSignal {
    this.#asking.abort();
    this.#asking = new AbortController();
    return this.#asking.signal;
  }

  #replaceReading(): AbortSignal {
    this.#reading.abort();
    this.#reading = new AbortController();
    return this.#reading.signal;
  }

  #enqueue(work: () => Promise<void>): Promise<void> {
    const done = this.#queue.then(work);
    this.#queue = done.catch(() => {});
    return done;
  }
}

function notReviewed(): AppError {
  return new AppError({
    code: 'sending.notReviewed',
    message: 'The file is not reviewed, so nothing is known of how its columns fit. Nothing was sent.',
    hint: 'Connect, open a file and map its phone: then it is reviewed by itself. If you stopped that, review it again.',
  });
}
