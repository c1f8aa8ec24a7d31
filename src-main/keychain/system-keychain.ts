import { keychainUnavailable, problemOf } from './explain-failure.ts';
import { type Keychain, KeychainUnavailable } from './keychain.ts';

type Library = Pick<typeof import('@napi-rs/keyring'), 'AsyncEntry' | 'findCredentialsAsync'>;

interface Options {
  /** How long one call may take. The default leaves time to answer an unlock prompt. */
  timeLimitMs?: number;
  /** Handed in by tests only. */
  load?: () => Promise<Library>;
  platform?: NodeJS.Platform;
}

const PROMPT_MS = 60_000;

/**
 * Linux only. Without it the library falls back to the kernel keyring without a word, and that forgets
 * everything at reboot (README of @napi-rs/keyring, "Linux backend selection"). Other platforms ignore it.
 */
const PINNED = { linux: { store: 'secret-service' } } as const;

/** Nothing is ever stored here: reading it shows whether the keychain answers, and causes no unlock prompt. */
const NOWHERE = 'keychain-probe';

/**
 * The keychain of the operating system: Keychain on macOS, Credential Manager on Windows, and the Secret
 * Service on Linux. Making one touches nothing; every call rejects with `KeychainUnavailable` when the
 * keychain is missing, locked, denied, or silent for `timeLimitMs` (60 s).
 *
 * Known limit: on Linux the library connects to D-Bus synchronously when an entry is made. A silent keychain
 * costs two seconds there (the library's own reply limit); a session bus that itself hangs cannot be timed.
 */
export function systemKeychain(options: Options = {}): Keychain {
  // Loaded on first use: a platform without a prebuilt binary then fails a call, and not the start of the app.
  const load = options.load ?? (() => import('@napi-rs/keyring'));
  const timeLimitMs = options.timeLimitMs ?? PROMPT_MS;

  async function attempt<T>(work: (library: Library, signal: AbortSignal) => Promise<T>): Promise<T> {
    let library: Library;
    try {
      library = await load();
    } catch (error) {
      throw keychainUnavailable('no-binary', error, options.platform);
    }
    try {
      return await inTime(timeLimitMs, options.platform, (signal) => work(library, signal));
    } catch (error) {
      if (error instanceof KeychainUnavailable) throw error;
      throw keychainUnavailable(problemOf(error), error, options.platform);
    }
  }

  return {
    getPassword: (service, account) =>
      attempt(async ({ AsyncEntry }, signal) => {
        return (await new AsyncEntry(service, account, PINNED).getPassword(signal)) ?? null;
      }),
    setPassword: (service, account, password) =>
      attempt(async ({ AsyncEntry }, signal) => {
        await new AsyncEntry(service, account, PINNED).setPassword(password, signal);
      }),
    deletePassword: (service, account) =>
      attempt(({ AsyncEntry }, signal) => new AsyncEntry(service, account, PINNED).deletePassword(signal)),
    findCredentials: (service) =>
      attempt(async ({ AsyncEntry, findCredentialsAsync }, signal) => {
        // The library's search takes no options. In 2.1 it only ever asks the Secret Service, over a second
        // D-Bus client (zbus) that waits for a silent service for ever. The pinned read before it gives up
        // after two seconds, and keeps this call pinned should the search one day learn the fallback too.
        await new AsyncEntry(service, NOWHERE, PINNED).getPassword(signal);
        const found = await findCredentialsAsync(service, null, signal);
        return found.map(({ account, password }) => ({ account, password }));
      }),
  };
}

/**
 * The signal alone is not enough: the library heeds it only while a call is queued, not once it runs. So the
 * clock here decides, and a call that is given up on may still finish, unseen, on the library's thread.
 */
async function inTime<T>(
  timeLimitMs: number,
  platform: NodeJS.Platform | undefined,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(keychainUnavailable('timed-out', new Error(`No answer in ${timeLimitMs} ms`), platform));
      controller.abort();
    }, timeLimitMs);
  });
  try {
    return await Promise.race([work(controller.signal), limit]);
  } finally {
    clearTimeout(timer);
  }
}
