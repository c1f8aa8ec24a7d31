import { describe, expect, it } from 'vitest';
import { withOptions } from '../../../src-main/audience/column-options.ts';
import { type Constant, withConstants } from '../../../src-main/audience/constants.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { rememberColumns, sameHeader } from '../../../src-main/audience/remembered-mapping.ts';
import type { DataType } from '../../../src-main/contract/profile-field.ts';
import { POINTS, remembered, TIER } from './remembered.ts';
import { field } from './review-text.ts';

const TODAY = '2026-06-15';

describe('rememberColumns', () => {
  it('keeps what named columns become, by choice or by name, and what is the same in every row', () => {
    const fields = [TIER, POINTS, field('Origin')];
    const header = ['Phone', 'Level', 'points', 'Junk', 'Unknown', 'SMS Opt In', '', 'Twice', 'Twice'];
    const choices = new Map<string | number, string | number>([
      ['Level', 'Tier'],
      ['Junk', ''],
      [6, ''],
    ]);
    const columns = withOptions(
      mapColumns(header, fields, choices),
      new Map([
        ['Level', { dateOrder: null, badValue: 'sentBlank' }],
        ['Unknown', { dateOrder: 'dayFirst', badValue: 'sentBlank' }],
      ]),
    );
    const safe = { dateOrder: null, badValue: 'leavesRowOut' };
    expect(
      rememberColumns(withConstants(columns, fields, [{ field: 'Origin', value: ' app ' }], TODAY)),
    ).toEqual({
      columns: [
        { header: 'Phone', target: 'phone', ...safe },
        {
          header: 'Level',
          target: { id: 7, name: 'Tier', dataType: 'Text' },
          dateOrder: null,
          badValue: 'sentBlank',
        },
        { header: 'points', target: { id: 8, name: 'Points', dataType: 'Number' }, ...safe },
        { header: 'Junk', target: 'ignored', ...safe },
      ],
      constants: [{ field: { id: field('Origin').id, name: 'Origin', dataType: 'Text' }, value: 'app' }],
    });
  });

  it.each<[DataType, string]>([
    ['Text', '01/02/2024'],
    ['Number', '1,234.50'],
    ['Checkbox', 'Yes'],
    ['Date', '2024-01-02'],
    ['Date', '2024-11-30T10:00:00'],
  ])('a %s field’s “%s” for every row is the same value again when it is read again', (dataType, value) => {
    const fields = [field('Origin', dataType)];
    const columns = withConstants([], fields, [{ field: 'Origin', value }], TODAY);
    const [kept] = rememberColumns(columns).constants;
    const constant: Constant = { field: kept!.field.id, value: kept!.value };
    expect(withConstants([], fields, [constant], TODAY)).toEqual([
      { ...columns[0], header: expect.any(String) },
    ]);
  });
});

describe('sameHeader', () => {
  it.each<[string[], string[], boolean]>([
    [['A', 'B'], [' A', 'B '], true],
    [['A', 'B'], ['B', 'A'], false],
    [['A', 'B'], ['A', 'b'], false],
    [['A'], ['A', ''], false],
    [['A', ''], ['A'], false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameHeader(one, other)).toBe(same);
  });
});

describe('the kept form', () => {
  it('has no column twice', () => {
    const column = { header: 'A', target: 'phone', dateOrder: null, badValue: 'leavesRowOut' } as const;
    const twice = { columns: [column, { ...column, header: ' A' }], constants: [] };
    expect(() => remembered(['A'], twice)).toThrow('the column “A” stands in it twice');
  });
});
