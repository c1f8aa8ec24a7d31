import type { CommandInput, CommandName } from './commands.ts';

/**
 * The page's whole power: the one object that the preload puts on it. Both answers are unchecked here, since what
 * crosses is parsed where it arrives.
 */
export interface PageApi {
  /** Resolves with a `Result`; never rejects for what a user can do. */
  call<Name extends CommandName>(name: Name, input: CommandInput<Name>): Promise<unknown>;
  /** Each new snapshot of the state, until the answer is called. */
  onState(listener: (state: unknown) => void): () => void;
  /** Hands a file that was dropped on the page to the main process, which answers a token for it in a `Result`. */
  offerFile(file: unknown): Promise<unknown>;
}

/** The name under which the page finds it. */
export const PAGE_API = 'profileUpdater';

/** The channels between preload and main process. */
export const CHANNELS = { call: 'call', state: 'state', offerFile: 'offer-file' } as const;
