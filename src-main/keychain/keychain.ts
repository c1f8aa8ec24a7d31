/** The four calls of keytar (https://github.com/atom/node-keytar): one password per service and account. */
export interface Keychain {
  /** The stored password, or null where there is none. Rejects with `KeychainUnavailable`. */
  getPassword(service: string, account: string): Promise<string | null>;
  /** Stores or overwrites. Rejects with `KeychainUnavailable`; after a time-out the write may still happen. */
  setPassword(service: string, account: string, password: string): Promise<void>;
  /** True when something was deleted, false when there was nothing. Rejects with `KeychainUnavailable`. */
  deletePassword(service: string, account: string): Promise<boolean>;
  /** Everything stored under one service, in no particular order. Rejects with `KeychainUnavailable`. */
  findCredentials(service: string): Promise<Array<{ account: string; password: string }>>;
}

/**
 * The keychain could not be used. `message` is one sentence for the user (why, and what to do), chosen from
 * the fixed list in explain-failure.ts, so that no secret can get into it; `cause` is the library's error.
 */
export class KeychainUnavailable extends Error {
  override name = 'KeychainUnavailable' as const;
}
