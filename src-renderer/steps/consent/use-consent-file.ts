import { useRef, useState } from 'react';
import type { ConsentFileChoice, ConsentFileState } from '../../../src-main/contract/consent.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';

export type ReadFile = Extract<ConsentFileState, { status: 'read' }>;

/**
 * The second file as it is shown, and the way to read it otherwise. While that is done, what was read before stays, with
 * what was chosen since.
 */
export function useConsentFile() {
  const file = useAppState((state) => state.consentFile);
  const [last, setLast] = useState<ReadFile | null>(null);
  const [asked, setAsked] = useState<{ choice: ConsentFileChoice; over: boolean } | null>(null);
  const turn = useRef(0);
  const { send, failure } = useCommand('changeConsentFile');
  if (file.status === 'read' && file !== last) setLast(file);
  if ((file.status === 'none' || file.status === 'failed') && last) setLast(null);
  if (asked?.over && file.status !== 'reading') setAsked(null);

  const read =
    file.status === 'read' ? file : file.status === 'reading' && last?.name === file.name ? last : null;
  const shown = read && asked ? { ...read, choice: asked.choice } : read;

  /** Each change is one more of what was chosen before, though that may not be read yet. */
  const change = async (part: Partial<ConsentFileChoice>) => {
    if (!shown) return;
    const choice = { ...shown.choice, ...part };
    const mine = ++turn.current;
    setAsked({ choice, over: false });
    await send(choice);
    if (mine === turn.current) setAsked({ choice, over: true });
  };
  return { file, shown, change: (part: Partial<ConsentFileChoice>) => void change(part), failure };
}
