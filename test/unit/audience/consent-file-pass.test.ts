import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { consentFileChoice } from '../../../src-main/audience/consent-file-pass.ts';
import { NOT_THERE } from '../../../src-main/audience/consent-table.ts';
import { type ConsentFileChoice, isComplete } from '../../../src-main/contract/consent.ts';
import { consentReading } from './consent-reading.ts';

const A = 17175550101;
const B = 17175550102;
const C = 17175550103;

const STATUS = [
  'phone,brand,region,program,is_sms_opted_in',
  '7175550101,Acme,US,Alerts,yes',
  '(717) 555-0101,Acme,EU,Alerts,no',
  '+17175550102,Acme,US,Offers,true',
  '7175550102,Bolt,US,Offers,',
  '7175550103,Bolt,US,Alerts,FALSE',
  '',
].join('\n');

/** Only rows with these values in these columns. */
const where = (...filters: [column: number, ...values: string[]][]): Partial<ConsentFileChoice> => ({
  where: filters.map(([column, ...values]) => ({ column, values })),
});

describe('the columns of a consent file', () => {
  const choice = (header: string[], audience: string[], chosen: ConsentFileChoice | null = null) =>
    consentFileChoice(header, audience, chosen);
  const columns = ({ key, keyColumn, audienceColumn, answerColumn }: ConsentFileChoice) => [
    key,
    keyColumn,
    audienceColumn,
    answerColumn,
  ];

  it.each<[string, string[], string[], unknown[]]>([
    ['the phone and the answer', ['SMS Opted In', 'Phone'], ['Phone'], ['phone', 1, null, 0]],
    [
      'the phone although both have an id',
      ['amperity_id', 'phone_number', 'is_sms_opted_in'],
      ['amperity_id'],
      ['phone', 1, null, 2],
    ],
    [
      'the id where there is no phone',
      ['Amperity ID', 'sms_opt_in'],
      ['phone', 'amperity_id'],
      ['id', 0, 1, 1],
    ],
    ['the id, which the audience lacks', ['amperity_id', 'sms_opt_in'], ['phone'], ['id', 0, null, 1]],
    ['no answer', ['phone', 'status'], ['phone'], ['phone', 0, null, null]],
    ['neither phone nor id', ['email', 'is_sms_opted_in'], ['phone'], ['phone', null, null, 1]],
    ['not one phone among two', ['phone', 'mobile', 'is_sms_opted_in'], ['phone'], ['phone', null, null, 2]],
    [
      'not one answer among two',
      ['phone', 'sms_opt_in', 'is_sms_opted_in'],
      ['phone'],
      ['phone', 0, null, null],
    ],
  ])('are found by their names: %s', (_what, header, audience, expected) => {
    const found = choice(header, audience);
    expect(columns(found)).toEqual(expected);
    expect(found).toMatchObject({ where: [], meanings: null });
  });

  it('are those that were chosen, and only what is open goes by its name', () => {
    const header = ['phone', 'other phone', 'is_sms_opted_in', 'answer', 'amperity_id'];
    const chosen = choice(header, ['phone', 'amperity_id']);
    expect(
      columns(choice(header, ['phone', 'amperity_id'], { ...chosen, keyColumn: 1, answerColumn: 3 })),
    ).toEqual([...['phone', 1, null, 3]]);
    expect(
      columns(choice(header, ['phone', 'amperity_id'], { ...chosen, key: 'id', keyColumn: null })),
    ).toEqual(['id', 4, 1, 2]);
    expect(
      columns(
        choice(header, ['x', 'amperity_id'], { ...chosen, key: 'id', keyColumn: 3, audienceColumn: 0 }),
      ),
    ).toEqual(['id', 3, 0, 2]);
  });

  it('are no column of the audience where rows are joined by the phone', () => {
    const header = ['phone', 'is_sms_opted_in'];
    const chosen = { ...choice(header, []), audienceColumn: 3 };
    expect(choice(header, ['phone'], chosen).audienceColumn).toBeNull();
  });

  it('keep the filters and the meanings that were chosen', () => {
    const header = ['phone', 'brand', 'is_sms_opted_in'];
    const more = { where: [{ column: 1, values: ['Acme'] }], meanings: { yes: ['ja'], no: ['nein'] } };
    expect(choice(header, ['phone'], { ...choice(header, []), ...more })).toMatchObject(more);
  });

  it('are all known, or nothing of the file counts', () => {
    const byId = consentFileChoice(['amperity_id', 'sms_opt_in'], ['amperity_id'], null);
    expect(isComplete(byId)).toBe(true);
    for (const column of ['keyColumn', 'audienceColumn', 'answerColumn'] as const)
      expect(isComplete({ ...byId, [column]: null })).toBe(false);
    expect(isComplete(consentFileChoice(['phone', 'sms_opt_in'], [], null))).toBe(true);
  });
});

describe('a consent file', () => {
  it('says of each phone what all its rows say, however the phone is written', () => {
    const { ofPhone, counted } = consentReading(STATUS);
    expect([A, B, C].map(ofPhone)).toEqual(['consent.no', 'consent.unknown', 'consent.no']);
    expect(ofPhone(17175550109)).toBe('consent.unknown');
    expect(counted).toMatchObject({ rows: 5, chosen: 5, unreadable: 0, people: 3, conflicting: 2 });
  });

  it('counts its answers, and says what they mean', () => {
    expect(consentReading(STATUS).counted).toMatchObject({
      answers: [
        { shown: 'yes', count: 1, means: 'yes' },
        { shown: 'no', count: 1, means: 'no' },
        { shown: 'true', count: 1, means: 'yes' },
        { shown: '', count: 1, means: 'unknown' },
        { shown: 'FALSE', count: 1, means: 'no' },
      ],
      otherAnswers: 0,
    });
  });

  it('says what the user says that its answers mean', () => {
    const text = 'phone,is_sms_opted_in\n7175550101,Ja\n7175550102,nein\n7175550103,yes\n';
    const usual = consentReading(text);
    expect([A, B, C].map(usual.ofPhone)).toEqual(['consent.unknown', 'consent.unknown', 'yes']);
    const { ofPhone, counted } = consentReading(text, {
      choice: { meanings: { yes: ['ja'], no: ['nein'] } },
    });
    expect([A, B, C].map(ofPhone)).toEqual(['yes', 'consent.no', 'consent.unknown']);
    expect(counted.answers.map(({ means }) => means)).toEqual(['yes', 'no', 'unknown']);
  });

  it.each<[string, Partial<ConsentFileChoice>, string[], number]>([
    ['a brand', where([1, 'Acme']), ['consent.no', 'yes', 'consent.unknown'], 3],
    ['another brand', where([1, 'Bolt']), ['consent.unknown', 'consent.unknown', 'consent.no'], 2],
    ['either brand', where([1, 'Acme', 'Bolt']), ['consent.no', 'consent.unknown', 'consent.no'], 5],
    ['a brand in a region', where([1, 'Acme'], [2, 'US']), ['yes', 'yes', 'consent.unknown'], 2],
    ['a region and a program', where([2, 'US'], [3, 'Alerts']), ['yes', 'consent.unknown', 'consent.no'], 2],
    ['no value at all', where([1]), ['consent.unknown', 'consent.unknown', 'consent.unknown'], 0],
    [
      'a value that is not there',
      where([1, 'acme']),
      ['consent.unknown', 'consent.unknown', 'consent.unknown'],
      0,
    ],
    [
      'a column that is not there',
      where([9, 'Acme']),
      ['consent.unknown', 'consent.unknown', 'consent.unknown'],
      0,
    ],
    ['a blank answer', where([4, '']), ['consent.unknown', 'consent.unknown', 'consent.unknown'], 1],
  ])('may count only rows with %s', (_what, choice, says, chosen) => {
    const { ofPhone, counted } = consentReading(STATUS, { choice });
    expect([A, B, C].map(ofPhone)).toEqual(says);
    expect(counted).toMatchObject({ rows: 5, chosen, unreadable: 0 });
    expect(counted.answers.reduce((sum, { count }) => sum + count, 0)).toBe(chosen);
    // What there is to choose from stays the same.
    expect(counted.columns).toEqual(consentReading(STATUS).counted.columns);
  });

  it('is filtered by values without the space around them, and a cell that is missing is blank', () => {
    const text = 'phone,is_sms_opted_in,brand\n7175550101,yes, Acme \n7175550102,yes\n7175550103,no,\n';
    const acme = consentReading(text, { choice: where([2, 'Acme']) });
    expect([A, B, C].map(acme.ofPhone)).toEqual(['yes', 'consent.unknown', 'consent.unknown']);
    const blank = consentReading(text, { choice: where([2, '']) });
    // A cell that was lost may have shifted the answer, so a yes is none.
    expect([A, B, C].map(blank.ofPhone)).toEqual(['consent.unknown', 'consent.unknown', 'consent.no']);
  });

  it.each(['', '  ', 'NULL', '717', 'none', '800-555-0101'])(
    'counts a row whose phone is "%s" as unreadable',
    (cell) => {
      const { counted } = consentReading(`phone,is_sms_opted_in\n${cell},no\n7175550101,yes\n`);
      expect(counted).toMatchObject({ rows: 2, chosen: 1, unreadable: 1, people: 1 });
      expect(counted.answers).toEqual([{ shown: 'yes', count: 1, means: 'yes' }]);
    },
  );

  it('counts a row without a phone only where it would be chosen', () => {
    const text = 'phone,is_sms_opted_in,brand\n,no,Acme\n,no,Bolt\n7175550101,yes,Acme\n';
    const { counted } = consentReading(text, { choice: where([2, 'Acme']) });
    expect(counted).toMatchObject({ rows: 3, chosen: 1, unreadable: 1 });
  });

  it('reads phones as those of the audience’s country', () => {
    const text = 'phone,is_sms_opted_in\n020 7946 0958,yes\n';
    expect(consentReading(text, { country: 'GB' }).ofPhone(442079460958)).toBe('yes');
    expect(consentReading(text, { country: 'US' }).counted).toMatchObject({ people: 0, unreadable: 1 });
  });

  it('believes a no beside a phone with an extension: whose number it is can be told', () => {
    const text = 'phone,is_sms_opted_in\n7175550101,yes\n717-555-0101 x12,no\n';
    expect(consentReading(text).ofPhone(A)).toBe('consent.no');
  });

  it.each([
    ['a value too many', '7175550101,no,Acme,more'],
    ['a value too many, which has moved the no', '7175550101,x,no,more'],
    ['a quote that never closes', '7175550101,no,"Acme'],
  ])('believes a plain no in a row with %s', (_what, malformed) => {
    const { ofPhone, counted } = consentReading(
      `phone,is_sms_opted_in,brand\n7175550101,yes,Acme\n${malformed}\n`,
    );
    expect(ofPhone(A)).toBe('consent.no');
    expect(counted).toMatchObject({ rows: 2, chosen: 1, unreadable: 1, people: 1, conflicting: 1 });
  });

  it.each([
    ['a value too many', '7175550101,maybe,Acme,more'],
    ['a quote that never closes', '7175550101,"Acme'],
  ])('believes nothing else in a row with %s', (_what, malformed) => {
    const text = `phone,is_sms_opted_in,brand\n7175550101,yes,Acme\n${malformed}\n`;
    expect(consentReading(text).ofPhone(A)).toBe('yes');
    expect(consentReading(text.replace('yes', '')).ofPhone(A)).toBe('consent.unknown');
    const alone = text.replace('7175550101,yes,Acme\n', '7175550102,yes,Acme\n');
    expect(consentReading(alone).table.ofPhone(A)).toBe(NOT_THERE);
  });

  it('believes a plain no in a malformed row whatever rows count: its values may stand in the wrong columns', () => {
    const text = 'phone,is_sms_opted_in,brand\n7175550101,yes,Acme\n7175550101,no,Bolt,more\n';
    expect(consentReading(text, { choice: where([2, 'Acme']) }).ofPhone(A)).toBe('consent.no');
  });

  it('believes no yes in a malformed row', () => {
    const { table } = consentReading('phone,is_sms_opted_in\n7175550101,yes,more\n7175550102,"yes\n');
    expect(table.people).toBe(0);
  });

  it('takes commas at the end of every row for no values, and blank lines for no rows', () => {
    const { ofPhone, counted } = consentReading(
      'phone,is_sms_opted_in\n7175550101,yes,, \n\n\n7175550102,no,\n',
    );
    expect([A, B].map(ofPhone)).toEqual(['yes', 'consent.no']);
    expect(counted).toMatchObject({ rows: 2, chosen: 2, unreadable: 0 });
  });

  it('takes no yes from a row of another width, since a comma or a lost cell may have shifted it', () => {
    const { ofPhone } = consentReading(
      'phone,points,is_sms_opted_in,note\n7175550101,3,1,no,\n7175550102,5,no,\n7175550103,yes\n7175550104,1,yes,x\n',
    );
    expect([A, B, C, 17175550104].map(ofPhone)).toEqual([
      'consent.unknown',
      'consent.no',
      'consent.unknown',
      'yes',
    ]);
  });

  it('takes no yes from somebody at an extension, and a no for the number', () => {
    const { ofPhone } = consentReading(
      'phone,is_sms_opted_in\n717-555-0101 x12,yes\n717-555-0102 x12,no\n7175550102,yes\n',
    );
    expect([A, B].map(ofPhone)).toEqual(['consent.unknown', 'consent.no']);
  });

  it('may be joined by an id, without regard to the space around it', () => {
    const text = 'amperity_id,is_sms_opted_in\nAB-1,yes\n ab-1 ,no\nab-2,true\n,yes\nNULL,yes\n';
    const { ofId, counted, lookup } = consentReading(text, { audience: ['phone', 'Amperity ID'] });
    expect(['ab-1', 'ab-2', 'ab-3'].map(ofId)).toEqual(['consent.no', 'yes', 'consent.unknown']);
    expect(counted).toMatchObject({ rows: 5, chosen: 3, unreadable: 2, people: 3, conflicting: 0 });
    expect(lookup.idColumn).toBe(1);
  });

  it.each<[string, Partial<ConsentFileChoice>]>([
    ['key', { keyColumn: null }],
    ['answer', { answerColumn: null }],
  ])('says nothing of anybody while no column is its %s, but shows what it has', (what, choice) => {
    const text =
      what === 'key' ? STATUS.replace('phone', 'number') : STATUS.replace('is_sms_opted_in', 'answer');
    const { pass, counted } = consentReading(text, { choice });
    expect(pass.isComplete).toBe(false);
    expect(counted).toMatchObject({ rows: 5, chosen: 0, unreadable: 0, people: 0, answers: [] });
    expect(counted.columns[1]!.values).toEqual([
      { value: 'Acme', count: 3 },
      { value: 'Bolt', count: 2 },
    ]);
  });

  it('lists the values of a column that has fifty or fewer, commonest first', () => {
    const lines = (values: number) =>
      Array.from({ length: values + 1 }, (_, row) => `${7175550000 + row},yes,v${row % values}`);
    const valuesOf = (values: number) =>
      consentReading(['phone,is_sms_opted_in,brand', ...lines(values), ''].join('\n')).counted.columns[2]!
        .values;
    expect(valuesOf(50)).toHaveLength(50);
    expect(valuesOf(50)![0]).toEqual({ value: 'v0', count: 2 });
    expect(valuesOf(51)).toBeNull();
  });

  it('lists no column with a value too long to choose by, and the blank as a value', () => {
    const valuesOf = (cell: string) =>
      consentReading(`phone,is_sms_opted_in,note\n7175550101,yes,${cell}\n`).counted.columns[2]!.values;
    expect(valuesOf('é'.repeat(60))).toEqual([{ value: 'é'.repeat(60), count: 1 }]);
    expect(valuesOf('é'.repeat(61))).toBeNull();
    expect(valuesOf(' ')).toEqual([{ value: '', count: 1 }]);
  });

  it('names a column without a name, or with one that is there twice, by its letter', () => {
    const { counted } = consentReading('phone, brand ,,brand,is_sms_opted_in\n7175550101,a,b,c,yes\n');
    expect(counted.columns.map(({ header }) => header)).toEqual(['phone', 'B', 'C', 'D', 'is_sms_opted_in']);
  });

  it('lists no value of a malformed row', () => {
    const { counted } = consentReading(
      'phone,is_sms_opted_in,brand\n7175550101,yes,Acme\n7175550102,no,Bolt,x\n',
    );
    expect(counted.columns[2]!.values).toEqual([{ value: 'Acme', count: 1 }]);
  });

  it('comes out the same whatever the pieces it is read in', () => {
    const text = `${STATUS}7175550104,"Bolt, Inc.",US,"Al\nerts",yes\n7175550104,Zoé,US,Alerts,NO,x\n7175550101,"Acme`;
    const whole = consentReading(text);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), (size) => {
        const pieces = consentReading(text, { size });
        expect(pieces.counted).toEqual(whole.counted);
        for (let phone = A; phone < A + 5; phone++)
          expect(pieces.table.ofPhone(phone)).toBe(whole.table.ofPhone(phone));
      }),
      { numRuns: 60 },
    );
  });
});
