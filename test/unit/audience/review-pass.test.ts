import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeColumns, ReviewPass, summarise } from '../../../src-main/audience/review-pass.ts';
import { codesOf, field, reviewText } from './review-text.ts';

const FIELDS = [field('Email Address', 'Text', { maxLength: 100 }), field('Points', 'Number')];
const AUDIENCE = [
  'Phone,SMS Opted In,Email,Points',
  '7175550101,yes,ann@example.com,1',
  '7175550102,no,bo@example.com,2',
  '"7175550103,yes,cy@example.com,3',
  '',
  '7175550104,yes,dee,x',
  '7175550101,yes,ann@example.com,1.005',
  '7175550105,yes,"é\n@example.com",4',
  '7175550106,yes,fay@example.com,2.999',
  '7175550107,yes,gil@example.com',
  '7175550108,yes,hal@example.com,5,6',
  '',
].join('\n');

describe('a review', () => {
  it('counts every row once, its reasons, and where they stand in a spreadsheet', () => {
    const { index } = reviewText(AUDIENCE.replace('"é\n@', '"é@'), FIELDS);
    expect(summarise(index)).toEqual({
      rows: { total: 9, ready: 3, notOptedIn: 1, invalid: 2, duplicate: 1, malformed: 2, adjusted: 1 },
      reasons: [
        { code: 'email.invalid', count: 2, rows: [6, 8] },
        { code: 'consent.no', count: 1, rows: [3] },
        { code: 'duplicate.phone', count: 1, rows: [7] },
        { code: 'number.invalid', count: 1, rows: [6] },
        { code: 'row.tooManyCells', count: 1, rows: [11] },
        { code: 'row.unclosedQuote', count: 1, rows: [4] },
      ],
      notes: [
        { code: 'number.rounded', count: 1, rows: [9] },
        { code: 'row.missingCells', count: 1, rows: [10] },
      ],
    });
  });

  it('names the first five rows of a reason, and counts them all', () => {
    const text = `Phone\n${'x\n'.repeat(8)}`;
    expect(summarise(reviewText(text, FIELDS).index).reasons).toEqual([
      { code: 'phone.invalid', count: 8, rows: [2, 3, 4, 5, 6] },
    ]);
  });

  it.each([
    ['with a value too many', '7175550101,Ann,no,extra'],
    ['with a value too many, which has moved the no', '7175550101,Ann,Lee,no'],
    ['with a quote that never closes', '7175550101,"Ann,no'],
    ['with a quoted phone and a quote that never closes', '"7175550101","Ann,no'],
  ])('a no in a row %s counts for all rows of its phone', (_what, malformed) => {
    const text = `Phone,Name,SMS Opted In\n7175550101,Ann,yes\n${malformed}\n`;
    const { index } = reviewText(text, FIELDS);
    expect(summarise(index)).toMatchObject({
      rows: { ready: 0, notOptedIn: 1, malformed: 1 },
      reasons: [{ code: 'consent.conflict', rows: [2] }, expect.anything()],
    });
  });

  it('a malformed row that says nothing plain takes nobody else out', () => {
    const text = 'Phone,Name,SMS Opted In\n7175550101,Ann,yes\n7175550101,"Ann\n';
    expect(summarise(reviewText(text, FIELDS).index).rows).toMatchObject({ ready: 1, malformed: 1 });
  });

  it('counts blank lines between the header and the first row', () => {
    const { index } = reviewText('Phone\n\n\n7175550101\n', FIELDS);
    expect(index.fileRow(0)).toBe(4);
  });

  it('comes out the same whatever the pieces the file is read in', () => {
    const { bytes, head, plan, assumed, index } = reviewText(AUDIENCE, FIELDS);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }), (sizes) => {
        const pass = new ReviewPass(head, plan, assumed);
        for (let at = head.firstRow, turn = 0; at < bytes.length; turn++) {
          const size = sizes[turn % sizes.length]!;
          pass.push(Buffer.from(bytes.slice(at, at + size), 'latin1'));
          at += size;
        }
        pass.end();
        const rows = (one: typeof index) =>
          Array.from({ length: one.length }, (_, row) => [
            one.offset(row),
            one.phone(row),
            one.fileRow(row),
            // The whole review is settled already, the one in pieces is not.
            codesOf(one.marks(row)).filter((code) => code !== 'duplicate.phone'),
          ]);
        expect(rows(pass.index)).toEqual(rows(index));
      }),
    );
  });

  it('knows each row’s first byte', () => {
    const { bytes, index } = reviewText('\ufeffPhone,Points\r\né,1\r\n\r\n7175550101,2\r\n', FIELDS);
    expect(bytes.slice(index.offset(0), index.offset(0) + 4)).toBe('\xc3\xa9,1');
    expect(bytes.slice(index.offset(1), index.offset(1) + 5)).toBe('71755');
  });
});

describe('describeColumns', () => {
  it('ignores a column with neither name nor value without a word, and shows one with values', () => {
    const text = 'Phone,,Points,\n7175550101,x,1,\n7175550102,,2, \n';
    const { plan, head, pass } = reviewText(text, FIELDS);
    const described = describeColumns(plan.columns, head.header, pass);
    expect(described.map(({ summary: _, constant: __, ...column }) => column)).toEqual([
      { header: 'Phone', role: 'phone', field: null, note: null },
      { header: 'B', role: 'unmatched', field: null, note: 'The column has no name.' },
      {
        header: 'Points',
        role: 'field',
        field: { id: field('Points', 'Number').id, name: 'Points', dataType: 'Number' },
        note: null,
      },
      { header: 'D', role: 'ignored', field: null, note: null },
    ]);
  });
});
