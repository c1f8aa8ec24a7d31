import { dataFolder } from '../application/data-folder.ts';
import type { Kept } from '../application/kept.ts';
import { openSeal, type Seal } from '../application/seal.ts';
import { KeychainUnavailable } from '../keychain/keychain.ts';
import type { Options } from './arguments.ts';
import { theKeychain } from './connection.ts';
import type { Progress } from './progress.ts';

interface CommandKept extends Kept {
  /** Why what is kept now is not encrypted; null where it is. */
  whyPlain(): Promise<string | null>;
}

/** Where the command line keeps its records. The keychain is asked only where something is encrypted, or is to be. */
export function keptAt(options: Options): CommandKept {
  let opening: ReturnType<typeof openOnce> | null = null;
  const opened = () => {
    opening ??= openOnce(options);
    return opening;
  };
  return {
    dataDir: dataFolder(options['data-dir']),
    seal: async () => (await opened()).seal,
    whyPlain: async () => (await opened()).why,
  };
}

/** Never rejects. */
async function openOnce({ api }: Options): Promise<{ seal: Seal | null; why: string | null }> {
  // Like the window's: a rehearsal at another address leaves the system's keychain alone.
  if (api !== undefined) return { seal: null, why: 'The run goes to another address than Listrak’s.' };
  try {
    const { keychain, kind, why } = await theKeychain();
    return kind === 'system' ? { seal: await openSeal(keychain), why: null } : { seal: null, why };
  } catch (error) {
    const why = error instanceof KeychainUnavailable ? error.message : 'The keychain cannot be used.';
    return { seal: null, why };
  }
}

/** To be said before the record of a run is written. */
export async function sayIfPlain(kept: CommandKept, progress: Progress): Promise<void> {
  const why = await kept.whyPlain();
  if (why !== null) progress.say(`${why} So the record of this run is kept without encryption.`);
}
