import { expect, it } from 'vitest';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import type { ColumnSummary } from '../../../src-main/contract/column-summary.ts';
import { fitOf } from '../../../src-renderer/steps/map/fit.ts';

const summary = { filled: 10, blank: 0, invalid: 3, adjusted: 0, dates: null } as unknown as ColumnSummary;
const column = (part: Partial<ColumnState>) =>
  ({ role: 'field', badValue: 'leavesRowOut', ...part }) as unknown as ColumnState;

it.each<[string, Partial<ColumnState>, string]>([
  ['do not fit', {}, '3 of 10 values do not fit'],
  ['do not fit and are sent as blank', { badValue: 'sentBlank' }, '3 of 10 values do not fit, sent as blank'],
  // A row without a phone is left out whatever was chosen.
  ['are no phones', { role: 'phone', badValue: 'sentBlank' }, '3 of 10 values do not fit'],
])('says of values that they %s', (_, part, words) => {
  expect(fitOf(column(part), summary)).toEqual({ tone: 'warn', words });
});
