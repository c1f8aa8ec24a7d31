import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { ReviewedColumn } from '../../../src-main/contract/review.ts';
import { reviewText } from '../../../src-main/headless/report-text.ts';
import { reviewed } from '../renderer/states.ts';

/** The review's text of one column alone. */
function textOf(column: Partial<ReviewedColumn>): string {
  const { review } = reviewed({ total: 1, ready: 1 });
  const whole = { header: 'Zip', role: 'unmatched', field: null, note: null, constant: null, summary: null };
  return stripVTControlCharacters(
    reviewText({ ...review, columns: [{ ...whole, ...column } as ReviewedColumn] }),
  );
}

it('says of what a spreadsheet did whether it is undone', () => {
  const excel = [true, false].map((repaired) => ({ kind: 'lostZeros' as const, count: 2, repaired }));
  const summary = {
    ...{ filled: 4, blank: 0, distinct: { count: 4, more: false }, shortest: 4, longest: 4 },
    ...{ adjusted: 2, invalid: 2, problems: [], excel, dates: null },
  };
  const text = textOf({ summary });
  expect(text).toContain('dropped them. 2 values: put back.');
  expect(text).toContain('dropped them. 2 values: cannot be put back.');
});

it('does not say that there is no field of a column’s name where something else keeps it back', () => {
  expect(textOf({})).toContain('not sent: no profile field of that name');
  const disabled = textOf({ note: 'The profile field “Zip” is disabled in Listrak.' });
  expect(disabled).toContain('not sent (The profile field “Zip” is disabled in Listrak.)');
});
