import { AppError } from '../../contract/failure.ts';
import type { Pace } from '../../delivery/pacing.ts';
import type { OpenedKeychain } from '../../keychain/open-keychain.ts';
import type { Credentials } from '../../listrak/client.ts';
import type { Kept } from '../kept.ts';
import type { ClientHooks, OpenedAccount } from '../open-account.ts';
import type { AudienceReader } from '../ports.ts';
import type { Store } from './store.ts';

/** What a session is given from outside. */
export interface Surroundings {
  openKeychain(): Promise<OpenedKeychain>;
  /** Opens an account by its credentials, or the practice account where there are none. */
  openAccount(credentials: Credentials | null, hooks: ClientHooks): Promise<OpenedAccount>;
  /** Reads the audience file that is open. */
  reader: AudienceReader;
  /** Starts one more, for another file meanwhile. */
  startReader(): AudienceReader;
  /** Asks the user for an audience file; its path, or null. */
  pickFile(): Promise<string | null>;
  /** Asks the user for a mapping that was exported; its path, or null. */
  pickMapping(): Promise<string | null>;
  /** Puts a text onto the system's clipboard. */
  copyText(text: string): void;
  /** Asks the user where to save a file; its path, or null. */
  pickPlace(suggestedName: string): Promise<string | null>;
  /** Where everything that is kept is kept. */
  dataDir: string;
  /** Path of the sample audience that comes with the app. */
  sampleAudience: string;
  now(): Date;
  /** How patiently an import is followed to its end, and contacts are read back until they match. */
  paces: { follow: Pace; check: Pace };
}

/** What every step of the session works with. */
export interface StepContext extends Surroundings {
  store: Store;
  kept: Kept;
}

/**
 * Refuses what would change the ground under a sending that is under way.
 * @throws AppError `sending.underWay`
 */
export function refuseWhileSending({ store }: StepContext): void {
  if (store.state.sending.active === null) return;
  throw new AppError({
    code: 'sending.underWay',
    message: 'Something is being sent just now, so nothing else was changed.',
    hint: 'Wait until it is done, or stop it.',
  });
}
