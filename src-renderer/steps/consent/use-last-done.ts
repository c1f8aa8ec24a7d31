import { useState } from 'react';
import type { ReviewState } from '../../../src-main/contract/audience.ts';

export type DoneReview = Extract<ReviewState, { status: 'done' }>;

/**
 * Keeps the last counts on screen while the rows are counted anew, so that nothing jumps at every change.
 * @param of what they are counts of: those of something else are not kept.
 */
export function useLastDone(review: ReviewState, of: number | null): DoneReview | null {
  const [last, setLast] = useState<{ done: DoneReview; of: number | null } | null>(null);
  if (review.status === 'done') {
    if (review !== last?.done || of !== last.of) setLast({ done: review, of });
    return review;
  }
  return last?.of === of ? last.done : null;
}
