import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { SampleChoiceState } from '../../../src-main/contract/sending.ts';
import { keepUnchanged } from '../../state/keep-unchanged.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';

const TYPING_PAUSE = 300;

/** How the sample is chosen: shown as the user makes it, and `settled` once the main process says the same. */
export function useSampleChoice() {
  const choice = useAppState(({ sending }) => sending.choice);
  const { send, busy, failure } = useCommand('chooseSample');
  /** What the user made of it, for as long as the state is behind. */
  const [wanted, setWanted] = useState<SampleChoiceState | null>(null);
  if (wanted !== null && keepUnchanged(choice, wanted) === choice) setWanted(null);
  const shown = wanted ?? choice;

  const tell = async (next: SampleChoiceState) => {
    if (!(await send(next)).ok) setWanted(null);
  };
  const tellSoon = useDebouncedCallback(tell, TYPING_PAUSE);

  return {
    shown,
    settled: wanted === null && !busy,
    failure,
    change(part: Partial<SampleChoiceState>): void {
      // It is in `shown` already.
      tellSoon.cancel();
      setWanted({ ...shown, ...part });
      void tell({ ...shown, ...part });
    },
    typeCount(count: number): void {
      setWanted({ ...shown, count });
      tellSoon({ ...shown, count });
    },
    endTyping: () => tellSoon.flush(),
  };
}

export type SampleChoosing = ReturnType<typeof useSampleChoice>;
