import { describe, expect, it } from 'vitest';
import { type OptedOutPhones, withOptOuts } from '../../../src-main/audience/opted-out.ts';
import { reviewedRow } from '../../../src-main/audience/reviewed-row.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';
import { settle } from '../../../src-main/audience/settle.ts';

const OPTED_OUT: OptedOutPhones = {
  phones: Float64Array.of(17175550109, 17175550101, 17175550102),
  dates: Float64Array.of(0, Date.parse('2026-05-03T10:00:00Z'), Number.NaN),
  reasons: Uint16Array.of(1, 1, 0),
  reasonTexts: ['', 'Campaign'],
  readAt: '2026-06-15T00:00:00.000Z',
};

function pageOf(...phones: number[]) {
  const index = new RowIndex(2);
  phones.forEach((phone, row) => {
    index.add(row, phone, 0);
  });
  settle(index, { keep: 'first', optedOut: new Set(OPTED_OUT.phones) });
  const rows = phones.map((_phone, row) => reviewedRow(row, index, [], null, [], { writePhone: String }));
  return { index, rows };
}

describe('rows of those who are opted out in Listrak', () => {
  it('say when and why, as far as Listrak does', () => {
    const { index, rows } = pageOf(17175550103, 17175550102, 17175550101);
    expect(withOptOuts(rows, index, OPTED_OUT).map(({ optedOut }) => optedOut)).toEqual([
      undefined,
      { at: null, why: '' },
      { at: '2026-05-03T10:00:00.000Z', why: 'Campaign' },
    ]);
  });

  it('say nothing more while Listrak was not asked', () => {
    const { index, rows } = pageOf(17175550101);
    expect(withOptOuts(rows, index, null)).toEqual(rows);
  });
});
