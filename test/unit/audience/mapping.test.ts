import { describe, expect, it } from 'vitest';
import { columnLetter, listColumns, mapColumns } from '../../../src-main/audience/mapping.ts';
import type { AppError } from '../../../src-main/contract/failure.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import { field } from './review-text.ts';

const FIELDS = [
  field('First Name'),
  field('Last Name'),
  field('Email Address'),
  field('Postal Code'),
  field('Birthday', 'Date'),
  field('Points', 'Number'),
  field('Old Points', 'Number', { disabled: true }),
];

function map(header: string[], choices: Record<string, string> = {}, optIn: string | null = null) {
  return mapColumns(header, FIELDS, new Map(Object.entries(choices)), optIn);
}
const targets = (...given: Parameters<typeof map>) =>
  map(...given).map(({ role, field }) => (field ? `${role}: ${field.name}` : role));

describe('mapColumns', () => {
  it.each([
    ['Phone', 'phone'],
    ['phone_number', 'phone'],
    ['Phone-Number', 'phone'],
    ['PhoneNumber', 'phone'],
    ['IS_SMS_OPTED_IN', 'optIn'],
    ['Is SMS Opted In', 'optIn'],
    ['SMS Opt-In', 'optIn'],
    ['smsOptIn', 'optIn'],
    ['first name', 'field: First Name'],
    ['FIRST_NAME', 'field: First Name'],
    ['first-name', 'field: First Name'],
    ['firstName', 'field: First Name'],
    ['Fírst Name', 'field: First Name'],
    ['email', 'field: Email Address'],
    ['E-Mail', 'field: Email Address'],
    ['given_name', 'field: First Name'],
    ['GivenName', 'field: First Name'],
    ['surname', 'field: Last Name'],
    ['postal', 'field: Postal Code'],
    ['birthdate', 'field: Birthday'],
    ['Favourite Colour', 'unmatched'],
    ['Old Points', 'unmatched'],
    ['Mobile', 'unmatched'],
    ['zip', 'unmatched'],
    ['', 'unmatched'],
  ])('a column named “%s” becomes %s', (name, target) => {
    expect(targets([name])).toEqual([target]);
  });

  it('keeps every column, in the order of the file', () => {
    const columns = map(['Points', 'x', 'Phone']);
    expect(columns.map(({ position, header }) => [position, header])).toEqual([
      [0, 'Points'],
      [1, 'x'],
      [2, 'Phone'],
    ]);
  });

  it('matches nothing to a disabled field, nor a second column to a field that is taken, and says so', () => {
    const columns = map(['Old Points', 'First Name', 'given_name']);
    expect(columns.map(({ role }) => role)).toEqual(['unmatched', 'field', 'unmatched']);
    expect(columns[0]!.note).toContain('“Old Points” is disabled');
    expect(columns[2]!.note).toContain('“First Name”');
  });

  it('a column’s own name goes before an attribute name, wherever it stands', () => {
    expect(targets(['email', 'Email Address'])).toEqual(['unmatched', 'field: Email Address']);
    expect(targets(['Email Address', 'email'])).toEqual(['field: Email Address', 'unmatched']);
  });

  it('a disabled field of the column’s own name does not stand in the way of the attribute', () => {
    const fields = [field('Email', 'Text', { disabled: true }), field('Email Address')];
    expect(mapColumns(['email'], fields)[0]).toMatchObject({ field: { name: 'Email Address' }, note: null });
  });

  it.each([
    ['mapping.severalPhones', ['Phone', 'phone number']],
    ['mapping.severalPhones', ['phone', 'Mobile_Phone']],
    ['mapping.severalPhones', ['Cell', 'Phone Number']],
    ['mapping.severalPhones', ['Phone', 'phone']],
    ['mapping.severalPhones', ['Phone', 'Phone-Number']],
    ['mapping.severalPhones', ['PhoneNumber', 'cell-phone']],
    ['mapping.severalOptIns', ['Phone', 'SMS Opt In', 'is_sms_opted_in']],
    ['mapping.severalOptIns', ['Phone', 'SMS Opt-In', 'smsOptIn']],
  ])('%s: of %j none wins in silence', (code, header) => {
    expect(() => map(header)).toThrow(expect.objectContaining({ code }));
  });

  it('a choice settles which of several columns is the phone or the opt-in', () => {
    expect(targets(['Phone', 'phone number'], { 'phone number': 'Phone' })).toEqual(['unmatched', 'phone']);
    expect(targets(['Phone', 'SMS Opt In', 'Opt In'], {}, 'Opt In')).toEqual(['phone', 'unmatched', 'optIn']);
  });

  describe('where several fields have one name', () => {
    const fields = [
      field('Tier', 'Text', { id: 1, disabled: true }),
      field('tier', 'Text', { id: 2 }),
      field('Level', 'Text', { id: 3 }),
      field('LEVEL', 'Text', { id: 4 }),
    ];
    const ids = (name: string) => mapColumns([name], fields)[0]!.field?.id ?? null;

    it('an enabled field goes before a disabled one, and the very spelling before one alike', () => {
      expect([ids('Tier'), ids('Level'), ids('LEVEL')]).toEqual([2, 3, 4]);
    });

    it('none is taken when the spelling does not tell, and the column says why', () => {
      expect(mapColumns(['level'], fields)[0]).toMatchObject({
        role: 'unmatched',
        note: expect.stringContaining('Several profile fields'),
      });
      expect(() => mapColumns(['x'], fields, new Map([['x', 'level']]))).toThrow(
        expect.objectContaining({ code: 'mapping.severalFields' }),
      );
    });
  });

  it('a repeated or empty name goes by its letter and is matched to nothing by itself', () => {
    const columns = map(['Phone', 'Points', '', 'Points']);
    expect(columns.map(({ header, role }) => [header, role])).toEqual([
      ['Phone', 'phone'],
      ['B', 'unmatched'],
      ['C', 'unmatched'],
      ['D', 'unmatched'],
    ]);
    expect(mapColumns(['', 'x'], [field('A'), field('x')]).map(({ role }) => role)).toEqual([
      'unmatched',
      'field',
    ]);
    expect(columns[2]!.note).toContain('no name');
    expect(columns[3]!.note).toContain('“Points” stands over more than one column');
    expect(targets(['Phone', 'Points', '', 'Points'], { D: 'Points', C: 'Last Name' })).toEqual([
      'phone',
      'unmatched',
      'field: Last Name',
      'field: Points',
    ]);
  });

  it('follows the user’s choices before any name', () => {
    expect(targets(['Phone', 'Mobile', 'Points', 'Total'], { mobile: 'phone', Total: 'points' })).toEqual([
      'unmatched',
      'phone',
      'unmatched',
      'field: Points',
    ]);
    expect(targets(['Points', 'Phone'], { Points: '' })).toEqual(['ignored', 'phone']);
  });

  it('takes the opt-in column that the user names, and no other', () => {
    expect(targets(['Phone', 'Consent', 'SMS Opt In'], {}, 'consent')).toEqual([
      'phone',
      'optIn',
      'unmatched',
    ]);
  });

  it.each<[string, Record<string, string>, string | null]>([
    ['mapping.unknownColumn', { Nope: 'Points' }, null],
    ['mapping.unknownColumn', {}, 'Nope'],
    ['mapping.unknownField', { Total: 'Nope' }, null],
    ['mapping.disabledField', { Total: 'Old Points' }, null],
    ['mapping.targetTaken', { Total: 'Points', Points: 'points' }, null],
    ['mapping.targetTaken', { Total: 'Phone', Phone: 'Phone' }, null],
    ['mapping.optInTaken', { Phone: 'Phone' }, 'Phone'],
    ['mapping.optInTaken', { Points: 'Points' }, 'Points'],
    ['mapping.columnTwice', { Points: 'Points', points: '' }, null],
  ])('%s: %j, opt-in %s', (code, choices, optIn) => {
    expect(() => map(['Phone', 'Points', 'Total'], choices, optIn)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining('Nothing was sent.') }),
    );
  });

  it('lists the fields to choose from where the one named is not there, disabled ones aside', () => {
    const hintOf = (fields: readonly ProfileField[]) => {
      try {
        mapColumns(['Phone', 'Total'], fields, new Map([['Total', 'Nope']]));
      } catch (error) {
        return (error as AppError).hint;
      }
    };
    const some = [field('Points'), field('Old Points', 'Text', { disabled: true }), field('Tier')];
    expect(hintOf(some)).toMatch(/ choose one of the fields that are there: Points, Tier\.$/);
    expect(hintOf([])).toBe(
      'There are no fields to choose from: say whose they are, or create it in Listrak first.',
    );
  });
});

describe('listColumns', () => {
  it('names the columns, and quotes no line of data that stands where the header should', () => {
    const header = ['Phone', 'Points', '', 'Points', '7175550101', 'ann@example.com'];
    const listed = listColumns(map(header));
    expect(listed).toMatch(/^Phone, B \(The name “Points” .*\), C \(.*no name.*\), D \(.*\), E, F$/);
    expect(listColumns(map(['Phone', ''], { B: 'Points' }))).toBe('Phone, B');
  });
});

describe('columnLetter', () => {
  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [51, 'AZ'],
    [52, 'BA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('%d is %s', (position, letter) => {
    expect(columnLetter(position)).toBe(letter);
  });
});
