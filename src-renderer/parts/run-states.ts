import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconClock,
  IconFlask,
  IconHandStop,
  IconHelpCircle,
  IconSend,
} from '@tabler/icons-react';
import type { RunSummary } from '../../src-main/contract/sending.ts';
import { RUN_STATE_WORDS } from '../../src-main/contract/words.ts';

interface Sign {
  tone: 'good' | 'warn' | 'bad' | 'quiet' | 'accent';
  icon: Icon;
}

const SIGNS: Record<RunSummary['state'], Sign> = {
  finished: { tone: 'good', icon: IconCircleCheck },
  finishedWithDifferences: { tone: 'warn', icon: IconAlertTriangle },
  notChecked: { tone: 'warn', icon: IconHelpCircle },
  sampleSent: { tone: 'good', icon: IconFlask },
  stoppedAfterSample: { tone: 'warn', icon: IconAlertTriangle },
  nothingToSend: { tone: 'quiet', icon: IconHelpCircle },
  importFailed: { tone: 'bad', icon: IconCircleX },
  mayHaveArrived: { tone: 'warn', icon: IconHelpCircle },
  stillRunning: { tone: 'warn', icon: IconClock },
  stopped: { tone: 'warn', icon: IconHandStop },
  failed: { tone: 'bad', icon: IconCircleX },
  abandoned: { tone: 'quiet', icon: IconHandStop },
  unfinished: { tone: 'warn', icon: IconHelpCircle },
  beingSent: { tone: 'accent', icon: IconSend },
};

/** How a run came out, for a person. */
export const stateWords = (state: RunSummary['state']) => ({ ...SIGNS[state], ...RUN_STATE_WORDS[state] });

/** How a run on record came out; `underWay` is the one that is being sent just now, if any. */
export function runWords({ runId, state }: RunSummary, underWay: string | null) {
  // Its record has no end yet either, as that of a run that broke off.
  return stateWords(runId === underWay ? 'beingSent' : state);
}
