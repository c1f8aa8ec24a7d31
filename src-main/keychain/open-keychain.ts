import { type Keychain, KeychainUnavailable } from './keychain.ts';
import { memoryKeychain } from './memory-keychain.ts';
import { systemKeychain } from './system-keychain.ts';

/** The keychain to use, which kind it is, and for `memory` the sentence that says why. */
export interface OpenedKeychain {
  keychain: Keychain;
  kind: 'system' | 'memory';
  why: string | null;
}

/** A probe only reads an entry that never exists, which asks the user nothing, so it need not wait for one. */
const PROBE_MS = 5_000;

/**
 * The system keychain where it answers within five seconds, else one in memory for this run. Writes nothing
 * and never rejects because of the keychain. A locked keychain counts as there: its calls may ask the user to
 * unlock it, and reject with `KeychainUnavailable` when that fails.
 */
export async function openKeychain(
  keychain: Keychain = systemKeychain(),
  probe: Keychain = systemKeychain({ timeLimitMs: PROBE_MS }),
): Promise<OpenedKeychain> {
  try {
    await probe.getPassword('keychain-probe', 'keychain-probe');
    return { keychain, kind: 'system', why: null };
  } catch (error) {
    if (!(error instanceof KeychainUnavailable)) throw error;
    return { keychain: memoryKeychain(), kind: 'memory', why: error.message };
  }
}
