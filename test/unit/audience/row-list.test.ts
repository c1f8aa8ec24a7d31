import { describe, expect, it } from 'vitest';
import { mark } from '../../../src-main/audience/marks.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';
import {
  allRows,
  GrowingRows,
  malformedText,
  type RowList,
  readableEnd,
  rowsWith,
  stretchesOf,
} from '../../../src-main/audience/row-list.ts';
import { bytesOf } from './review-text.ts';

const rowsOf = (list: RowList) => Array.from({ length: list.length }, (_, place) => list.row(place));

/** Rows of so many bytes each, one after the other from the hundredth byte on. */
function indexOf(...lengths: number[]): RowIndex {
  const index = new RowIndex(2);
  let offset = 100;
  for (const length of lengths) {
    index.add(offset, 17175550101, 0);
    offset += length;
  }
  return index;
}

describe('rows that are found one after the other', () => {
  it.each([[1], [10], [1023], [1024], [1025], [3000]])('are kept in their order, added by %i', (many) => {
    const rows = Array.from({ length: 5_000 }, (_, place) => place * 3);
    const list = new GrowingRows();
    for (let from = 0; from < rows.length; from += many) list.add(rows.slice(from, from + many));
    expect(rowsOf(list)).toEqual(rows);
  });
});

describe('the rows of an outcome and a reason', () => {
  const index = new RowIndex(2);
  const marks = [
    0,
    mark('email.invalid'),
    mark('consent.no') | mark('email.invalid'),
    mark('number.rounded'),
  ];
  marks.forEach((one, row) => {
    index.add(row, 17175550101, one);
  });

  it.each([
    [null, null, [0, 1, 2, 3]],
    ['ready', null, [0, 3]],
    ['invalid', null, [1]],
    [null, 'email.invalid', [1]],
    [null, 'number.rounded', [3]],
    ['ready', 'number.rounded', [3]],
    ['invalid', 'consent.no', []],
    ['notOptedIn', 'consent.no', [2]],
  ] as const)('%s, %s: %j', (outcome, reason, rows) => {
    expect(rowsOf(rowsWith(index, { outcome, reason }))).toEqual(rows);
  });
});

describe('the stretches of a list', () => {
  const index = indexOf(10, 20, 30, 40);
  function stretches(rows: number[] | null, bytes: number, gap: number, from = 0, to?: number) {
    const some = new GrowingRows();
    some.add(rows ?? []);
    const list = rows ? some : allRows(index.length);
    const found = stretchesOf(list, [from, to ?? list.length], index, 200, { bytes, gap });
    return [...found].map(({ firstPlace, lastPlace, start, end }) => [firstPlace, lastPlace, start, end]);
  }

  it('hold as many rows as are as long together, and one at least', () => {
    expect(stretches(null, 100, 0)).toEqual([[0, 3, 100, 200]]);
    expect(stretches(null, 99, 0)).toEqual([
      [0, 2, 100, 160],
      [3, 3, 160, 200],
    ]);
    expect(stretches(null, 60, 0)).toEqual([
      [0, 2, 100, 160],
      [3, 3, 160, 200],
    ]);
    expect(stretches(null, 1, 0).map(([first, last]) => [first, last])).toEqual([
      [0, 0],
      [1, 1],
      [2, 2],
      [3, 3],
    ]);
  });

  it('reach over a gap that is no wider than is said', () => {
    expect(stretches([0, 2], 1_000, 20)).toEqual([[0, 1, 100, 160]]);
    expect(stretches([0, 2], 1_000, 19)).toEqual([
      [0, 0, 100, 110],
      [1, 1, 130, 160],
    ]);
  });

  it('are those of the places that are asked for', () => {
    expect(stretches(null, 1_000, 0, 1, 3)).toEqual([[1, 2, 110, 160]]);
    expect(stretches(null, 1_000, 0, 2, 2)).toEqual([]);
  });
});

describe('a malformed row', () => {
  it('is read for four thousand bytes at most, other rows to their end', () => {
    const index = indexOf(5_000, 5_000, 10);
    index.setMarks(1, mark('row.unclosedQuote'));
    index.setMarks(2, mark('row.unclosedQuote'));
    expect([0, 1, 2].map((row) => readableEnd(index, row, 10_110))).toEqual([5_100, 9_196, 10_110]);
  });

  it('is shown without its line end, and with its last character unless that may be cut', () => {
    expect(malformedText(bytesOf('"a, é\r\n'))).toBe('"a, é');
    expect(malformedText(bytesOf('"a, é'))).toBe('"a, é');
    expect(malformedText('"a, \xc3')).toBe('"a, \ufffd');
    expect(malformedText('x'.repeat(4_096))).toBe('x'.repeat(4_096));
    expect(malformedText(`${'x'.repeat(4_095)}\xc3`)).toBe('x'.repeat(4_095));
    expect(malformedText(`${'x'.repeat(4_093)}\xf0\x9f\x98`)).toBe('x'.repeat(4_093));
    expect(malformedText(bytesOf(`é${'x'.repeat(4_094)}`))).toBe(`é${'x'.repeat(4_094)}`);
  });
});
