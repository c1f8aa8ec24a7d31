import { describe, expect, it } from 'vitest';
import { SAFE_OPTIONS } from '../../../src-main/audience/column-options.ts';
import { type Constant, withConstants } from '../../../src-main/audience/constants.ts';
import { makeJudge } from '../../../src-main/audience/judge.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { AppError } from '../../../src-main/contract/failure.ts';
import { codesOf, field, planFor } from './review-text.ts';

const FIELDS = [
  field('Email Address', 'Text', { maxLength: 20 }),
  field('Postal Code', 'Text', { maxLength: 10 }),
  field('Note', 'Text', { maxLength: 12 }),
  field('City'),
  field('Points', 'Number'),
  field('VIP', 'Checkbox'),
  field('Renewal', 'Date'),
  field('Birthday', 'Date'),
  field('Old', 'Text', { disabled: true }),
];
const COLUMNS = mapColumns(['Phone', 'Note', ''], FIELDS.slice(2, 3));

function add(...constants: Constant[]) {
  return withConstants(COLUMNS, FIELDS, constants, '2026-06-15').slice(COLUMNS.length);
}
function failureOf(...constants: Constant[]) {
  try {
    add(...constants);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

describe('values that are the same for every row', () => {
  it('stand after the file’s columns in the order in which they are given', () => {
    const constants = [
      { field: 'VIP', value: 'no' },
      { field: 'Points', value: '5' },
      { field: 'Renewal', value: '2027-01-31' },
    ];
    expect(
      add(...constants).map(({ position, field, constant }) => [position, field?.name, constant]),
    ).toEqual([
      [3, 'VIP', 'false'],
      [4, 'Points', '5'],
      [5, 'Renewal', '01/31/2027'],
    ]);
  });

  it('are each a column that goes to a field, with no name of its own and nothing chosen for it', () => {
    const points = FIELDS.find(({ name }) => name === 'Points')!;
    expect(add({ field: points.id, value: ' 1,234 ' })).toEqual([
      {
        ...SAFE_OPTIONS,
        position: 3,
        header: '“1,234” for every row',
        named: false,
        role: 'field',
        field: points,
        note: null,
        constant: '1234',
      },
    ]);
  });

  it('stand in each row after the file’s own values, however short the row is', () => {
    const plan = planFor(['Phone', 'Note'], FIELDS);
    const columns = withConstants(plan.columns, FIELDS, [{ field: 'Points', value: '5' }], plan.today);
    const judge = makeJudge({ ...plan, columns });
    expect([...judge.judge(['7175550101', 'Gold'], true).values]).toEqual(['Gold', '5']);
    expect(codesOf(judge.row.marks)).toEqual([]);
    expect([...judge.judge(['7175550101'], true).values]).toEqual(['', '5']);
    expect(codesOf(judge.row.marks)).toEqual(['row.missingCells']);
    expect(codesOf(judge.judge(['7175550101', 'Gold', 'x'], true).marks)).toEqual(['row.tooManyCells']);
  });

  it('leave the columns of the file as they are, and add none of themselves', () => {
    const before = structuredClone(COLUMNS);
    add({ field: 'Points', value: '5' });
    expect(COLUMNS).toEqual(before);
    expect(withConstants(COLUMNS, FIELDS, [], '2026-06-15')).toEqual(before);
  });

  it.each<[string, string, string]>([
    ['Email Address', 'ann@example.com', 'ann@example.com'],
    ['Postal Code', '17101', '17101'],
    // There is no column that could say that it is American, so nothing is padded.
    ['Postal Code', '501', '501'],
    ['Renewal', '12/31/2027', '12/31/2027'],
    // Whichever is read first, it is the same day.
    ['Renewal', '5/5/2026', '05/05/2026'],
    ['Birthday', '2026-06-15', '06/15/2026'],
    ['Points', '$1,234.50', '1234.50'],
    ['VIP', 'Yes', 'true'],
  ])('%s “%s” is sent as %s', (name, value, sent) => {
    expect(add({ field: name, value })[0]!.constant).toBe(sent);
  });

  it.each<[string, string]>([
    // Each would be sent of a cell, but with another meaning than stands there.
    ['Points', '1.239'],
    ['Points', '1e3'],
    ['Postal Code', '17101.0'],
    ['Renewal', '45000'],
    ['Renewal', '1/2/2027'],
    // And each would be refused of a cell too.
    ['Renewal', '13/2/2027'],
    ['Birthday', '2026-06-16'],
    ['Email Address', 'ann'],
    ['Email Address', 'averylongname@example.com'],
    ['Postal Code', '?'],
    ['VIP', 'maybe'],
    ['Points', 'many'],
    ['Points', '1234567890123450'],
    ['City', 'a\u0007b'],
    ['City', '="x"'],
    ['City', 'one\ntwo'],
  ])('%s cannot be “%s”', (name, value) => {
    const { code, message, hint } = failureOf({ field: name, value });
    const { dataType } = FIELDS.find((one) => one.name === name)!;
    expect([code, message, hint]).toEqual([
      'mapping.badConstant',
      `“${value}” is no value for the ${dataType} field “${name}”. Nothing was sent.`,
      'Write another value, or choose another field.',
    ]);
  });

  it.each(['', '  ', 'NULL', ' #N/A ', '="NULL"', '=""'])('“%s” is none', (value) => {
    expect(failureOf({ field: 'Points', value })).toMatchObject({
      code: 'mapping.badConstant',
      message: 'There is no value for “Points”. Nothing was sent.',
    });
  });

  it('cannot go where a column goes, nor where another does, by name or by id', () => {
    const { id } = FIELDS.find(({ name }) => name === 'Note')!;
    for (const note of ['Note', 'note', id])
      expect(failureOf({ field: note, value: 'x' })).toMatchObject({
        code: 'mapping.targetTaken',
        message: '“Note” cannot be the same for every row: the column “Note” goes to it. Nothing was sent.',
        hint: 'Choose another field, or map the column elsewhere.',
      });
    expect(failureOf({ field: 'VIP', value: 'no' }, { field: 'vip', value: 'yes' })).toMatchObject({
      code: 'mapping.targetTaken',
      message: '“VIP” cannot be the same for every row: it is already. Nothing was sent.',
    });
  });

  it.each([
    ['Nobody', 'mapping.unknownField'],
    ['Old', 'mapping.disabledField'],
  ])('cannot go to a field that is not there or is disabled: “%s”', (name, code) => {
    expect(failureOf({ field: name, value: 'x' })).toMatchObject({
      code,
      message: expect.stringMatching(/Nothing was sent\.$/),
    });
  });

  it('have no field to go to in the phone', () => {
    expect(failureOf({ field: 'Phone', value: '7175550101' }).code).toBe('mapping.unknownField');
  });
});
