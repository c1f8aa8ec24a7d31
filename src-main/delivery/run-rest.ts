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
  return unsent === null ? progress.ended?.state !== 'stoppedAfterSample' : unsent.length > 0;
}
