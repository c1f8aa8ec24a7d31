import { PRACTICE_ACCOUNT, type SenderCode } from '../../contract/connection.ts';
import { AppError } from '../../contract/failure.ts';
import type { ProfileField } from '../../contract/profile-field.ts';
import type { OpenedKeychain } from '../../keychain/open-keychain.ts';
import type { Credentials } from '../../listrak/client.ts';
import { unlistedSystemFields } from '../../listrak/contact-values.ts';
import { BRISK } from '../../listrak/retry.ts';
import { Accounts, nameTaken } from '../accounts.ts';
import { type Connection, connect } from '../connect.ts';
import type { ClientHooks, OpenedAccount } from '../open-account.ts';
import { openSeal, type Seal } from '../seal.ts';
import { tellFailure } from './dispatch.ts';
import { refuseWhileSending, type StepContext } from './surroundings.ts';

interface SignedIn extends OpenedAccount {
  account: string;
  senderCodes: SenderCode[];
}

/** Connect: the accounts, and the connection to one sender code of one of them. */
export class ConnectStep {
  connection: Connection | null = null;
  readonly #context: StepContext;
  readonly #hooks: ClientHooks;
  readonly #onChange: () => void;
  readonly #onSeal: () => void;
  /** Opened once: a keychain in memory would be another one, and empty, each time. */
  #keychain: Promise<OpenedKeychain> | null = null;
  /** The reading of the accounts that was begun last. */
  #reading: Promise<void> = Promise.resolve();
  #seal: Promise<Seal | null> | null = null;
  #signedIn: SignedIn | null = null;
  /** The profile fields as the account lists them. */
  #listed: ProfileField[] = [];
  #byContact = false;
  /** Aborted when another attempt takes its place. */
  #attempt = new AbortController();

  /**
   * @param onChange told when there is another connection, or none, or other profile fields.
   * @param onSeal told when what is kept can be opened that could not be before.
   */
  constructor(
    context: StepContext,
    hooks: Required<Pick<ClientHooks, 'onWait' | 'onExchange'>>,
    onChange: () => void,
    onSeal: () => void,
  ) {
    this.#context = context;
    this.#onChange = onChange;
    this.#onSeal = onSeal;
    this.#hooks = hooks;
  }

  /** Looks for the keychain again, since there may be a real one by now; one in memory that holds something is kept. */
  async lookAgain(): Promise<void> {
    const { keptIn, names } = this.#context.store.state.accounts;
    if (keptIn === 'memory' && names.length === 0) this.#keychain = null;
    await this.#readAgain();
  }

  /** What encrypts all that is kept; null while no keychain opens, which is told in the state. Never rejects. */
  seal(): Promise<Seal | null> {
    this.#seal ??= this.#openSeal();
    return this.#seal;
  }

  /** Reads the names of the accounts. A keychain that is locked is told in the state, with its reason. */
  readAccounts(): Promise<void> {
    this.#reading = this.#readAccounts();
    return this.#reading;
  }

  async #readAccounts(): Promise<void> {
    const { store } = this.#context;
    let { keptIn } = store.state.accounts;
    try {
      const { keychain, kind, why } = await this.#openKeychain();
      keptIn = kind;
      store.change({ accounts: { names: await new Accounts(keychain).list(), keptIn, why } });
    } catch (error) {
      store.change({ accounts: { names: [], keptIn, why: tellFailure(error).message } });
    }
  }

  async addAccount(account: { name: string; clientId: string; clientSecret: string }): Promise<void> {
    const accounts = await this.#accounts();
    const { name, clientId, clientSecret } = account;
    const taken = (await accounts.list()).some((other) => other.toLowerCase() === name.toLowerCase());
    if (taken) throw nameTaken(name);
    await accounts.add(name, { clientId, clientSecret });
    await this.#readAgain();
  }

  async renameAccount({ from, to }: { from: string; to: string }): Promise<void> {
    refuseWhileSending(this.#context);
    await (await this.#accounts()).rename(from, to);
    await this.#readAgain();
    this.#leave(from);
  }

  async removeAccount({ account }: { account: string }): Promise<void> {
    refuseWhileSending(this.#context);
    await (await this.#accounts()).remove(account);
    await this.#readAgain();
    this.#leave(account);
  }

  async testAccount({ account }: { account: string }): Promise<{ senderCodes: SenderCode[] }> {
    const opened = await this.#open(account, {});
    try {
      return { senderCodes: await opened.client.senderCodes({ retry: BRISK }) };
    } finally {
      await opened.close();
    }
  }

  /** Signs in. With a single sender code that one is chosen; else the user is asked. Failures are told in the state. */
  async connect({ account }: { account: string }): Promise<void> {
    refuseWhileSending(this.#context);
    const attempt = this.#begin(account);
    const { store } = this.#context;
    let opened: OpenedAccount | null = null;
    try {
      opened = await this.#open(account, this.#hooks);
      const senderCodes = await opened.client.senderCodes({ signal: attempt.signal, retry: BRISK });
      attempt.signal.throwIfAborted();
      this.#signedIn = { ...opened, account, senderCodes };
      if (senderCodes.length === 0) throw noSenderCode(account);
      if (senderCodes.length === 1) await this.#connectTo(senderCodes[0]!.id, attempt);
      else store.change({ connection: { status: 'choosing', account, host: opened.host, senderCodes } });
    } catch (error) {
      if (this.#signedIn?.client !== opened?.client) await opened?.close();
      if (attempt.signal.aborted) return;
      store.change({ connection: { status: 'failed', account, failure: tellFailure(error) } });
    }
  }

  async chooseSenderCode({ id }: { id: number }): Promise<void> {
    refuseWhileSending(this.#context);
    const account = this.#signedIn?.account;
    if (account === undefined) throw notConnected();
    const attempt = this.#replaceAttempt();
    this.#lose({ status: 'connecting', account });
    try {
      await this.#connectTo(id, attempt);
    } catch (error) {
      if (attempt.signal.aborted) return;
      this.#context.store.change({ connection: { status: 'failed', account, failure: tellFailure(error) } });
    }
  }

  /** Reads the account's profile fields again; the connection stays when that fails. */
  async refreshFields(): Promise<void> {
    refuseWhileSending(this.#context);
    const { connection } = this;
    if (!connection) throw notConnected();
    const fields = await connection.client.profileFields(connection.senderCode.id, { retry: BRISK });
    // Meanwhile something may have begun that must keep its ground.
    refuseWhileSending(this.#context);
    if (this.connection !== connection) return;
    this.#listed = fields;
    this.#show(connection);
  }

  /** Offers, or no longer, the system fields that the account does not list, to be changed contact by contact. */
  chooseByContact({ byContact }: { byContact: boolean }): void {
    refuseWhileSending(this.#context);
    const { connection } = this;
    if (!connection) throw notConnected();
    this.#byContact = byContact;
    this.#show(connection);
  }

  disconnect(): void {
    refuseWhileSending(this.#context);
    this.#replaceAttempt();
    this.#signOut();
    this.#lose({ status: 'none' });
  }

  async close(): Promise<void> {
    this.#attempt.abort();
    await this.#signedIn?.close();
  }

  #begin(account: string): AbortController {
    const attempt = this.#replaceAttempt();
    this.#signOut();
    // What it costs is another thing in another account.
    this.#byContact = false;
    this.#lose({ status: 'connecting', account });
    return attempt;
  }

  #signOut(): void {
    // Only a practice Listrak has anything to close, and that never fails.
    void this.#signedIn?.close();
    this.#signedIn = null;
  }

  /** Ends what there is of a connection to an account that is no longer there. A sending goes on with what it has. */
  #leave(account: string): void {
    const { connection, sending } = this.#context.store.state;
    if (connection.status !== 'none' && connection.account === account && !sending.active) this.disconnect();
  }

  #replaceAttempt(): AbortController {
    this.#attempt.abort();
    this.#attempt = new AbortController();
    return this.#attempt;
  }

  #lose(state: { status: 'none' } | { status: 'connecting'; account: string }): void {
    this.connection = null;
    this.#context.store.change({ connection: state });
    this.#onChange();
  }

  async #connectTo(id: number, { signal }: AbortController): Promise<void> {
    const { client, account } = this.#signedIn!;
    const connection = await connect(client, account, id, signal);
    signal.throwIfAborted();
    this.#listed = connection.fields;
    this.#show(connection);
  }

  #show({ client, account, senderCode }: Connection): void {
    const missing = unlistedSystemFields(this.#listed);
    const byContact = this.#byContact && missing.length > 0;
    const fields = byContact ? [...this.#listed, ...missing] : this.#listed;
    const unlisted = missing.map(({ name }) => name);
    this.connection = { client, account, senderCode, fields };
    const { host, senderCodes } = this.#signedIn!;
    const about = { account, host, senderCodes, senderCode, fields, unlisted, byContact };
    this.#context.store.change({ connection: { status: 'connected', ...about } });
    this.#onChange();
  }

  async #open(account: string, hooks: ClientHooks): Promise<OpenedAccount> {
    const credentials = account === PRACTICE_ACCOUNT ? null : await this.#credentials(account);
    return await this.#context.openAccount(credentials, hooks);
  }

  async #credentials(account: string): Promise<Credentials> {
    const credentials = await (await this.#accounts()).credentials(account);
    const { keptIn, why } = this.#context.store.state.accounts;
    // Who was asked for the keychain has just unlocked it.
    if (keptIn === 'system' && why !== null) await this.#readAgain();
    return credentials;
  }

  async #openSeal(): Promise<Seal | null> {
    // After the accounts, so that a locked keychain asks the user once, and not again where they said no.
    await this.#reading;
    const { store } = this.#context;
    if (store.state.accounts.keptIn !== 'system' || store.state.accounts.why !== null) return null;
    try {
      return await openSeal((await this.#openKeychain()).keychain);
    } catch (error) {
      store.change({ accounts: { ...store.state.accounts, why: tellFailure(error).message } });
      return null;
    }
  }

  /** Reads the accounts again, and what opens what is kept if nothing did so far. */
  async #readAgain(): Promise<void> {
    const isOpen = this.#seal === null || (await this.#seal) !== null;
    if (!isOpen) this.#seal = null;
    await this.readAccounts();
    if (!isOpen && (await this.seal())) this.#onSeal();
  }

  async #accounts(): Promise<Accounts> {
    return new Accounts((await this.#openKeychain()).keychain);
  }

  #openKeychain(): Promise<OpenedKeychain> {
    this.#keychain ??= this.#context.openKeychain().catch((error) => {
      this.#keychain = null;
      throw error;
    });
    return this.#keychain;
  }
}

export function notConnected(): AppError {
  return new AppError({
    code: 'connection.none',
    message: 'No account is connected. Nothing was sent.',
    hint: 'Connect to an account first.',
  });
}

function noSenderCode(account: string): AppError {
  return new AppError({
    code: 'senderCode.none',
    message: `“${account}” can sign in, but has no sender code. Nothing was sent.`,
    hint: 'Ask Listrak to set up a sender code for the account.',
  });
}
