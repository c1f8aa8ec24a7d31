import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exampleRowsOf } from '../../../src-main/audience/example-rows.ts';
import { type MarkCode, mark, outcomeOf } from '../../../src-main/audience/marks.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';
import type { Outcome } from '../../../src-main/contract/outcome.ts';

/** @param rows the codes of each row, parted by spaces; '' for a row without any. */
function indexOf(rows: readonly string[]): RowIndex {
  const index = new RowIndex(2);
  rows.forEach((codes, row) => {
    const marks = codes.split(' ').filter(Boolean) as MarkCode[];
    index.add(
      row * 10,
      12015550100 + row,
      marks.reduce((all, code) => (all | mark(code)) >>> 0, 0),
    );
  });
  return index;
}

describe('the rows that show what would be sent', () => {
  it('are the first ready ones where there are enough', () => {
    const index = indexOf(['consent.no', '', 'email.invalid', 'number.rounded', '']);
    expect(exampleRowsOf(index, 2)).toEqual([1, 3]);
    expect(exampleRowsOf(index, 3)).toEqual([1, 3, 4]);
  });

  it('else such as are left out for another reason, then such as have a bad value, none that is malformed', () => {
    const rows = ['email.invalid', 'row.tooManyCells', 'consent.no', '', 'date.future', 'duplicate.phone'];
    const index = indexOf(rows);
    expect(exampleRowsOf(index, 1)).toEqual([3]);
    expect(exampleRowsOf(index, 2)).toEqual([2, 3]);
    expect(exampleRowsOf(index, 3)).toEqual([2, 3, 5]);
    expect(exampleRowsOf(index, 4)).toEqual([0, 2, 3, 5]);
    expect(exampleRowsOf(index, 9)).toEqual([0, 2, 3, 4, 5]);
  });

  it('a row that did not opt in and has a bad value comes last as well', () => {
    const index = indexOf(['consent.no email.invalid', 'consent.unknown', 'row.tooLong consent.no']);
    expect(exampleRowsOf(index, 1)).toEqual([1]);
    expect(exampleRowsOf(index, 9)).toEqual([0, 1]);
  });

  it('are none where none is asked for, or none is there', () => {
    expect(exampleRowsOf(indexOf(['', '']), 0)).toEqual([]);
    expect(exampleRowsOf(indexOf([]), 5)).toEqual([]);
    expect(exampleRowsOf(indexOf(['row.unclosedQuote']), 5)).toEqual([]);
  });

  it('rise, and no row that is left out stands for a better one', () => {
    const kind = fc.constantFrom('', 'phone.repaired', 'consent.no', 'number.invalid', 'row.tooLong');
    fc.assert(
      fc.property(fc.array(kind, { maxLength: 30 }), fc.nat({ max: 10 }), (rows, count) => {
        const index = indexOf(rows);
        const shown = exampleRowsOf(index, count);
        const outcome = (row: number) => outcomeOf(index.marks(row));
        const rank: Record<Outcome, number> = {
          ready: 0,
          notOptedIn: 1,
          duplicate: 1,
          invalid: 2,
          malformed: 3,
        };
        // Worse ones come later, and of the same kind those further down.
        const order = rows
          .map((_, row) => row)
          .filter((row) => outcome(row) !== 'malformed')
          .sort((one, other) => rank[outcome(one)] - rank[outcome(other)] || one - other);
        expect(shown).toEqual(order.slice(0, count).sort((one, other) => one - other));
      }),
    );
  });
});
