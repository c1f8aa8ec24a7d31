import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mark } from '../../../src-main/audience/marks.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';

describe('RowIndex', () => {
  it('gives back what was added, over the borders of its segments', () => {
    const index = new RowIndex(2);
    const rows = 140_000;
    for (let row = 0; row < rows; row++) index.add(row * 37_000, 10_000_000_000 + row, row % 1000);
    expect(index.length).toBe(rows);
    let wrong = 0;
    for (let row = 0; row < rows; row++) {
      if (
        index.offset(row) !== row * 37_000 ||
        index.phone(row) !== 10_000_000_000 + row ||
        index.marks(row) !== row % 1000
      )
        wrong++;
    }
    expect(wrong).toBe(0);
  });

  it('holds the longest phone, an offset beyond 4 GB, and every mark', () => {
    const index = new RowIndex(2);
    index.add(2 ** 40 + 1, 999_999_999_999_999, 0xffff_ffff);
    expect([index.offset(0), index.phone(0), index.marks(0)]).toEqual([
      2 ** 40 + 1,
      999_999_999_999_999,
      0xffff_ffff,
    ]);
  });

  it('changes the marks of one row alone, and a row with notes only is ready', () => {
    const index = new RowIndex(2);
    for (let row = 0; row < 3; row++) index.add(row, 17175550101, 0);
    index.setMarks(1, mark('email.invalid'));
    index.setMarks(2, mark('phone.repaired') | mark('row.missingCells'));
    expect([0, 1, 2].map((row) => index.isReady(row))).toEqual([true, false, true]);
    expect(index.marks(0)).toBe(0);
  });

  it('takes no more memory for many blank lines in a row than for one', () => {
    const index = new RowIndex(2);
    const before = process.memoryUsage().heapUsed;
    for (let line = 0; line < 1_000_000; line++) index.addBlankLine();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(10_000_000);
    index.add(0, 17175550101, 0);
    expect(index.fileRow(0)).toBe(1_000_002);
  });

  it('numbers rows as a spreadsheet does: from the first line under the header, blank lines too', () => {
    expect(new RowIndex(2).fileRow(0)).toBe(2);
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 60 }), fc.nat(), (lines, firstFileRow) => {
        const index = new RowIndex(firstFileRow);
        const expected: number[] = [];
        lines.forEach((blank, line) => {
          if (blank) index.addBlankLine();
          else {
            index.add(line, 17175550101, 0);
            expected.push(line + firstFileRow);
          }
        });
        expect(expected.map((_, row) => index.fileRow(row))).toEqual(expected);
      }),
    );
  });
});
