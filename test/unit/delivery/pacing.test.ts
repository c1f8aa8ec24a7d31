import { describe, expect, it } from 'vitest';
import { CHECKING, FOLLOWING, nextWait, type Pace } from '../../../src-main/delivery/pacing.ts';

function waits(pace: Pace): number[] {
  const found: number[] = [];
  for (let elapsed = 0; ; ) {
    const wait = nextWait(found.length + 1, elapsed, pace);
    if (wait === null) return found;
    found.push(wait);
    elapsed += wait;
  }
}

describe.each([
  ['following an import', FOLLOWING],
  ['checking its values', CHECKING],
])('%s', (_what, pace) => {
  const all = waits(pace);

  it('looks soon at first, then less and less often, up to the longest wait', () => {
    expect(all[0]).toBe(pace.firstWaitMs);
    for (let look = 1; look < all.length; look++) expect(all[look]).toBeGreaterThanOrEqual(all[look - 1]!);
    expect(all[1]).toBeGreaterThan(all[0]!);
    expect(all.at(-1)).toBe(pace.longestWaitMs);
  });

  it('never looks after patience is at its end, nor gives up long before', () => {
    const total = all.reduce((sum, wait) => sum + wait, 0);
    expect(total).toBeLessThanOrEqual(pace.patienceMs);
    expect(total).toBeGreaterThan(pace.patienceMs - 2 * pace.longestWaitMs);
  });
});

describe('nextWait', () => {
  const pace = { firstWaitMs: 100, longestWaitMs: 150, patienceMs: 1000 };
  it.each([
    [1, 0, 100],
    [2, 0, 150],
    [9, 0, 150],
    [5000, 0, 150],
    [2, 850, 150],
    [2, 851, null],
  ])('after look %d and %d ms: %s', (look, elapsed, wait) => {
    expect(nextWait(look, elapsed, pace)).toBe(wait);
  });
});
