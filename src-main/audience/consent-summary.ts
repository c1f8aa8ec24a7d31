import type { ConsentAnswer, ConsentSummary } from '../contract/consent.ts';
import { answerOf, isConflicting, NOT_THERE } from './consent-table.ts';
import { MALFORMED, mark } from './marks.ts';
import type { RowIndex } from './row-index.ts';

const NO = mark('consent.no');
const UNKNOWN = mark('consent.unknown');
const CONFLICT = mark('consent.conflict');
const OPTED_OUT = mark('consent.optedOutInListrak');

/** Counts what the consent file says of the audience's rows. */
export class ConsentFileTally {
  readonly counts = { yes: 0, no: 0, unknown: 0, notThere: 0, conflicting: 0 };

  /** @param says what it says of the row's person, as `ConsentTable` has it. */
  add(says: number): void {
    const { counts } = this;
    const answer = answerOf(says);
    if (answer === 0) counts.yes++;
    else if (answer & NO) counts.no++;
    else counts.unknown++;
    if (says === NOT_THERE) counts.notThere++;
    else if (isConflicting(says)) counts.conflicting++;
  }
}

/** What a column's answers come to; the rarest, which are not listed, are unknown. */
export function answerCounts({
  answers,
  otherAnswers,
}: {
  answers: readonly ConsentAnswer[];
  otherAnswers: number;
}): { yes: number; no: number; unknown: number } {
  const counts = { yes: 0, no: 0, unknown: otherAnswers };
  for (const { means, count } of answers) counts[means] += count;
  return counts;
}

/** How many rows were asked for their consent: all that are not malformed. */
export function askedRows(index: RowIndex): number {
  let asked = 0;
  for (let row = 0; row < index.length; row++) if (!(index.marks(row) & MALFORMED)) asked++;
  return asked;
}

/**
 * What a settled index's rows come to, each counted once, malformed ones not at all.
 * @param byPhone whether the phone is asked for in a consent file, so that nothing is known of a row without one.
 */
export function consentOutcome(index: RowIndex, byPhone: boolean): ConsentSummary['outcome'] {
  const outcome = { yes: 0, no: 0, unknown: 0, conflicting: 0, optedOutInListrak: 0 };
  for (let row = 0; row < index.length; row++) {
    const marks = index.marks(row);
    if (marks & MALFORMED) continue;
    if (marks & OPTED_OUT) outcome.optedOutInListrak++;
    else if (marks & NO) outcome.no++;
    else if (marks & UNKNOWN || (byPhone && index.phone(row) === 0)) outcome.unknown++;
    else if (marks & CONFLICT) outcome.conflicting++;
    else outcome.yes++;
  }
  return outcome;
}
