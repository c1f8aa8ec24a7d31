import type { ColumnState } from '../../../src-main/contract/audience.ts';
import type { ColumnSummary } from '../../../src-main/contract/column-summary.ts';
import { amount, amountOf } from '../../parts/amount.ts';
import { isSent } from '../../state/step-results.ts';

/** How a column's values fit what it becomes, in a line. */
export interface Fit {
  tone: 'quiet' | 'warn' | 'bad';
  words: string;
}

/** @param summary null while the values are being looked at. */
export function fitOf(column: ColumnState, summary: ColumnSummary | null): Fit {
  if (!summary) return { tone: 'quiet', words: 'Looking at the values…' };
  const { filled, blank, invalid, adjusted, dates } = summary;
  if (filled === 0) return { tone: 'quiet', words: 'Blank in every row' };
  if (!isSent(column)) return { tone: 'quiet', words: `${amount(filled)} filled, ${amount(blank)} blank` };
  if (invalid > 0) {
    const verb = invalid === 1 ? 'does' : 'do';
    const instead = column.role !== 'field' || column.badValue === 'leavesRowOut' ? '' : ', sent as blank';
    const words = `${amount(invalid)} of ${amountOf(filled, 'value')} ${verb} not fit${instead}`;
    return { tone: invalid * 2 > filled ? 'bad' : 'warn', words };
  }
  if (column.role === 'phone' && blank > 0)
    return { tone: 'warn', words: `${amountOf(blank, 'row has', 'rows have')} no phone` };
  if (dates && dates.monthFirst > 0 && dates.dayFirst > 0)
    return { tone: 'warn', words: 'The dates disagree on their order' };
  if (adjusted > 0) return { tone: 'quiet', words: `All values fit, ${amount(adjusted)} of them adjusted` };
  return { tone: 'quiet', words: filled === 1 ? 'The value fits' : `All ${amount(filled)} values fit` };
}

/** Whether the order of a column's dates is a question at all, and the user may answer it. */
export function asksForDateOrder({ dateOrder }: ColumnState, { dates }: ColumnSummary): boolean {
  if (!dates) return false;
  const { monthFirst, dayFirst, either, decided } = dates;
  return dateOrder !== null || (monthFirst > 0 && dayFirst > 0) || (!decided && either > 0);
}
