import type { ImportPart } from './import-parts.ts';
import type { ImportProgress, RunProgress } from './run-progress.ts';

/** What became of one import of everything, and of what was not sent. */
export interface RunRest {
  /** Imports that Listrak took. */
  done: ImportProgress[];
  /** Imports that may have arrived, or that Listrak ended in failure: sent again only by the user's word. */
  open: ImportProgress[];
  /** What is yet to be sent, by the parts that were planned; null where nothing was planned yet, so that it is everything. */
  unsent: ImportPart[] | null;
}

/** @param failed whether the word with which Listrak ended an import speaks of failure. */
export function restOf({ imports, parts }: RunProgress, failed: (status: string) => boolean): RunRest {
  const pushed = imports.filter(({ purpose }) => purpose === 'push');
  const isOpen = ({ state, status }: ImportProgress) =>
    state === 'mayHaveArrived' || (state === 'over' && failed(status));
  const isDone = (one: ImportProgress) => !isOpen(one) && one.state !== 'notTaken';
  const known = new Set(pushed.filter((one) => isOpen(one) || isDone(one)).map(({ part }) => part));
  return {
    done: pushed.filter(isDone),
    open: pushed.filter(isOpen),
    unsent: parts?.filter((_part, place) => !known.has(place)) ?? null,
  };
}

/** Whether there is anything in a run that was begun which the user may want to finish. */
export function isUnfinished(progress: RunProgress, { open, unsent }: RunRest): boolean {
  if (progress.ended?.state === 'abandoned') return false;
  if (progress.planned.scope === 'sample' || progress.planned.rows.ready === 0) return false;
  if (open.length > 0 || progress.imports.some(({ state }) => state === 'taken')) return true;
  if (unsent === null) return progress.ended?.state !== 'stoppedAfterSample';
  return progress.updatesLeft || unsent.length > 0 || isCheckLeft(progress);
}

/** Whether the run was cut off after all was sent, before some of it was read back. */
function isCheckLeft({ planned, check, ended }: RunProgress): boolean {
  // An older record does not tell how to come to the same rows again.
  return planned.plan !== null && check === null && (ended === null || ended.state === 'stillRunning');
}

/** Whether nothing is left of an unfinished run but to read some of it back. */
export function isOnlyCheckLeft(progress: RunProgress, rest: RunRest): boolean {
  const { open, unsent } = rest;
  const isOver = !progress.imports.some(({ state }) => state === 'taken') && !progress.updatesLeft;
  return isOver && open.length === 0 && unsent?.length === 0 && isUnfinished(progress, rest);
}
