import { type ConsentAnswer, type Meanings, USUAL_MEANINGS } from '../../../src-main/contract/consent.ts';

export type Means = ConsentAnswer['means'];

/** What an answer means now, which may be newer than the last count. */
export function meansNow(shown: string, meanings: Meanings | null): Means {
  const { yes, no } = meanings ?? USUAL_MEANINGS;
  const isIn = (answers: readonly string[]) => answers.some((answer) => same(answer, shown));
  // No answer is no consent, whatever anybody says.
  if (shown === '') return 'unknown';
  if (isIn(yes)) return 'yes';
  return isIn(no) ? 'no' : 'unknown';
}

/** The meanings with one answer's changed. */
export function withMeaning(meanings: Meanings | null, shown: string, means: Means): Meanings {
  const { yes, no } = meanings ?? USUAL_MEANINGS;
  const without = (answers: readonly string[]) => answers.filter((answer) => !same(answer, shown));
  return {
    yes: means === 'yes' ? [...without(yes), shown] : without(yes),
    no: means === 'no' ? [...without(no), shown] : without(no),
  };
}

function same(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
