import { z } from 'zod';
import {
  COMMANDS,
  type CommandAnswer,
  type CommandInput,
  type CommandName,
  type Result,
  resultSchema,
} from '../../src-main/contract/commands.ts';
import type { PageApi } from '../../src-main/contract/page-api.ts';
import type { Step } from '../../src-main/contract/steps.ts';

declare global {
  interface Window {
    readonly profileUpdater: PageApi;
  }
}

const NO_ANSWER = {
  code: 'page.noAnswer',
  message: 'The app did not answer in a way that its window understands.',
  hint: 'Try it once more. If that does not help, close the app and open it again; nothing is lost.',
};

/** Asks the main process for something. Never rejects: every failure is a value, ready to be shown. */
export async function call<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
): Promise<Result<CommandAnswer<Name>>> {
  try {
    const answer = await window.profileUpdater.call(name, input);
    return resultSchema(COMMANDS[name].answer).parse(answer) as Result<CommandAnswer<Name>>;
  } catch {
    return { ok: false, failure: NO_ANSWER };
  }
}

const offeredFile = resultSchema(z.strictObject({ token: z.string() }));

/** Opens a file that was dropped on the page, of which the page never learns the path. */
export async function openDropped(file: File): Promise<Result<null>> {
  try {
    const offered = offeredFile.parse(await window.profileUpdater.offerFile(file));
    return offered.ok ? await call('openFile', { token: offered.value.token }) : offered;
  } catch {
    return { ok: false, failure: NO_ANSWER };
  }
}

export function goTo(step: Step): void {
  void call('goTo', { step });
}
