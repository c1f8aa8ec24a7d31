import { useEffect, useState } from 'react';
import type { CommandAnswer, CommandInput, CommandName, Result } from '../../src-main/contract/commands.ts';
import { call } from '../state/call.ts';

interface Answer<Name extends CommandName> {
  /** Null until the first is here; then the one before stays until there is another. */
  answer: Result<CommandAnswer<Name>> | null;
  /** It is not the answer to what is asked now. */
  outdated: boolean;
}

/** What the main process answers now, asked again whenever `mark` or the input changes. */
export function useAnswer<Name extends CommandName>(
  name: Name,
  input: CommandInput<Name>,
  mark: unknown,
): Answer<Name> {
  const asked = JSON.stringify([input, mark]);
  const [last, setLast] = useState<{ asked: string; answer: Result<CommandAnswer<Name>> } | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `asked` stands for the input and the mark
  useEffect(() => {
    let superseded = false;
    void call(name, input).then((answer) => {
      if (!superseded) setLast({ asked, answer });
    });
    return () => {
      superseded = true;
    };
  }, [name, asked]);
  return { answer: last?.answer ?? null, outdated: last !== null && last.asked !== asked };
}
