import type { RunSummary } from '../../contract/sending.ts';
import type { UnfinishedRun } from '../../contract/unfinished.ts';
import type { RunProgress } from '../../delivery/run-progress.ts';
import { isOnlyCheckLeft, isUnfinished, restOf } from '../../delivery/run-rest.ts';
import { meansFailure } from '../../listrak/assumptions.ts';
import type { Kept } from '../kept.ts';
import { readProgress } from '../run-journal.ts';

/** Of a run that came to one of these ends nothing is left, so its record need not be read once more. */
const OVER: ReadonlySet<RunSummary['state']> = new Set([
  'finished',
  'finishedWithDifferences',
  'notChecked',
  'sampleSent',
  'nothingToSend',
  'abandoned',
  'beingSent',
]);

/** The unfinished ones of these runs, in their order. Never rejects: a record that cannot be read is told in History. */
export async function listUnfinished(
  kept: Kept,
  runs: readonly RunSummary[],
): Promise<Omit<UnfinishedRun, 'fromBefore'>[]> {
  const unfinished: Omit<UnfinishedRun, 'fromBefore'>[] = [];
  for (const { runId } of runs.filter(({ state }) => !OVER.has(state))) {
    const progress = await readProgress(kept, runId).catch(() => null);
    const told = progress && tell(progress);
    if (told) unfinished.push(told);
  }
  return unfinished;
}

/** Null where nothing is left. */
function tell(progress: RunProgress): Omit<UnfinishedRun, 'fromBefore'> | null {
  const rest = restOf(progress, meansFailure);
  if (!isUnfinished(progress, rest)) return null;
  const { planned, imports, sampleProven } = progress;
  const { done, open, unsent } = rest;
  const rowsOf = (some: readonly { rows: number }[]) => some.reduce((sum, { rows }) => sum + rows, 0);
  return {
    runId: planned.runId,
    started: planned.at,
    file: planned.file.name,
    account: planned.account,
    senderCode: planned.senderCode.code,
    senderCodeId: planned.senderCode.id,
    ready: planned.rows.ready,
    sent: rowsOf(done),
    taken: rowsOf(imports.filter(({ state }) => state === 'taken')),
    mayHaveArrived: rowsOf(open.filter(({ state }) => state === 'mayHaveArrived')),
    failed: rowsOf(open.filter(({ state }) => state === 'over')),
    notSent: unsent && rowsOf(unsent),
    updatesLeft: progress.updatesLeft,
    onlyCheckLeft: isOnlyCheckLeft(progress, rest),
    sampleOpen:
      !sampleProven && imports.some(({ purpose, state }) => purpose === 'sample' && state !== 'notTaken'),
  };
}
