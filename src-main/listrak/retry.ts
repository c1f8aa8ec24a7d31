import { setTimeout as sleep } from 'node:timers/promises';
import { ListrakError } from './listrak-error.ts';

/** How patiently a request is repeated. Times in milliseconds. */
export interface RetryPolicy {
  attempts: number;
  firstWaitMs: number;
  longestWaitMs: number;
}

export const PATIENT: RetryPolicy = { attempts: 6, firstWaitMs: 1000, longestWaitMs: 30_000 };

/** For a call that is part of something that is repeated as a whole. */
export const ONCE: RetryPolicy = { attempts: 1, firstWaitMs: 0, longestWaitMs: 0 };

/** For the first call, where somebody waits to hear whether the account works at all. */
export const BRISK: RetryPolicy = { attempts: 3, firstWaitMs: 500, longestWaitMs: 2000 };

/** Told before each wait, so that the user sees what is happening. */
export interface Wait {
  attempt: number;
  waitMs: number;
  why: string;
  /** Ends the wait; what follows counts as the next attempt, like any other. */
  tryNow(): void;
  /** Resolves when the wait is over, however it ended. */
  over: Promise<void>;
}

/**
 * How long to wait after the given failed attempt (1 is the first): doubling, capped, and shortened by up to half
 * at random so that many clients do not return together. What the server asks for comes first, under the cap.
 * @param random in [0, 1).
 */
export function waitAfter(
  attempt: number,
  retryAfterMs: number | null,
  policy: RetryPolicy,
  random: number,
): number {
  if (retryAfterMs !== null) return Math.min(retryAfterMs, policy.longestWaitMs);
  const full = Math.min(policy.firstWaitMs * 2 ** (attempt - 1), policy.longestWaitMs);
  return Math.round(full * (1 - random / 2));
}

/** Repeats what failed for a passing reason and certainly had no effect. */
export async function withRetry<Answer>(
  attempt: () => Promise<Answer>,
  policy: RetryPolicy,
  options: { signal?: AbortSignal | undefined; onWait?: ((wait: Wait) => void) | undefined } = {},
): Promise<Answer> {
  for (let count = 1; ; count++) {
    options.signal?.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      const again = error instanceof ListrakError && error.transient && !error.mayHaveTakenEffect;
      if (!again || count >= policy.attempts) throw error;
      const waitMs = waitAfter(count, error.retryAfterMs, policy, Math.random());
      const now = new AbortController();
      const ends = options.signal ? AbortSignal.any([options.signal, now.signal]) : now.signal;
      // Whether it was stopped is asked before the next attempt.
      const over = sleep(waitMs, undefined, { signal: ends }).catch(() => {});
      options.onWait?.({ attempt: count, waitMs, why: error.message, tryNow: () => now.abort(), over });
      await over;
    }
  }
}
