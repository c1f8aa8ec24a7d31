import { describe, expect, it } from 'vitest';
import type { DataType, ProfileField } from '../../../src-main/contract/profile-field.ts';
import { differences } from '../../../src-main/delivery/compare.ts';

const field = (dataType: DataType, name = 'A field'): ProfileField => ({
  id: 1,
  name,
  dataType,
  maxLength: null,
  disabled: false,
});
const differs = (one: ProfileField, sent: string, stored: string) =>
  differences([one], [sent], [stored]).length > 0;

describe('differences', () => {
  it.each<[DataType, string, string]>([
    ['Text', 'Ann', 'Ann'],
    ['Text', 'Ann', ' Ann '],
    ['Number', '12.50', '12.5'],
    ['Number', '0', '0.00'],
    ['Number', '1234', '1234.0000'],
    ['Checkbox', 'true', 'True'],
    ['Checkbox', 'true', 'on'],
    ['Checkbox', 'true', '1'],
    ['Checkbox', 'false', 'off'],
    ['Checkbox', 'false', '0'],
    ['Date', '12/31/2020', '12/31/2020'],
    ['Date', '01/05/2020', '1/5/2020'],
    ['Date', '12/31/2020', '2020-12-31'],
    ['Date', '12/31/2020', '2020-12-31T00:00:00Z'],
    ['Date', '12/31/2020', '12/31/2020 12:00:00 AM'],
  ])('%s: %s and %s are the same', (dataType, sent, stored) => {
    expect(differs(field(dataType), sent, stored)).toBe(false);
  });

  it.each<[DataType, string, string]>([
    ['Text', 'Ann', 'ann'],
    ['Text', 'Ann', ''],
    ['Text', '12.50', '12.5'],
    ['Number', '12.5', '12.51'],
    ['Number', '0', ''],
    ['Number', '1', 'one'],
    ['Number', '9007199254740993', '9007199254740992'],
    ['Checkbox', 'true', 'false'],
    ['Checkbox', 'false', ''],
    ['Date', '12/31/2020', '12/30/2020'],
    ['Date', '01/05/2020', '2020-05-01'],
    ['Date', '12/31/2020', ''],
  ])('%s: %s and %s are not', (dataType, sent, stored) => {
    expect(differs(field(dataType), sent, stored)).toBe(true);
  });

  it('an email is the same in other letters, another text is not', () => {
    expect(differs(field('Text', ' email address'), 'Ann@example.com', 'ann@EXAMPLE.com')).toBe(false);
    expect(differs(field('Text', 'Email'), 'Ann@example.com', 'ann@EXAMPLE.com')).toBe(true);
  });

  it('does not hold a blank that was sent against anything', () => {
    expect(differs(field('Text'), '', 'kept')).toBe(false);
  });

  it('tells field, sent and stored as they are, in the order of the fields', () => {
    const fields = [field('Text', 'One'), field('Number', 'Two'), field('Text', 'Three')];
    expect(differences(fields, ['a', '2', 'c'], ['b', '2.0'])).toEqual([
      { field: fields[0], sent: 'a', stored: 'b' },
      { field: fields[2], sent: 'c', stored: '' },
    ]);
  });
});
