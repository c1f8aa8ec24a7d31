import { describe, expect, it } from 'vitest';
import { SAFE_OPTIONS, withOptions } from '../../../src-main/audience/column-options.ts';
import { withConstants } from '../../../src-main/audience/constants.ts';
import { makeJudge } from '../../../src-main/audience/judge.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { AppError } from '../../../src-main/contract/failure.ts';
import { codesOf, field, planFor } from './review-text.ts';

const FIELDS = [
  field('Tier', 'Text', { maxLength: 6 }),
  field('Points', 'Number'),
  field('VIP', 'Checkbox'),
  field('Renewal', 'Date'),
  field('Birthday', 'Date'),
  field('Old', 'Text', { disabled: true }),
];
const idOf = (name: string) => FIELDS.find((one) => one.name === name)!.id;
const COLUMNS = mapColumns(['Phone', 'Tier', ''], FIELDS);
const TODAY = '2026-06-15';
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    if (error instanceof AppError) return error.toFailure();
    throw error;
  }
  return null;
};

describe('a value for every row', () => {
  it.each<[string, string, string]>([
    ['Points', ' 1,234 ', '1234'],
    ['VIP', 'Yes', 'true'],
    ['Renewal', '2026-12-31', '12/31/2026'],
    ['Renewal', '12/31/2026', '12/31/2026'],
    ['Renewal', '5/5/2026', '05/05/2026'],
  ])('of %s, written “%s”, is sent as %s', (name, value, sent) => {
    const columns = withConstants(COLUMNS, FIELDS, [{ field: idOf(name), value }], TODAY);
    expect(columns).toHaveLength(4);
    expect(columns[3]).toEqual({
      ...SAFE_OPTIONS,
      position: 3,
      header: `“${value.trim()}” for every row`,
      named: false,
      role: 'field',
      field: FIELDS.find((one) => one.name === name),
      note: null,
      constant: sent,
    });
  });

  it.each<[string, string, string]>([
    ['Points', 'many', 'mapping.badConstant'],
    ['Points', '', 'mapping.badConstant'],
    ['Points', '   ', 'mapping.badConstant'],
    ['Points', 'NULL', 'mapping.badConstant'],
    ['Points', '1.005', 'mapping.badConstant'],
    ['Renewal', '3/4/2026', 'mapping.badConstant'],
    ['Birthday', '2026-06-16', 'mapping.badConstant'],
    ['VIP', 'maybe', 'mapping.badConstant'],
    ['Tier', 'Gold', 'mapping.targetTaken'],
    ['Old', 'x', 'mapping.disabledField'],
    ['Nobody', 'x', 'mapping.unknownField'],
  ])('of %s cannot be “%s”', (name, value, code) => {
    const failure = refusal(() => withConstants(COLUMNS, FIELDS, [{ field: name, value }], TODAY));
    expect(failure).toMatchObject({ code, message: expect.stringMatching(/Nothing was sent\.$/) });
  });

  it('says who has the field already', () => {
    const taken = (constants: { field: string; value: string }[]) =>
      refusal(() => withConstants(COLUMNS, FIELDS, constants, TODAY))?.message;
    expect(taken([{ field: 'Tier', value: 'x' }])).toContain('the column “Tier” goes to it');
    const twice = [
      { field: 'Points', value: '1' },
      { field: 'Points', value: '2' },
    ];
    expect(taken(twice)).toContain('it is already');
    expect(taken([{ field: 'Points', value: '' }])).toContain('There is no value for “Points”');
    expect(taken([{ field: 'Points', value: 'x' }])).toContain(
      '“x” is no value for the Number field “Points”',
    );
  });

  it('stands in each row after the file’s own values, however short the row is', () => {
    const plan = planFor(['Phone', 'Tier'], FIELDS);
    const columns = withConstants(plan.columns, FIELDS, [{ field: 'Points', value: '5' }], TODAY);
    const judge = makeJudge({ ...plan, columns });
    expect([...judge.judge(['7175550101', 'Gold'], true).values]).toEqual(['Gold', '5']);
    expect(codesOf(judge.row.marks)).toEqual([]);
    expect([...judge.judge(['7175550101'], true).values]).toEqual(['', '5']);
    expect(codesOf(judge.row.marks)).toEqual(['row.missingCells']);
    expect(codesOf(judge.judge(['7175550101', 'Gold', 'x'], true).marks)).toEqual(['row.tooManyCells']);
  });
});

describe('what is chosen for a column', () => {
  const blank = { dateOrder: null, badValue: 'sentBlank' } as const;

  it.each(['Tier', 'tier', 1])('goes by %s to that column alone', (name) => {
    const columns = withOptions(COLUMNS, new Map([[name, blank]]));
    expect(columns.map(({ badValue }) => badValue)).toEqual(['leavesRowOut', 'sentBlank', 'leavesRowOut']);
  });

  it('goes to a column without a name by its letter', () => {
    const columns = withOptions(
      COLUMNS,
      new Map([['C', { dateOrder: 'dayFirst', badValue: 'leavesRowOut' }]]),
    );
    expect(columns.map(({ dateOrder }) => dateOrder)).toEqual([null, null, 'dayFirst']);
  });

  it('is refused for a column that is not there', () => {
    expect(refusal(() => withOptions(COLUMNS, new Map([['Nobody', blank]])))).toMatchObject({
      code: 'mapping.unknownColumn',
    });
  });

  it('lets a row go without its bad value, and tells of that value all the same', () => {
    const plan = planFor(['Phone', 'Tier', 'Points'], FIELDS);
    const columns = withOptions(plan.columns, new Map([['Tier', blank]]));
    const heard: unknown[] = [];
    const judge = makeJudge({ ...plan, columns }, undefined, (position, marks, cell, value) =>
      heard.push([position, codesOf(marks), cell, value]),
    );
    const { marks, values } = judge.judge(['7175550101', 'Diamonds', '1.005'], true);
    expect(codesOf(marks)).toEqual(['number.rounded', 'value.sentBlank']);
    expect([...values]).toEqual(['', '1.01']);
    expect(heard).toEqual([
      [1, ['text.tooLong'], 'Diamonds', ''],
      [2, ['number.rounded'], '1.005', '1.01'],
    ]);
    expect(codesOf(judge.judge(['7175550101', 'Gold', 'many'], true).marks)).toEqual(['number.invalid']);
  });
});
