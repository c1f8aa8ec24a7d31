/** How long to wait before looking again, in milliseconds: soon at first, then less and less often. */
export interface Pace {
  firstWaitMs: number;
  longestWaitMs: number;
  /** When to stop looking, counted from the first look. */
  patienceMs: number;
}

/** Listrak's import of a large file takes a while; nobody gains by asking every second. */
export const FOLLOWING: Pace = { firstWaitMs: 500, longestWaitMs: 15_000, patienceMs: 4 * 3_600_000 };

/** Values may show some time after an import is over. */
export const CHECKING: Pace = { firstWaitMs: 1_000, longestWaitMs: 10_000, patienceMs: 60_000 };

/** The wait after the given look (1 is the first), or null when patience is at its end. */
export function nextWait(look: number, elapsedMs: number, pace: Pace): number | null {
  const wait = Math.min(pace.firstWaitMs * 1.5 ** (look - 1), pace.longestWaitMs);
  return elapsedMs + wait > pace.patienceMs ? null : Math.round(wait);
}
