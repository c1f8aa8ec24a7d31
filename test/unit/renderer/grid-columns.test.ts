import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { ReviewedColumn } from '../../../src-main/contract/review.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';
import {
  columnsBetween,
  columnsHolding,
  gridColumns,
  nameIn,
} from '../../../src-renderer/steps/review/grid-columns.ts';

const column = (header: string, role: ReviewedColumn['role'], name?: string): ReviewedColumn => ({
  header,
  role,
  field: name === undefined ? null : { id: 1, name, dataType: 'Text' },
  note: null,
  constant: null,
  summary: null,
});
const anyColumn = fc.record({
  header: fc.string({ maxLength: 60 }),
  role: fc.constantFrom('phone', 'field', 'optIn', 'ignored', 'unmatched'),
  field: fc.option(
    fc.record({
      id: fc.nat(),
      name: fc.string({ maxLength: 60 }),
      dataType: fc.constantFrom('Text', 'Number', 'Checkbox', 'Date'),
    }),
  ),
  note: fc.constant(null),
  constant: fc.constant(null),
  summary: fc.constant(null),
}) satisfies fc.Arbitrary<ReviewedColumn>;
const anyColumns = fc.array(anyColumn, { maxLength: 30 });
const samples = fc.array(fc.array(fc.string({ maxLength: 60 }), { maxLength: 5 }), { maxLength: 30 });

it('shows every column once, the phone first and the others in their order', () => {
  fc.assert(
    fc.property(anyColumns, samples, (columns, values) => {
      const shown = gridColumns(columns, values).map(({ position }) => position);
      const phones = columns.flatMap(({ role }, position) => (role === 'phone' ? [position] : []));
      const others = columns.flatMap(({ role }, position) => (role === 'phone' ? [] : [position]));
      expect(shown).toEqual([...phones, ...others]);
    }),
  );
});

it('lays the columns side by side, none too narrow to read and none in the way of the others', () => {
  fc.assert(
    fc.property(anyColumns, samples, (columns, values) => {
      let left = 0;
      for (const placed of gridColumns(columns, values)) {
        expect(placed.left).toBe(left);
        expect(placed.width >= 100 && placed.width <= 300).toBe(true);
        left += placed.width;
      }
    }),
  );
});

it('finds exactly the columns that a part of the grid touches', () => {
  fc.assert(
    fc.property(anyColumns, fc.integer({ min: -500, max: 9000 }), fc.nat(3000), (columns, from, width) => {
      const placed = gridColumns(columns, []);
      const [first, after] = columnsBetween(placed, from, from + width);
      const touched = placed.filter(({ left, width: own }) => left < from + width && left + own > from);
      expect(placed.slice(first, after)).toEqual(touched);
    }),
  );
});

it('says of each column what becomes of it', () => {
  const columns = [
    column('Tier', 'field', 'Loyalty Tier'),
    column('Opted In', 'optIn'),
    column('Note', 'ignored'),
    column('Other', 'unmatched'),
    column('Cell', 'phone'),
  ];
  expect(gridColumns(columns, []).map(({ header, becomes }) => [header, becomes])).toEqual([
    ['Cell', 'finds the contact'],
    ['Tier', '→ Loyalty Tier'],
    ['Opted In', 'opt-in answer'],
    ['Note', 'not sent'],
    ['Other', 'not sent'],
  ]);
});

it('gives a column with long values more room', () => {
  const columns = [column('A', 'ignored'), column('B', 'ignored')];
  const [short, long] = gridColumns(columns, [['x'], ['a value of some length']]);
  expect(long!.width).toBeGreaterThan(short!.width);
});

it('tells which columns of a row hold what was searched for, in any case and without its outer spaces', () => {
  const columns = gridColumns(
    [column('Name', 'ignored'), column('Phone', 'phone'), column('City', 'ignored')],
    [],
  );
  const row: ReviewedRow = {
    row: 0,
    fileRow: 2,
    outcome: 'ready',
    reasons: [],
    notes: [],
    findings: [],
    cells: ['Ann', '7175550101', 'Hannover'],
    sent: [null, null, null],
  };
  const holding = (search: string, changes: Partial<ReviewedRow> = {}) =>
    columnsHolding(columns, { ...row, ...changes }, search).map(({ header }) => header);
  expect(holding(' ANN ')).toEqual(['Name', 'City']);
  expect(holding('0101')).toEqual(['Phone']);
  expect(holding('(717) 555')).toEqual([]);
  expect(holding(' ')).toEqual([]);
  expect(holding('ann', { outcome: 'malformed', cells: ['Ann'] })).toEqual([]);
});

it('names a column by its place in the file', () => {
  const nameOf = nameIn(gridColumns([column('Tier', 'ignored'), column('Cell', 'phone')], []));
  expect([nameOf(0), nameOf(1)]).toEqual(['Tier', 'Cell']);
});

it('has room for a phone or date as it stands in the file beside what is sent, and for no more', () => {
  const columns = [column('Cell', 'phone'), column('Other', 'ignored')];
  const [phone, other] = gridColumns(columns, [['(717) 555-0101'], ['(717) 555-0101']]);
  expect(phone!.width).toBeGreaterThan(other!.width + 80);
  expect(phone!.width).toBeLessThan(250);
});
