import type { State } from '../../../src-main/contract/state.ts';

/** Why there is no row to make a sample of, or null when there is one. */
export function whyNoSample({ review, sending: { choice, sampleRows } }: State): string | null {
  if (review.status === 'reading')
    return 'The file is being reviewed; only then it is known which rows are ready.';
  if (review.status !== 'done') return 'The file was not reviewed, so it is not known which rows are ready.';
  if (review.review.rows.ready === 0)
    return 'No row is ready to be sent, so there is no sample. Review says why.';
  if (sampleRows > 0) return null;
  return choice.rows.length === 0
    ? 'Open rows in Review and add them to the sample.'
    : 'None of the rows you chose is ready any more. Choose others in Review.';
}
