import type { CommandInput } from '../../contract/commands.ts';
import type { Exchange, HistoryState } from '../../contract/sending.ts';
import type { State } from '../../contract/state.ts';
import type { UnfinishedRun } from '../../contract/unfinished.ts';
import { failureOf } from '../push-failures.ts';
import type { PushSource } from '../push-order.ts';
import { listRuns, readRun } from '../run-journal.ts';
import { ColumnsStep } from './columns-step.ts';
import { ConnectStep } from './connect-step.ts';
import { ConsentFileStep } from './consent-file-step.ts';
import type { Handlers } from './dispatch.ts';
import { LoadStep } from './load-step.ts';
import { MappingMemory } from './mapping-memory.ts';
import { ReviewStep } from './review-step.ts';
import { saveRunReport } from './run-reports.ts';
import { SendingStep } from './sending-step.ts';
import { FIRST_STATE, Store } from './store.ts';
import { refuseWhileSending, type StepContext, type Surroundings } from './surroundings.ts';
import { UnfinishedRuns } from './unfinished-runs.ts';
import { Waits } from './waits.ts';

/** All that happens between the start of the app and its end: the steps, and the one state that they share. */
export class Session {
  readonly handlers: Handlers;
  readonly #store = new Store(FIRST_STATE);
  readonly #context: StepContext;
  readonly #connect: ConnectStep;
  readonly #load: LoadStep;
  readonly #consentFile: ConsentFileStep;
  readonly #review: ReviewStep;
  readonly #sending: SendingStep;
  readonly #memory: MappingMemory;
  readonly #waits: Waits;
  readonly #unfinished: UnfinishedRuns;
  #historyTurn = 0;

  constructor(surroundings: Surroundings) {
    const { dataDir } = surroundings;
    const kept = { dataDir, seal: () => this.#connect.seal() };
    const context: StepContext = { ...surroundings, store: this.#store, kept };
    this.#context = context;
    this.#waits = new Waits(context);
    const hooks = {
      onWait: this.#waits.add,
      onExchange: (exchange: Exchange) => this.#sending.onExchange(exchange),
    };
    const connection = () => this.#connect.connection;
    const audience = () => this.#load.audience;
    const memory = new MappingMemory(context, { connection, audience, columns: () => columns });
    const refreshColumns = () => {
      columns.refresh();
      memory.show();
      this.#unfinished.refresh();
    };
    this.#memory = memory;
    this.#connect = new ConnectStep(context, hooks, refreshColumns, () => void this.#readKept());
    this.#load = new LoadStep(
      context,
      async () => {
        await this.#unfinished.cease();
        await this.#review.cease();
      },
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
        usesConsentFile: () => this.#consentFile.isUsed,
        recall: (...about) => memory.recall(...about),
      },
      () => {
        this.#consentFile.refresh();
        this.#review.restart();
      },
    );
    this.#consentFile = new ConsentFileStep(
      context,
      {
        header: () => this.#load.audience?.head.header ?? null,
        country: () => columns.choices().country,
      },
      () => this.#review.restart(),
    );
    this.#review = new ReviewStep(context, { connection, load: this.#load, columns }, () =>
      this.#sending.refresh(),
    );
    this.#sending = new SendingStep(
      context,
      { connection, review: this.#review, source: () => this.#source() },
      () => this.#readHistory(),
    );
    this.#unfinished = new UnfinishedRuns(context, {
      connection,
      sending: this.#sending,
      giveUpFile: () => this.#giveUpFile(),
      readHistory: () => this.#readHistory(),
    });
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
    await Promise.all([this.#connect.readAccounts(), this.#readKept()]);
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
    if (active) return this.#goTo({ step: active.what === 'rest' ? 'history' : active.what });
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
    await this.#unfinished.cease();
    await this.#review.close();
    await this.#context.reader.close();
    await this.#connect.close();
  }

  #goTo({ step }: CommandInput<'goTo'>): void {
    const { seen } = this.#store.state;
    this.#store.change({ step, seen: seen.includes(step) ? seen : [...seen, step] });
  }

  #source(): PushSource {
    const { path, reading } = this.#load.audience!;
    return { path, reading, consentFile: this.#consentFile.source };
  }

  /** Nothing reads the file that is open, nor the one that says who opted in, any more. */
  async #giveUpFile(): Promise<void> {
    await this.#load.close();
    await this.#review.cease();
    this.#consentFile.giveUp();
  }

  /** Never rejects. */
  async #readKept(): Promise<void> {
    await Promise.all([this.#load.readRecentFiles(), this.#memory.read(), this.#readHistory()]);
  }

  /** Never rejects. */
  async #readHistory(): Promise<void> {
    const turn = ++this.#historyTurn;
    let history: HistoryState;
    let unfinished: UnfinishedRun[] = [];
    try {
      history = { ...(await listRuns(this.#context.kept)), failure: null };
      unfinished = await this.#unfinished.among(history.runs);
    } catch (error) {
      history = { runs: [], unreadable: [], sealed: null, failure: failureOf(error) };
    }
    // One that was begun later knows more.
    if (turn !== this.#historyTurn) return;
    this.#store.change({ history, unfinished: { ...this.#store.state.unfinished, runs: unfinished } });
    this.#unfinished.refresh();
  }

  #makeHandlers(columns: ColumnsStep): Handlers {
    const connect = this.#connect;
    const load = this.#load;
    const review = this.#review;
    const consentFile = this.#consentFile;
    const sending = this.#sending;
    const memory = this.#memory;
    const unfinished = this.#unfinished;
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
      removeAccount: quietly(async (input) => {
        await connect.removeAccount(input);
        await memory.removeAccount(input.account);
      }),
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
      chooseByContact: quietly((input) => connect.chooseByContact(input)),
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
      chooseConsentFile: quietly(() => consentFile.choose()),
      changeConsentFile: quietly((input) => consentFile.change(input)),
      stopConsentFile: quietly(() => consentFile.stop()),
      forgetConsentFile: quietly(() => consentFile.forget()),
      readOptOuts: quietly(() => review.readOptOuts()),
      stopOptOuts: quietly(() => review.stopOptOuts()),
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
      tryNow: quietly(() => this.#waits.tryNow()),
      exchanges: () => sending.exchanges(),

      readHistory: quietly(() => this.#readHistory()),
      followRun: quietly((input) => unfinished.follow(input)),
      prepareRun: quietly((input) => unfinished.prepare(input)),
      stopRun: quietly(() => {
        refuseWhileSending(this.#context);
        unfinished.drop();
      }),
      finishRun: quietly((input) => unfinished.finish(input)),
      abandonRun: quietly((input) => unfinished.abandon(input)),
      deleteRun: quietly((input) => unfinished.delete(input)),
      openRun: ({ runId }) => readRun(this.#context.kept, runId),
      saveRunReport: (input) => saveRunReport(this.#context, input),
    };
  }
}
