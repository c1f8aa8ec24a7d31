import type { CommandInput } from '../../contract/commands.ts';
import type { Exchange, HistoryState } from '../../contract/sending.ts';
import type { State } from '../../contract/state.ts';
import type { Wait } from '../../listrak/retry.ts';
import { failureOf } from '../push-failures.ts';
import { listRuns, readRun } from '../run-journal.ts';
import { ColumnsStep } from './columns-step.ts';
import { ConnectStep } from './connect-step.ts';
import type { Handlers } from './dispatch.ts';
import { LoadStep } from './load-step.ts';
import { MappingMemory } from './mapping-memory.ts';
import { ReviewStep } from './review-step.ts';
import { SendingStep } from './sending-step.ts';
import { FIRST_STATE, Store } from './store.ts';
import type { StepContext, Surroundings } from './surroundings.ts';

/** All that happens between the start of the app and its end: the steps, and the one state that they share. */
export class Session {
  readonly handlers: Handlers;
  readonly #store = new Store(FIRST_STATE);
  readonly #context: StepContext;
  readonly #connect: ConnectStep;
  readonly #load: LoadStep;
  readonly #review: ReviewStep;
  readonly #sending: SendingStep;
  readonly #memory: MappingMemory;
  #historyTurn = 0;

  constructor(surroundings: Surroundings) {
    const context: StepContext = { ...surroundings, store: this.#store };
    this.#context = context;
    const hooks = {
      onWait: (wait: Wait) => this.#sending.onWait(wait),
      onExchange: (exchange: Exchange) => this.#sending.onExchange(exchange),
    };
    const connection = () => this.#connect.connection;
    const audience = () => this.#load.audience;
    const memory = new MappingMemory(context, { connection, audience, columns: () => columns });
    const refreshColumns = () => {
      columns.refresh();
      memory.show();
    };
    this.#memory = memory;
    this.#connect = new ConnectStep(context, hooks, refreshColumns);
    this.#load = new LoadStep(
      context,
      () => this.#review.cease(),
      () => {
        this.#sending.forgetChosenRows();
        this.#store.unsee('review');
        refreshColumns();
      },
    );
    const columns: ColumnsStep = new ColumnsStep(
      context,
      {
        audience,
        connection,
        recall: (...about) => memory.recall(...about),
      },
      () => this.#review.restart(),
    );
    this.#review = new ReviewStep(context, { connection, load: this.#load, columns }, () =>
      this.#sending.refresh(),
    );
    this.#sending = new SendingStep(context, { connection, review: this.#review }, () => this.#readHistory());
    this.handlers = this.#makeHandlers(columns);
  }

  get state(): State {
    return this.#store.state;
  }

  subscribe(listener: (state: State) => void): () => void {
    return this.#store.subscribe(listener);
  }

  /** Reads what was kept: accounts, recent files, earlier runs. */
  async start(): Promise<void> {
    await Promise.all([
      this.#connect.readAccounts(),
      this.#load.readRecentFiles(),
      this.#memory.read(),
      this.#readHistory(),
    ]);
  }

  /** Takes in the path of a file that was dropped on the window, and answers the token that stands for it. */
  offerFile(path: string): { token: string } {
    return { token: this.#load.offer(path) };
  }

  /**
   * “Open…” in the menu. While something is being sent it does nothing, like the page's own button; nor when that began
   * while the dialog was open. Never rejects.
   */
  async chooseFile(): Promise<void> {
    const { active } = this.state.sending;
    if (active) return this.#goTo({ step: active.what });
    this.#goTo({ step: 'load' });
    await this.#load.chooseFile().catch(() => {});
  }

  /** The computer woke from sleep. */
  woke(): void {
    this.#sending.woke();
  }

  /** Stops what is being sent; what was sent until then is on record. */
  stopSending(): void {
    this.#sending.stopSending();
  }

  /** Stops and ends all that is going on; what was sent until then is on record. */
  async close(): Promise<void> {
    await this.#sending.close();
    await this.#review.close();
    await this.#context.reader.close();
    await this.#connect.close();
  }

  #goTo({ step }: CommandInput<'goTo'>): void {
    const { seen } = this.#store.state;
    this.#store.change({ step, seen: seen.includes(step) ? seen : [...seen, step] });
  }

  /** Never rejects. */
  async #readHistory(): Promise<void> {
    const turn = ++this.#historyTurn;
    let history: HistoryState;
    try {
      history = { ...(await listRuns(this.#context.dataDir)), failure: null };
    } catch (error) {
      history = { runs: [], unreadable: [], failure: failureOf(error) };
    }
    // One that was begun later knows more.
    if (turn === this.#historyTurn) this.#store.change({ history });
  }

  #makeHandlers(columns: ColumnsStep): Handlers {
    const connect = this.#connect;
    const load = this.#load;
    const review = this.#review;
    const sending = this.#sending;
    const memory = this.#memory;
    /** For what answers nothing: its effect is in the state. */
    const quietly =
      <Input>(work: (input: Input) => unknown) =>
      async (input: Input) => {
        await work(input);
        return null;
      };
    return {
      state: () => this.state,
      goTo: quietly((input) => this.#goTo(input)),

      readAccounts: quietly(() => connect.lookAgain()),
      addAccount: quietly((input) => connect.addAccount(input)),
      renameAccount: quietly(async (input) => {
        await connect.renameAccount(input);
        await memory.renameAccount(input.from, input.to);
      }),
      removeAccount: quietly((input) => connect.removeAccount(input)),
      testAccount: (input) => connect.testAccount(input),
      connect: quietly((input) => connect.connect(input)),
      disconnect: quietly(() => connect.disconnect()),
      chooseSenderCode: quietly((input) => connect.chooseSenderCode(input)),
      refreshFields: quietly(() => connect.refreshFields()),

      chooseFile: quietly(() => load.chooseFile()),
      openFile: quietly((input) => load.openFile(input)),
      openSampleAudience: quietly(() => load.openSampleAudience()),
      forgetRecentFiles: quietly(() => load.forgetRecentFiles()),
      readAs: quietly((input) => load.readAs(input)),
      stopOpening: quietly(() => load.stopOpening()),

      mapColumn: quietly((input) => columns.mapColumn(input)),
      chooseColumnOptions: quietly((input) => columns.chooseOptions(input)),
      setConstant: quietly((input) => columns.setConstant(input)),
      removeConstant: quietly((input) => columns.removeConstant(input)),
      mapByNames: quietly(() => columns.mapByNames()),

      rememberMapping: quietly((input) => memory.remember(input)),
      useMapping: quietly((input) => memory.use(input)),
      renameMapping: quietly((input) => memory.rename(input)),
      deleteMapping: quietly((input) => memory.delete(input)),
      exportMapping: (input) => memory.export(input),
      importMapping: () => memory.import(),

      checkFields: () => review.checkFields(),
      copyText: quietly(({ text }) => this.#context.copyText(text)),

      chooseConsent: quietly((input) => columns.chooseConsent(input)),
      chooseRules: quietly((input) => columns.chooseRules(input)),

      reviewAgain: quietly(() => review.again()),
      stopReview: quietly(() => review.stop()),
      readOptOuts: quietly(() => review.readOptOuts()),
      findRows: (input) => review.rows.find(input),
      stopFinding: quietly(() => review.rows.stopFinding()),
      rows: (input) => review.rows.page(input),
      saveLeftOut: () => review.rows.saveLeftOut(),
      stopSaving: quietly(() => review.rows.stopSaving()),

      chooseSample: quietly((input) => sending.chooseSample(input)),
      previewImport: (input) => sending.previewImport(input),
      sendSample: quietly((input) => sending.sendSample(input)),
      push: quietly((input) => sending.push(input)),
      pause: quietly((input) => sending.pause(input)),
      stopSending: quietly(() => sending.stopSending()),
      exchanges: () => sending.exchanges(),

      readHistory: quietly(() => this.#readHistory()),
      openRun: ({ runId }) => readRun(this.#context.dataDir, runId),
    };
  }
}
