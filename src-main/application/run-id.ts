import { randomBytes } from 'node:crypto';

/** A new run's id. It sorts by time, and tells runs of the same second apart. */
export function newRunId(now: Date): string {
  return `${now.toISOString().slice(0, 19).replaceAll(':', '-')}-${randomBytes(3).toString('hex')}`;
}
