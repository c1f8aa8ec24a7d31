import {
  COMMANDS,
  type CommandAnswer,
  type CommandInput,
  type CommandName,
} from '../../contract/commands.ts';
import type { Failure } from '../../contract/failure.ts';
import { KeychainUnavailable } from '../../keychain/keychain.ts';
import { failureOf } from '../push-failures.ts';

/** What answers each command; the compiler asks for every one. */
export type Handlers = {
  [Name in CommandName]: (input: CommandInput<Name>) => Promise<CommandAnswer<Name>> | CommandAnswer<Name>;
};

type AnyResult = { ok: true; value: unknown } | { ok: false; failure: Failure };

/**
 * Runs one command from the page. What comes in must fit the command's schema, and so must what goes out: that keeps a
 * secret from leaving in a property that nobody thought of. Never rejects.
 */
export async function dispatch(handlers: Handlers, name: unknown, input: unknown): Promise<AnyResult> {
  if (typeof name !== 'string' || !Object.hasOwn(COMMANDS, name))
    return { ok: false, failure: NOT_UNDERSTOOD };
  const command = COMMANDS[name as CommandName];
  const parsed = command.input.safeParse(input);
  if (!parsed.success) return { ok: false, failure: NOT_UNDERSTOOD };
  try {
    const handler = handlers[name as CommandName] as (input: unknown) => unknown;
    return { ok: true, value: command.answer.parse(await handler(parsed.data)) };
  } catch (error) {
    return { ok: false, failure: tellFailure(error) };
  }
}

/** What went wrong, as a person is told it. */
export function tellFailure(error: unknown): Failure {
  if (!(error instanceof KeychainUnavailable)) return failureOf(error);
  return {
    code: 'keychain.unavailable',
    message: `${error.message} Nothing was sent.`,
    hint: 'Unlock the keychain and try again.',
  };
}

const NOT_UNDERSTOOD: Failure = {
  code: 'call.refused',
  message: 'The window asked for something that this app does not do, so nothing was done.',
  hint: 'Reload the window (View › Reload) and try again.',
};
