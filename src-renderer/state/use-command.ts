import { useState } from 'react';
import type { CommandAnswer, CommandInput, CommandName, Result } from '../../src-main/contract/commands.ts';
import type { Failure } from '../../src-main/contract/failure.ts';
import { call } from './call.ts';

/** One command with what a component shows of it: whether it is under way, and how it failed the last time. */
export function useCommand<Name extends CommandName>(name: Name) {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);

  async function send(input: CommandInput<Name>): Promise<Result<CommandAnswer<Name>>> {
    setBusy(true);
    setFailure(null);
    const result = await call(name, input);
    setBusy(false);
    if (!result.ok) setFailure(result.failure);
    return result;
  }

  return { send, busy, failure };
}
