import { stripVTControlCharacters } from 'node:util';
import { expect, it } from 'vitest';
import type { ReviewedColumn } from '../../../src-main/contract/review.ts';
import { reviewText } from '../../../src-main/headless/report-text.ts';
import { reviewed } from '../renderer/states.ts';

/** The review's text of one column alone. */
function textOf(column: Partial<ReviewedColumn>, advice: ReadonlyMap<number, string> = new Map()): string {
  const { review } = reviewed({ total: 1, ready: 1 });
  const whole = { header: 'Zip', role: 'unmatched', field: null, note: null, constant: null, summary: null };
  return stripVTControlCharacters(
    reviewText({ ...review, columns: [{ ...whole, ...column } as ReviewedColumn] }, advice),
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

it('asks under a column that is matched to nothing what it may be meant for', () => {
  const text = textOf({}, new Map([[0, 'Is it Postal Code (--map "Zip=Postal Code")?']]));
  expect(text).toMatch(/Zip +not sent: no profile field of that name\n +Is it Postal Code \(/);
});
