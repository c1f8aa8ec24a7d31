import { z } from 'zod';
import { PRACTICE_ACCOUNT } from '../contract/connection.ts';
import { AppError } from '../contract/failure.ts';
import type { Keychain } from '../keychain/keychain.ts';
import type { Credentials } from '../listrak/client.ts';

/** The service name under which the OS keychain files our secrets. */
const SERVICE = 'listrak-profile-updater';

const storedSchema = z.object({ clientId: z.string().min(1), clientSecret: z.string().min(1) });

/** The accounts whose credentials the keychain holds. Names and secrets live there and nowhere else. */
export class Accounts {
  readonly #keychain: Keychain;

  constructor(keychain: Keychain) {
    this.#keychain = keychain;
  }

  /** Names, sorted. @throws KeychainUnavailable */
  async list(): Promise<string[]> {
    const found = await this.#keychain.findCredentials(SERVICE);
    return found.map(({ account }) => account).sort((one, other) => one.localeCompare(other));
  }

  /** Adds or replaces. @throws AppError `account.*`, KeychainUnavailable */
  async add(name: string, credentials: Credentials): Promise<void> {
    const plain = name.trim();
    if (plain === '' || plain.toLowerCase() === PRACTICE_ACCOUNT) {
      throw new AppError({
        code: 'account.name',
        message: `An account cannot be called “${plain}”. Nothing was stored.`,
        hint: 'Choose another name; “practice” is the built-in practice account.',
      });
    }
    await this.#keychain.setPassword(SERVICE, plain, JSON.stringify(credentials));
  }

  /** Gives an account another name; its credentials stay as they are. @throws AppError `account.*`, KeychainUnavailable */
  async rename(from: string, to: string): Promise<void> {
    const [old, wanted] = [from.trim(), to.trim()];
    const credentials = await this.credentials(old);
    const taken = (await this.list()).some((name) => name.toLowerCase() === wanted.toLowerCase());
    if (old.toLowerCase() !== wanted.toLowerCase()) {
      if (taken) throw nameTaken(wanted);
      // Added before the old one goes, so that a failure in between loses nothing.
      await this.add(wanted, credentials);
      await this.remove(old);
    } else if (old !== wanted) {
      // To some keychains (Windows) the two are one name: what is removed last would be gone under both.
      await this.remove(old);
      await this.add(wanted, credentials).catch(async (error) => {
        await this.add(old, credentials);
        throw error;
      });
    }
  }

  /** @throws AppError `account.unknown`, KeychainUnavailable */
  async remove(name: string): Promise<void> {
    if (!(await this.#keychain.deletePassword(SERVICE, name.trim()))) throw unknownAccount(name);
  }

  /** @throws AppError `account.unknown`, KeychainUnavailable */
  async credentials(name: string): Promise<Credentials> {
    const stored = await this.#keychain.getPassword(SERVICE, name.trim());
    if (stored === null) throw unknownAccount(name);
    try {
      return storedSchema.parse(JSON.parse(stored));
    } catch {
      // The cause is left out: it could quote the secret.
      throw new AppError({
        code: 'account.damaged',
        message: `What the keychain holds for “${name}” is not a client ID and secret. Nothing was sent.`,
        hint: 'Remove the account and add it again.',
      });
    }
  }
}

/** Why a name that another account has cannot be given a second time. */
export function nameTaken(name: string): AppError {
  return new AppError({
    code: 'account.nameTaken',
    message: `There is already an account named “${name.trim()}”. Nothing was stored.`,
    hint: 'Choose another name, or remove that account first.',
  });
}

function unknownAccount(name: string): AppError {
  return new AppError({
    code: 'account.unknown',
    message: `There is no account named “${name.trim()}” in the keychain. Nothing was sent.`,
    hint: 'Choose one of the accounts that are there, or add it.',
  });
}
