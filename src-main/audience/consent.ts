import type { Meanings } from '../contract/consent.ts';
import { type Marks, mark } from './marks.ts';
import { isPlaceholder } from './values.ts';

/** Where the file says who opted in. `none`: nowhere, so that another file does, or the user ticked to go on without. */
export type ConsentSource = { kind: 'column'; position: number; meanings: Meanings } | { kind: 'none' };

const NO = mark('consent.no');
const UNKNOWN = mark('consent.unknown');

/**
 * Makes the rule that reads a row's own consent answer: 0 for yes, else the mark that says why not.
 * Blank and unrecognised answers are unknown, and unknown counts as no.
 */
export function consentRule({ yes, no }: Meanings): (cell: string) => Marks {
  const yesAnswers = new Set(yes.map(plainAnswer));
  const noAnswers = new Set(no.map(plainAnswer));
  const known = new Map<string, Marks>();
  return (cell) => {
    let marks = known.get(cell);
    if (marks === undefined) {
      const answer = plainAnswer(cell);
      if (yesAnswers.has(answer) && answer !== '') marks = 0;
      else marks = noAnswers.has(answer) && answer !== '' ? NO : UNKNOWN;
      // Short answers only, and few: a longer cell would keep the whole chunk it was cut from in memory.
      if (cell.length < 13 && known.size < 1000) known.set(cell, marks);
    }
    return marks;
  };
}

/** An answer as answers are compared: trimmed, in lower case, and '' for a placeholder. */
export function plainAnswer(cell: string): string {
  const answer = cell.trim();
  return isPlaceholder(answer) ? '' : answer.toLowerCase();
}
