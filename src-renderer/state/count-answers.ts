import type { ReviewState } from '../../src-main/contract/audience.ts';
import type { ConsentAnswer } from '../../src-main/contract/consent.ts';

type Done = Extract<ReviewState, { status: 'done' }>;

/** How many rows say yes, no, or neither. The rarest answers, which are not listed, count as neither. */
export function countAnswers({ answers, otherAnswers }: Pick<Done, 'answers' | 'otherAnswers'>) {
  const rowsThat = (mean: ConsentAnswer['means']) =>
    answers.reduce((sum, { means, count }) => sum + (means === mean ? count : 0), 0);
  return { yes: rowsThat('yes'), no: rowsThat('no'), unknown: rowsThat('unknown') + otherAnswers };
}
