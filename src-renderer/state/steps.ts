import type { FileState } from '../../src-main/contract/audience.ts';
import { isComplete } from '../../src-main/contract/consent.ts';
import type { State } from '../../src-main/contract/state.ts';
import { STEPS, type Step } from '../../src-main/contract/steps.ts';
import { amount } from '../parts/amount.ts';
import { asksFirst, wasStopped } from './failure-kinds.ts';
import * as results from './step-results.ts';

/** `stale`: its result is of something that changed since. `trouble`: it needs the user. */
export type Standing = 'locked' | 'open' | 'done' | 'stale' | 'trouble';

export interface StepView {
  standing: Standing;
  /** Its result in a few words, or why it is locked. */
  result: string | null;
}

export const STEP_NAMES: Record<Step, string> = {
  connect: 'Connect',
  load: 'Load',
  map: 'Map',
  consent: 'Consent',
  review: 'Review',
  sample: 'Sample',
  push: 'Push',
  history: 'History',
};

/** How one step stands, as the rail shows it. */
export function viewStep(state: State, step: Step): StepView {
  const lock = lockOf(state, step);
  return lock === null ? VIEWS[step](state) : { standing: 'locked', result: lock };
}

/** Why a step cannot be opened yet, or null when it can. */
export function lockOf(state: State, step: Step): string | null {
  if (step === 'connect' || step === 'load' || step === 'history') return null;
  if (state.connection.status !== 'connected') return 'Connect first';
  if (state.file.status !== 'open') return 'Load a file first';
  if (step === 'map' || step === 'consent') return null;
  if (state.mapping.failure) return 'Finish Map first';
  if (!consentIsGiven(state)) return 'Finish Consent first';
  // Until then the rows are counted without it, or as it was read before.
  if (state.consentFile.status === 'reading') return 'The second file is being read';
  if (step === 'review') return null;
  if (state.review.status !== 'done') return 'Finish Review first';
  if (state.review.review.rows.ready === 0) return 'No row is ready to be sent';
  return state.seen.includes('review') ? null : 'Look through Review first';
}

/** The step after this one; after a push there is nothing but to look back at it. */
export function stepAfter(step: Step): Step | null {
  return STEPS[STEPS.indexOf(step) + 1] ?? null;
}

/** Whether it is settled who says who opted in, be it a column, a second file or the user. */
export function consentIsGiven({ consent, consentFile }: Pick<State, 'consent' | 'consentFile'>): boolean {
  return consent.column !== null || consentFile.status !== 'none' || consent.withoutInformation;
}

/** Whether the second file needs the user: until then nobody is in it, and so nobody counts as opted in. */
export function consentFileWaits({ consentFile }: Pick<State, 'consentFile'>): boolean {
  return (
    consentFile.status === 'failed' || (consentFile.status === 'read' && !isComplete(consentFile.choice))
  );
}

const VIEWS: Record<Step, (state: State) => StepView> = {
  connect: ({ connection }) => {
    const standing = {
      none: 'open',
      connecting: 'open',
      choosing: 'open',
      failed: 'trouble',
      connected: 'done',
    };
    return { standing: standing[connection.status] as Standing, result: results.connectResult(connection) };
  },
  load: ({ file }) => ({ standing: loadStanding(file), result: results.loadResult(file) }),
  map: ({ mapping, seen }) => ({
    standing: mapping.failure ? 'trouble' : seen.includes('map') ? 'done' : 'open',
    result: mapping.failure ? 'Needs you' : results.mapResult(mapping),
  }),
  consent: (state) => ({
    standing: needsConsent(state) ? 'trouble' : state.seen.includes('consent') ? 'done' : 'open',
    result: needsConsent(state)
      ? 'Needs you'
      : state.consentFile.status === 'none'
        ? results.consentResult(state)
        : bothFilesResult(state),
  }),
  review: ({ review, seen }) => {
    const whenDone = seen.includes('review') ? 'done' : 'open';
    const standing = { none: 'open', reading: 'open', stopped: 'stale', failed: 'trouble', done: whenDone };
    return { standing: standing[review.status] as Standing, result: results.reviewResult(review) };
  },
  sample: ({ sending }) => {
    const { active, sample, failure } = sending;
    if (active?.what === 'sample') return { standing: 'open', result: 'Being sent…' };
    if (failure?.what === 'sample') return { standing: 'trouble', result: 'Was not sent' };
    if (!sample) return { standing: 'open', result: null };
    // What came of another file would read as if it were of this one.
    if (!sample.upToDate) return { standing: 'stale', result: 'Send one again' };
    return { standing: sending.proven ? 'done' : 'trouble', result: results.sampleResult(sample.report) };
  },
  push: ({ sending }) => {
    const { active, push, failure } = sending;
    if (active?.what === 'push') return { standing: 'open', result: 'Being sent…' };
    if (failure?.what === 'push') return { standing: 'trouble', result: 'Was not sent' };
    if (!push?.upToDate)
      return { standing: 'open', result: sending.proven ? null : 'Waits for a sample that matches' };
    return {
      standing: push.report.state === 'finished' ? 'done' : 'trouble',
      result: results.pushResult(push.report),
    };
  },
  history: ({ history, unfinished, sending }) => {
    if (sending.active?.what === 'rest') return { standing: 'open', result: 'Being sent…' };
    if (history.failure) return { standing: 'trouble', result: 'Cannot be read' };
    const left = unfinished.runs.filter(({ runId }) => runId !== sending.active?.runId);
    if (left.length > 0) return { standing: 'trouble', result: `${amount(left.length)} not finished` };
    return { standing: 'open', result: results.historyResult(history) };
  },
};

const needsConsent = (state: State) => !consentIsGiven(state) || consentFileWaits(state);

/** What the second file comes to, together with the audience's own column if there is one. */
function bothFilesResult({ consentFile, review }: State): string | null {
  if (consentFile.status === 'reading') return 'Reading…';
  if (review.status !== 'done') return null;
  const { asked, outcome } = review.review.consent;
  return `${amount(outcome.yes)} yes · ${amount(asked - outcome.yes)} not`;
}

function loadStanding(file: FileState): Standing {
  if (file.status === 'open') return 'done';
  if (file.status !== 'failed' || asksFirst(file.failure)) return 'open';
  return wasStopped(file.failure) ? 'stale' : 'trouble';
}
