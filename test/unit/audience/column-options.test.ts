import { describe, expect, it } from 'vitest';
import { type ColumnOptions, SAFE_OPTIONS, withOptions } from '../../../src-main/audience/column-options.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { field } from './review-text.ts';

const COLUMNS = mapColumns(['Phone', 'Renewal', '', 'Points', 'points'], [field('Renewal', 'Date')]);
const DAY_FIRST: ColumnOptions = { dateOrder: 'dayFirst', badValue: 'leavesRowOut' };
const BLANK: ColumnOptions = { dateOrder: null, badValue: 'sentBlank' };

/** The positions of those columns that are not as safe as they were. */
function changed(...options: [string | number, ColumnOptions][]) {
  return withOptions(COLUMNS, new Map(options)).flatMap(({ position, dateOrder, badValue }) =>
    dateOrder === SAFE_OPTIONS.dateOrder && badValue === SAFE_OPTIONS.badValue ? [] : [position],
  );
}

describe('withOptions', () => {
  it.each<[string | number, number]>([
    ['Renewal', 1],
    [' RENEWAL ', 1],
    [1, 1],
    [2, 2],
    ['C', 2],
    ['Points', 3],
    ['points', 4],
    [0, 0],
  ])('finds the column of “%s” at position %i', (name, position) => {
    expect(changed([name, BLANK])).toEqual([position]);
  });

  it('gives each column its own, both parts of it', () => {
    const columns = withOptions(
      COLUMNS,
      new Map<string | number, ColumnOptions>([
        ['Renewal', DAY_FIRST],
        [3, BLANK],
      ]),
    );
    expect(columns[1]).toEqual({ ...COLUMNS[1], ...DAY_FIRST });
    expect(columns[3]).toEqual({ ...COLUMNS[3], ...BLANK });
  });

  it.each<[string, [string | number, ColumnOptions][]]>([
    [
      'two spellings',
      [
        ['Renewal', DAY_FIRST],
        ['renewal ', BLANK],
      ],
    ],
    [
      'the other way round',
      [
        ['renewal ', BLANK],
        ['Renewal', DAY_FIRST],
      ],
    ],
    [
      'a name and a position',
      [
        ['RENEWAL', BLANK],
        [1, DAY_FIRST],
      ],
    ],
    [
      'the same order twice',
      [
        ['Renewal', DAY_FIRST],
        ['renewal', DAY_FIRST],
        ['RENEWAL', BLANK],
      ],
    ],
  ])('holds together what is said of one column under %s', (_how, options) => {
    expect(withOptions(COLUMNS, new Map(options))[1]).toMatchObject({
      dateOrder: 'dayFirst',
      badValue: 'sentBlank',
    });
  });

  it('refuses two orders for one column', () => {
    const monthFirst: ColumnOptions = { ...DAY_FIRST, dateOrder: 'monthFirst' };
    expect(() => changed(['Renewal', DAY_FIRST], ['renewal', monthFirst])).toThrow(
      expect.objectContaining({ code: 'mapping.twoDateOrders' }),
    );
  });

  it('leaves the columns that it was given as they are, and all of them where nothing was chosen', () => {
    const before = structuredClone(COLUMNS);
    expect(withOptions(COLUMNS, new Map([['Renewal', BLANK]]))).not.toEqual(before);
    expect(COLUMNS).toEqual(before);
    expect(withOptions(COLUMNS, new Map())).toEqual(before);
  });

  it.each<[string | number, string]>([
    ['Nope', 'mapping.unknownColumn'],
    [5, 'mapping.unknownColumn'],
    [-1, 'mapping.unknownColumn'],
    ['', 'mapping.unknownColumn'],
    // A letter is a name only where there is no other.
    ['B', 'mapping.unknownColumn'],
    ['POINTS', 'mapping.severalColumns'],
  ])('refuses “%s” with %s', (name, code) => {
    expect(() => changed([name, BLANK])).toThrow(expect.objectContaining({ code }));
  });
});
