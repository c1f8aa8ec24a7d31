import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ListrakError } from '../../../src-main/listrak/listrak-error.ts';
import { type RetryPolicy, type Wait, waitAfter, withRetry } from '../../../src-main/listrak/retry.ts';

const policies = fc
  .record({
    attempts: fc.integer({ min: 1, max: 10 }),
    firstWaitMs: fc.integer({ min: 1, max: 10_000 }),
    more: fc.nat({ max: 60_000 }),
  })
  .map(
    ({ attempts, firstWaitMs, more }): RetryPolicy => ({
      attempts,
      firstWaitMs,
      longestWaitMs: firstWaitMs + more,
    }),
  );
const attempts = fc.integer({ min: 1, max: 2000 });
const randoms = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });

const AT_ONCE: RetryPolicy = { attempts: 4, firstWaitMs: 0, longestWaitMs: 0 };

function passing(facts: ConstructorParameters<typeof ListrakError>[1] = {}): ListrakError {
  return new ListrakError(
    { code: 'http.503', message: 'Busy.', hint: 'Wait.' },
    { transient: true, ...facts },
  );
}

describe('the wait after a failed attempt', () => {
  it('is between half of the doubled first wait and all of it, and never over the cap', () => {
    fc.assert(
      fc.property(attempts, policies, randoms, (attempt, policy, random) => {
        const full = Math.min(policy.firstWaitMs * 2 ** (attempt - 1), policy.longestWaitMs);
        const wait = waitAfter(attempt, null, policy, random);
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(Math.floor(full / 2));
        expect(wait).toBeLessThanOrEqual(full);
      }),
    );
  });

  it('never gets shorter from one attempt to the next with the same luck', () => {
    fc.assert(
      fc.property(attempts, policies, randoms, (attempt, policy, random) => {
        expect(waitAfter(attempt + 1, null, policy, random)).toBeGreaterThanOrEqual(
          waitAfter(attempt, null, policy, random),
        );
      }),
    );
  });

  it('doubles from the first wait on while it is under the cap', () => {
    const policy = { attempts: 9, firstWaitMs: 100, longestWaitMs: 1000 };
    expect([1, 2, 3, 4, 5, 6].map((attempt) => waitAfter(attempt, null, policy, 0))).toEqual([
      100, 200, 400, 800, 1000, 1000,
    ]);
  });

  it('is what the server asked for, whatever the luck and the attempt, but at most the cap', () => {
    fc.assert(
      fc.property(attempts, fc.nat({ max: 200_000 }), policies, randoms, (attempt, asked, policy, random) => {
        expect(waitAfter(attempt, asked, policy, random)).toBe(Math.min(asked, policy.longestWaitMs));
      }),
    );
  });
});

describe('repeating', () => {
  it('tries until it succeeds, at most as often as the policy says, and tells of every wait between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 8 }), fc.integer({ min: 1, max: 6 }), async (failures, most) => {
        let calls = 0;
        const waits: Wait[] = [];
        const result = await withRetry(
          async () => {
            calls++;
            if (calls <= failures) throw passing();
            return 'answer';
          },
          { ...AT_ONCE, attempts: most },
          { onWait: (wait) => waits.push(wait) },
        ).catch((error: unknown) => error);
        expect(calls).toBe(Math.min(failures + 1, most));
        if (failures < most) expect(result).toBe('answer');
        else expect(result).toMatchObject({ code: 'http.503' });
        expect(waits).toEqual(
          Array.from({ length: calls - 1 }, (_, place) => ({
            ...{ attempt: place + 1, waitMs: 0, why: 'Busy.' },
            ...{ tryNow: expect.any(Function), over: expect.any(Promise) },
          })),
        );
      }),
      { numRuns: 40 },
    );
  });

  it.each([
    ['what may have taken effect', passing({ mayHaveTakenEffect: true })],
    ['what fails for a lasting reason', passing({ transient: false })],
    ['an error that is not about Listrak', new Error('The disk is full.')],
  ])('does not repeat %s', async (_what, error) => {
    let calls = 0;
    const attempt = async () => {
      calls++;
      throw error;
    };
    await expect(withRetry(attempt, AT_ONCE)).rejects.toBe(error);
    expect(calls).toBe(1);
  });

  describe('during a long wait', () => {
    const SLOW = { attempts: 3, firstWaitMs: 60_000, longestWaitMs: 60_000 };

    /** Fails always, and does this in every wait. @returns how often it was tried, and what became of the waits. */
    async function failing(inWait: (wait: Wait) => void, signal?: AbortSignal) {
      let calls = 0;
      const waits: Promise<void>[] = [];
      const began = performance.now();
      const attempt = async () => {
        calls++;
        throw passing();
      };
      const onWait = (wait: Wait) => {
        waits.push(wait.over);
        setTimeout(() => inWait(wait), 5);
      };
      const error = await withRetry(attempt, SLOW, { signal, onWait }).catch((reason: unknown) => reason);
      await Promise.all(waits);
      expect(performance.now() - began).toBeLessThan(5000);
      return { calls, waits: waits.length, error };
    }

    it('ends at once when it is stopped', async () => {
      const stop = new AbortController();
      const error = { name: 'AbortError' };
      expect(await failing(() => stop.abort(), stop.signal)).toMatchObject({ calls: 1, waits: 1, error });
    });

    it('tries at once when that is asked for, and no more often than otherwise', async () => {
      const error = { code: 'http.503' };
      expect(await failing(({ tryNow }) => tryNow())).toMatchObject({ calls: 3, waits: 2, error });
    });

    it('ends, and tries nothing more, when it is stopped as well', async () => {
      const stop = new AbortController();
      const both = ({ tryNow }: Wait) => {
        tryNow();
        stop.abort();
      };
      expect(await failing(both, stop.signal)).toMatchObject({ calls: 1, error: { name: 'AbortError' } });
    });
  });

  it('does not even begin when it is stopped already', async () => {
    let calls = 0;
    const attempt = async () => ++calls;
    await expect(withRetry(attempt, AT_ONCE, { signal: AbortSignal.abort() })).rejects.toThrow();
    expect(calls).toBe(0);
  });
});
