import type { UnfinishedRun } from '../../src-main/contract/unfinished.ts';
import { amount, amountOf } from './amount.ts';

type Counts = Pick<
  UnfinishedRun,
  'ready' | 'sent' | 'mayHaveArrived' | 'failed' | 'notSent' | 'sampleOpen' | 'updatesLeft' | 'onlyCheckLeft'
>;

/** What was sent of a run that was cut off, what may have been, and what was not; of several together by their sum. */
export function whatBecame(runs: readonly Counts[]): string {
  const sum = (of: (run: Counts) => number) => runs.reduce((all, run) => all + of(run), 0);
  const ready = sum((run) => run.ready);
  const told = [
    [sum((run) => run.sent), 'sent'],
    [sum((run) => run.mayHaveArrived), 'arrived'],
    [sum((run) => run.failed), 'failed'],
    [sum((run) => run.notSent ?? run.ready), 'not'],
  ] as const;
  const parts = told.filter(([count]) => count > 0);
  const updates = runs.some((run) => run.updatesLeft)
    ? ' Contacts are left that are to be changed one by one.'
    : '';
  const open = runs.some((run) => run.sampleOpen) ? ' Its sample is not known to have come out well.' : '';
  const check = runs.some((run) => run.onlyCheckLeft) ? ' It was not read back yet.' : '';
  const sample = `${open}${updates}${check}`;
  if (parts.length === 0) return sample.trim();
  if (parts.length === 1 && parts[0]![1] === 'not') {
    return `${ready === 1 ? 'Its one row was not sent' : `None of ${amount(ready)} rows was sent`}.${sample}`;
  }
  const [first, ...others] = parts.map(([count, what]) => `${amount(count)} ${WORDS[what](count)}`);
  if (others.length === 0) {
    const all = ready === 1 ? 'Its one row' : `All ${amount(ready)} rows`;
    return `${all} ${WORDS[parts[0]![1]](ready)}.${sample}`;
  }
  const last = others.pop()!;
  return `Of ${amountOf(ready, 'row')}, ${[first, ...others].join(', ')} and ${last}.${sample}`;
}

const was = (count: number) => (count === 1 ? 'was' : 'were');

const WORDS = {
  sent: (count: number) => `${was(count)} sent`,
  arrived: () => 'may have arrived',
  failed: (count: number) => `${was(count)} in imports that Listrak ended in failure`,
  not: (count: number) => `${was(count)} certainly not sent`,
};
