import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import { suggestionsFor } from '../../../src-main/audience/suggestions.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import { suggestionSchema } from '../../../src-main/contract/suggestion.ts';
import { anyText, field } from './review-text.ts';
import { spelling } from './spellings.ts';

const FIELDS = [
  field('First Name'),
  field('Last Name'),
  field('Email Address'),
  field('Postal Code'),
  field('Birthday', 'Date'),
  field('Loyalty Tier'),
  field('Old Level', 'Text', { disabled: true }),
];

/** Suggestions as `position: name (why)`, for columns that go where their names and the choices say. */
function suggest(
  header: string[],
  {
    fields = FIELDS,
    rows = [],
    choices = [],
    optIn = null,
  }: { fields?: ProfileField[]; rows?: string[][]; choices?: [number, string][]; optIn?: number | null } = {},
): string[] {
  const columns = mapColumns(header, fields, new Map(choices), optIn, () => {});
  return [...suggestionsFor(columns, fields, rows, 'US')].flatMap(([position, suggestions]) =>
    suggestions.map(({ name, because }) => `${position}: ${name} (${because})`),
  );
}

describe('suggestions', () => {
  it.each([
    ...[
      'Mobile',
      'mobile_phone',
      'Cell',
      'CellPhone',
      'SMS Number',
      'Telephone',
      'TEL',
      'msisdn',
      'Handy',
    ].map((name) => [name, 'Phone']),
    ...['Zip', 'ZIP_CODE', 'zipcode', 'PostCode', 'post-code'].map((name) => [name, 'Postal Code']),
    ...['DOB', 'date_of_birth', 'bday'].map((name) => [name, 'Birthday']),
    ...['First', 'fname', 'Forename'].map((name) => [name, 'First Name']),
    ...['Last', 'LName', 'family name'].map((name) => [name, 'Last Name']),
    ['Mail', 'Email Address'],
  ])('“%s” is another word for %s', (name, goal) => {
    expect(suggest([name])).toEqual([`0: ${goal} (alias)`]);
  });

  it.each([
    ['Loyalty Teir', 'Loyalty Tier'],
    ['LoyaltyTyer', 'Loyalty Tier'],
    ['Loyality Tiar', 'Loyalty Tier'],
    ['Brithday', 'Birthday'],
    ['Tier', 'Loyalty Tier'],
    ['TierOfLoyalty', 'Loyalty Tier'],
    ['phnne', 'Phone'],
    ['Work Phone', 'Phone'],
  ])('“%s” is like %s', (name, goal) => {
    expect(suggest([name])).toEqual([`0: ${goal} (alike)`]);
  });

  it.each([
    ['more letters differ than may', 'Lxyxlxy Txer'],
    ['a name is too short for a slip', 'Phn'],
    ['a middling name has two slips', 'Phnoe'],
    ['only some of their words are shared', 'Loyalty Points'],
    ['the field is disabled', 'Old Levle'],
  ])('nothing is suggested where %s: “%s”', (_why, name) => {
    expect(suggest([name])).toEqual([]);
  });

  it('the length of the shorter name says how many letters may differ', () => {
    const like = (name: string, other: string) => suggest([name], { fields: [field(other)] });
    expect(like('abc', 'abcd')).toEqual([]);
    expect(like('abcd', 'abcde')).toHaveLength(1);
    expect(like('abcdefg', 'abcdefghi')).toEqual([]);
    expect(like('abcdefgh', 'abcdefghij')).toHaveLength(1);
    expect(like('abcdefghijk', 'abcdefghijkxyz')).toEqual([]);
    expect(like('abcdefghijkl', 'abcdefghijklxyz')).toHaveLength(1);
    expect(like('abcdefghijkl', 'abcdefghijklwxyz')).toEqual([]);
  });

  it('words that are shared must be more than short ones or numbers', () => {
    const like = (name: string, other: string) => suggest([name], { fields: [field(other)] });
    expect(like('Day of Visit', 'Visit')).toHaveLength(1);
    expect(like('VIP since', 'VIP')).toEqual([]);
    expect(like('Orders 2024', '2024')).toEqual([]);
    expect(like('Visit of Day', 'Day Of Visit')).toHaveLength(1);
  });

  it('a field that another column goes to is not suggested, nor the phone where there is one', () => {
    expect(suggest(['Zip', 'Postal Code'])).toEqual([]);
    expect(suggest(['Loyalty Teir', 'x'], { choices: [[1, 'Loyalty Tier']] })).toEqual([]);
    for (const name of ['Phone', 'Mobile', 'Work Phone']) {
      expect(suggest([name, 'x'], { choices: [[1, 'Phone']] })).toEqual([]);
    }
  });

  it('a system field that the account does not have is not suggested, nor one that is there several times', () => {
    expect(suggest(['zip'], { fields: [field('First Name')] })).toEqual([]);
    const twice = [field('Postal Code', 'Text', { id: 1 }), field('Postal Code', 'Text', { id: 2 })];
    expect(suggest(['zip'], { fields: twice })).toEqual([]);
  });

  it('columns that go somewhere or are not to be sent get none', () => {
    expect(suggest(['Zip', 'Phone'], { choices: [[0, '']] })).toEqual([]);
    expect(suggest(['Mobile', 'x'], { optIn: 0 })).toEqual([]);
    expect(suggest(['Zip'], { fields: [...FIELDS, field('ZIP')] })).toEqual([]);
  });

  it('two columns with the name of one field are both told of it', () => {
    expect(suggest(['Loyalty_Tier', 'loyalty tier'])).toEqual([
      '0: Loyalty Tier (alike)',
      '1: Loyalty Tier (alike)',
    ]);
    expect(suggest(['E-Mail', 'e mail'])).toEqual(['0: Email Address (alike)', '1: Email Address (alike)']);
    expect(suggest(['Phone', 'phone number', 'cell'])).toEqual([
      '0: Phone (alike)',
      '1: Phone (alike)',
      '2: Phone (alias)',
    ]);
  });

  it('a column that goes by its letter is not suggested what is called so', () => {
    expect(suggest([''], { fields: [field('A')] })).toEqual([]);
  });

  it('a name that several fields have is no suggestion', () => {
    const fields = [field('Level', 'Text', { id: 1 }), field('LEVEL', 'Text', { id: 2 })];
    expect(suggest(['level'], { fields })).toEqual([]);
  });

  it('are at most three, the likest first', () => {
    const fields = ['Loyalty', 'Loyalty Tires', 'Loyalty Tiers Of Today', 'Loyalty Tierss'].map((name) =>
      field(name),
    );
    expect(suggest(['LoyaltyTiers'], { fields })).toEqual([
      '0: Loyalty Tierss (alike)',
      '0: Loyalty Tires (alike)',
      '0: Loyalty (alike)',
    ]);
    const names = ['First', 'First Things'].map((name) => field(name, 'Text'));
    const taken: [number, string][] = [[1, 'First']];
    expect(suggest(['First', 'x'], { fields: [...names, ...FIELDS], choices: taken })).toEqual([
      '0: First Name (alias)',
    ]);
  });

  describe('by the first rows', () => {
    const PHONES = [['(717) 555-0101'], ['+17175550102'], ['1.7175550103E+10']];

    it('a column of phones may be the phone', () => {
      expect(suggest(['Contact'], { rows: PHONES })).toEqual(['0: Phone (values)']);
      expect(suggest(['Contact'], { rows: [...PHONES, [''], ['NULL'], []] })).toEqual(['0: Phone (values)']);
      expect(suggest(['', ''], { rows: PHONES })).toEqual(['0: Phone (values)']);
      expect(suggest(['Contact'], { rows: PHONES.slice(0, 1) })).toEqual(['0: Phone (values)']);
    });

    it.each([
      ['one is none', [...PHONES, ['12345']]],
      ['they are too few', [['7175550101'], ['7175550102'], ['']]],
      ['there are few rows, and one of them is blank', [['7175550101'], ['']]],
      ['nothing is filled', [[''], [''], ['']]],
      ['there are no rows', []],
      ['nobody reads a text there', [['8005550101'], ['8005550102'], ['8005550103']]],
    ])('but not where %s', (_why, rows) => {
      expect(suggest(['Contact'], { rows })).toEqual([]);
    });

    it('but not numbers with fewer than ten digits, valid as they may be', () => {
      const columns = mapColumns(['Contact'], []);
      const short = [['32 12 34 56'], ['32 12 34 57'], ['32 12 34 58']];
      expect(suggestionsFor(columns, [], short, 'DK').size).toBe(0);
      const long = short.map(([number]) => [`+45 ${number}`]);
      expect(suggestionsFor(columns, [], long, 'DK').size).toBe(1);
    });

    it('but not where a column is the phone, or is called like one', () => {
      const rows = PHONES.map((cells) => [...cells, 'x']);
      expect(suggest(['Contact', 'Phone'], { rows })).toEqual([]);
      expect(suggest(['Contact', 'Mobile'], { rows })).toEqual(['1: Phone (alias)']);
    });
  });

  it('name only what is free and enabled, each once, at most three, for unmatched columns alone', () => {
    const name = fc.oneof(
      { weight: 9, arbitrary: spelling },
      { weight: 1, arbitrary: anyText.map((text) => text.trim()) },
    );
    const account = fc
      .array(fc.record({ name, disabled: fc.boolean() }), { maxLength: 8 })
      .map((all) => all.map(({ name, disabled }, index) => field(name, 'Text', { id: index + 1, disabled })));
    const rows = fc.array(fc.array(fc.constantFrom('7175550101', '', 'x'), { maxLength: 6 }), {
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.array(name, { maxLength: 6 }), account, rows, (header, fields, rows) => {
        const columns = mapColumns(header, fields, new Map(), null, () => {});
        const taken = columns.flatMap(({ field, role }) => (role === 'phone' ? 'phone' : (field?.id ?? [])));
        for (const [position, suggestions] of suggestionsFor(columns, fields, rows, 'US')) {
          expect(columns[position]!.role).toBe('unmatched');
          const targets = suggestions.map(({ target }) => target);
          expect(new Set(targets).size).toBe(targets.length);
          expect(targets.length).toBeGreaterThanOrEqual(1);
          expect(targets.length).toBeLessThanOrEqual(3);
          for (const suggestion of suggestions) {
            const { target, name } = suggestionSchema.parse(suggestion);
            expect(taken).not.toContain(target);
            const goal = fields.find(({ id }) => id === target);
            expect(target === 'phone' ? 'Phone' : goal?.name).toBe(name);
            expect(goal?.disabled ?? false).toBe(false);
          }
        }
      }),
    );
  });
});
