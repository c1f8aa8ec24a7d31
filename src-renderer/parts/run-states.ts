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

interface RunStateWords {
  tone: 'good' | 'warn' | 'bad' | 'quiet' | 'accent';
  icon: Icon;
  /** In a list. */
  word: string;
  /** Above a report. */
  sentence: string;
}

/** How a run came out, for a person. */
export const RUN_STATE_WORDS: Record<RunSummary['state'], RunStateWords> = {
  finished: {
    tone: 'good',
    icon: IconCircleCheck,
    word: 'Finished',
    sentence: 'Everything that was ready was sent, and nothing that was read back differs.',
  },
  finishedWithDifferences: {
    tone: 'warn',
    icon: IconAlertTriangle,
    word: 'Finished, with differences',
    sentence: 'Everything that was ready was sent, but for some contacts Listrak holds other values.',
  },
  notChecked: {
    tone: 'warn',
    icon: IconHelpCircle,
    word: 'Sent, not checked',
    sentence: 'Everything that was ready was sent, but nothing shows yet that it arrived.',
  },
  sampleSent: {
    tone: 'good',
    icon: IconFlask,
    word: 'Sample matches',
    sentence: 'Only the sample was sent, and nothing that was read back differs.',
  },
  stoppedAfterSample: {
    tone: 'warn',
    icon: IconAlertTriangle,
    word: 'Sample does not match',
    sentence: 'Only the sample was sent: it did not come out as expected.',
  },
  nothingToSend: {
    tone: 'quiet',
    icon: IconHelpCircle,
    word: 'Nothing to send',
    sentence: 'Nothing was sent: no row was ready.',
  },
  importFailed: {
    tone: 'bad',
    icon: IconCircleX,
    word: 'Import failed',
    sentence: 'Listrak ended an import in failure.',
  },
  mayHaveArrived: {
    tone: 'warn',
    icon: IconHelpCircle,
    word: 'May have arrived',
    sentence: 'An import left, but Listrak never answered: it may have arrived.',
  },
  stillRunning: {
    tone: 'warn',
    icon: IconClock,
    word: 'Listrak still works on it',
    sentence: 'Listrak took an import and was still working on it when it was last asked.',
  },
  stopped: {
    tone: 'warn',
    icon: IconHandStop,
    word: 'Stopped',
    sentence: 'Stopped, as you asked.',
  },
  failed: {
    tone: 'bad',
    icon: IconCircleX,
    word: 'Broken off',
    sentence: 'The sending was broken off.',
  },
  abandoned: {
    tone: 'quiet',
    icon: IconHandStop,
    word: 'Left as it was',
    sentence: 'The run was cut off, and you left it as it was.',
  },
  unfinished: {
    tone: 'warn',
    icon: IconHelpCircle,
    word: 'Unfinished',
    sentence: 'The app was closed or broke off during this run, so its record has no end.',
  },
};

/** Its record has no end yet either, as that of a run that broke off. */
const BEING_SENT: RunStateWords = {
  tone: 'accent',
  icon: IconSend,
  word: 'Being sent',
  sentence: 'It is being sent just now.',
};

/** How a run on record came out; `underWay` is the one that is being sent just now, if any. */
export function runWords({ runId, state }: RunSummary, underWay: string | null): RunStateWords {
  return runId === underWay ? BEING_SENT : RUN_STATE_WORDS[state];
}
