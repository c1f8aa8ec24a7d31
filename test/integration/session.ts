import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect } from 'vitest';
import { openAccountAt } from '../../src-main/application/open-account.ts';
import { openSeal } from '../../src-main/application/seal.ts';
import { dispatch } from '../../src-main/application/session/dispatch.ts';
import { Session } from '../../src-main/application/session/session.ts';
import type { CommandAnswer, CommandInput, CommandName, Result } from '../../src-main/contract/commands.ts';
import { type State, stateSchema } from '../../src-main/contract/state.ts';
import type { Keychain } from '../../src-main/keychain/keychain.ts';
import { memoryKeychain } from '../../src-main/keychain/memory-keychain.ts';
import type { OpenedKeychain } from '../../src-main/keychain/open-keychain.ts';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { startThreadedReader } from '../../src-main/worker/threaded-reader.ts';
import { AUDIENCE_HEADER, PEOPLE, QUICK } from './pushing.ts';
import { temporaryFolder } from './run-cli.ts';

const WORKER = pathToFileURL(new URL('../../out/main/review-worker.js', import.meta.url).pathname);
export const SAMPLE_AUDIENCE = fileURLToPath(new URL('../../resources/sample-audience.csv', import.meta.url));

/** With these credentials an account of the keychain signs in; the practice Listrak's own are too common a word. */
export const CREDENTIALS = { clientId: 'shop-client', clientSecret: 'open-sesame-4711' };
const SECRETS = /open-sesame|Bearer|access_token/;

/** Lines of people who opted in, from the practice company's, each with a tier. */
export const people = (count: number, tier = 'Gold'): string[] =>
  PEOPLE.slice(0, count).map((phone) => `${phone},${tier},true`);

/** A session as the window has it, without a window, on a practice Listrak of its own for each test. */
export function sessions() {
  const it = {
    practice: undefined as unknown as PracticeListrak,
    folder: undefined as unknown as ReturnType<typeof temporaryFolder>,
    session: undefined as unknown as Session,
    /** What the dialogs answer next. */
    picked: null as string | null | Promise<string>,
    pickedMapping: null as string | null,
    /** What was put onto the clipboard last. */
    copied: '',
    place: null as string | null | Promise<string>,
    keychain: memoryKeychain() as Keychain,
    openKeychain: null as (() => Promise<OpenedKeychain>) | null,
    /** Every state that there was since the start; each must fit its schema and hold no secret. */
    states: [] as State[],
    /** What does not fit its schema. */
    misfits: [] as unknown[],
    /** All that commands answered, and the states from before a restart. */
    said: [] as string[],
    /** Every token that Listrak gave out. */
    tokens: [] as string[],
    /** While it is there, nobody gets Listrak's opt-outs. */
    holding: null as Promise<void> | null,
    check: QUICK,

    get state(): State {
      return it.session.state;
    },

    /** What the session keeps, opened with the key that its keychain has. */
    get kept() {
      return { dataDir: it.folder.path, seal: () => openSeal(it.keychain) };
    },

    /** Notes the tokens, and holds what is to be held until it is let go or given up. */
    async fetch(...[address, init]: Parameters<typeof fetch>): Promise<Response> {
      if (it.holding && /OptOut/.test(String(address))) {
        const { signal } = init ?? {};
        await Promise.race([it.holding, ...(signal ? [once(signal, 'abort')] : [])]);
      }
      const answer = await fetch(address, init);
      if (address === it.practice.authUrl && answer.ok) {
        it.tokens.push(((await answer.clone().json()) as { access_token: string }).access_token);
      }
      return answer;
    },

    /** Starts a session, in place of the one before. */
    async start(): Promise<void> {
      await it.session?.close();
      it.session = new Session({
        openKeychain: () =>
          it.openKeychain?.() ?? Promise.resolve({ keychain: it.keychain, kind: 'system', why: null }),
        openAccount: async (credentials, hooks) => {
          const { apiUrl, authUrl, clientId, clientSecret } = it.practice;
          const isGood = credentials === null || JSON.stringify(credentials) === JSON.stringify(CREDENTIALS);
          const addresses = { api: apiUrl, auth: authUrl };
          return openAccountAt(addresses, isGood ? { clientId, clientSecret } : credentials, {
            ...hooks,
            fetch: it.fetch,
          });
        },
        reader: startThreadedReader(WORKER),
        startReader: () => startThreadedReader(WORKER),
        pickFile: async () => it.picked,
        pickMapping: async () => it.pickedMapping,
        copyText: (text) => {
          it.copied = text;
        },
        pickPlace: async () => it.place,
        dataDir: it.folder.path,
        sampleAudience: SAMPLE_AUDIENCE,
        now: () => new Date(),
        paces: {
          follow: QUICK,
          get check() {
            return it.check;
          },
        },
      });
      it.said.push(JSON.stringify(it.states));
      it.states = [];
      it.session.subscribe((state) => {
        const parsed = stateSchema.safeParse(state);
        if (!parsed.success) it.misfits.push(parsed.error.issues);
        it.states.push(state);
      });
      await it.session.start();
    },

    /** Calls a command the way the page does. */
    async call<Name extends CommandName>(
      name: Name,
      input: CommandInput<Name>,
    ): Promise<Result<CommandAnswer<Name>>> {
      const answer = await dispatch(it.session.handlers, name, input);
      it.said.push(JSON.stringify(answer));
      return answer as Result<CommandAnswer<Name>>;
    },

    /** Calls a command that must be refused; the code of the reason. */
    async refused<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<string> {
      const result = await it.call(name, input);
      if (result.ok) throw new Error(`${name} was not refused`);
      expect(result.failure.message).toMatch(/\.$/);
      return result.failure.code;
    },

    /** The imports that the practice Listrak was sent. */
    imports: () =>
      it.practice.traffic.filter(({ path, method }) => method === 'POST' && path.endsWith('ContactImport')),

    /** Writes an audience file with the usual header; its path. */
    write: (lines: readonly string[], name = 'audience.csv', header = AUDIENCE_HEADER): string =>
      it.folder.file(name, `${[header, ...lines].join('\n')}\n`),

    async choose(path: string): Promise<void> {
      it.picked = path;
      await it.done('chooseFile', null);
    },

    /** Calls a command that must succeed. */
    async done<Name extends CommandName>(
      name: Name,
      input: CommandInput<Name>,
    ): Promise<CommandAnswer<Name>> {
      const result = await it.call(name, input);
      if (!result.ok) throw new Error(`${name}: ${result.failure.code} ${result.failure.message}`);
      return result.value;
    },

    /** Resolves when the state is as asked; rejects after ten seconds. */
    async until(holds: (state: State) => boolean, what = 'the state'): Promise<State> {
      if (holds(it.state)) return it.state;
      return await new Promise((resolve, reject) => {
        const limit = setTimeout(() => reject(new Error(`${what} did not come about`)), 10_000);
        const end = it.session.subscribe((state) => {
          if (!holds(state)) return;
          clearTimeout(limit);
          end();
          resolve(state);
        });
      });
    },

    /** Connects to the practice account’s first sender code, opens a file, and waits for its review and the opt-outs. */
    async review(path: string): Promise<State> {
      await it.connectAndChoose(path);
      return await it.reviewed();
    },

    async connectAndChoose(path: string): Promise<void> {
      await it.done('connect', { account: 'practice' });
      await it.done('chooseSenderCode', { id: 1001 });
      await it.choose(path);
    },

    /** Waits until the review is done and the opt-outs are left out. */
    async reviewed(): Promise<State> {
      return await it.until(
        ({ review, optOuts }) => review.status === 'done' && optOuts.status === 'read',
        'the review',
      );
    },

    /** The rows that are ready now. */
    ready(): number {
      const { review } = it.state;
      return review.status === 'done' ? review.review.rows.ready : -1;
    },

    /** Waits until nothing is being sent any more. */
    async idle(): Promise<State['sending']> {
      return (await it.until(({ sending }) => sending.active === null, 'the end of the sending')).sending;
    },

    async sendSample(): Promise<State> {
      await it.done('sendSample', { rows: it.ready(), choice: it.state.sending.choice });
      await it.idle();
      return it.state;
    },

    /** Pushes what is ready, in the user's words if no sample proves it. */
    async push(withoutSample: string | null = null): Promise<State['sending']> {
      await it.done('push', { rows: it.ready(), withoutSample });
      return await it.idle();
    },
  };
  beforeEach(async () => {
    it.practice = await startPracticeListrak();
    it.folder = temporaryFolder();
    Object.assign(it, {
      picked: null,
      pickedMapping: null,
      copied: '',
      place: null,
      openKeychain: null,
      said: [],
      misfits: [],
      tokens: [],
    });
    it.keychain = memoryKeychain();
    it.check = QUICK;
    it.holding = null;
    await it.start();
  });
  afterEach(async () => {
    await it.session.close();
    await it.practice.stop();
    it.folder.remove();
    expect(it.misfits).toEqual([]);
    const said = [...it.said, JSON.stringify(it.states)].join('\n');
    expect(said).not.toMatch(SECRETS);
    for (const token of it.tokens) expect(said).not.toContain(token);
  });
  return it;
}
