import fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { ConsentTable } from '../../../src-main/audience/consent-table.ts';
import { type ConsentLookup, type JudgingPlan, makeJudge } from '../../../src-main/audience/judge.ts';
import { mark } from '../../../src-main/audience/marks.ts';
import { USUAL_MEANINGS } from '../../../src-main/contract/consent.ts';
import { headOf, reviewed, slowly } from './both-readings.ts';
import { bytesOf, field, planFor } from './review-text.ts';

const FIELDS = [
  field('Email Address', 'Text', { maxLength: 24 }),
  field('First Name', 'Text', { maxLength: 12 }),
  field('Note'),
  field('Points', 'Number'),
  field('VIP', 'Checkbox'),
  field('Birthday', 'Date'),
  field('Last Visit', 'Date'),
  field('Postal Code', 'Text', { maxLength: 10 }),
];
const HEADER = [
  'Phone',
  'Email',
  'First Name',
  '',
  'Points',
  'VIP',
  'Birthday',
  'Last Visit',
  'Postal Code',
  'SMS Opted In',
  'Skip',
];

const some = (...cells: string[]) => fc.constantFrom(...cells);
const digits = (most: number) => fc.string({ unit: fc.constantFrom(...'0123456789'), maxLength: most });
const CELLS: fc.Arbitrary<string>[] = [
  fc.oneof(
    some(
      '7175550101',
      '17175550102',
      '+1 (416) 555-0103',
      '(787) 555-0104',
      '717.555.0105',
      '717555.0000',
      '555-0106',
    ),
    some(
      '',
      ' 7175550107',
      '8005550108',
      '0044 20 7946 0958',
      '1.7175550109E+10',
      '7175550110 x4',
      'none',
      '12',
      'NULL',
    ),
    digits(12),
  ),
  some(
    'ann@example.com',
    'a.b_c-d@mail.example.co',
    'A1@x.yz',
    'ann@example',
    '.ann@example.com',
    'a..b@example.com',
    'ann@-x.com',
    'a+b@x.org',
    'averylongaddress@example.com',
    'ann@x.c0m',
    'é@x.com',
    ' ann@x.com',
    '',
  ),
  some(
    'Ann',
    'Nancy',
    'NULL',
    'null',
    'NaN',
    'Noah',
    'n',
    '\\N',
    '#N/A',
    '#hash',
    'Chloë',
    'Ærøskøbing',
    ' Bo',
    'Bo ',
    'a much longer name',
    '\t',
    'tab\there',
    'nul\0',
    '1.23457E+15',
    '1.23456789012E+11',
    '1.5E7',
    '1E5',
    '123456789012345000',
    '123456789012345678',
    '-1234567890123450 x',
    '1600 Long Street',
    '="0012"',
    '=1+1',
    '######',
    '#################################',
    '\u00a0',
    '\x7f',
    '',
  ),
  some('', ' ', 'x', '\u00a0', '\t'),
  fc.oneof(
    some(
      '0',
      '-0',
      '5',
      '-12.5',
      '1.',
      '.5',
      '1,000',
      '$3',
      '00',
      '1.005',
      '12.34',
      '1e3',
      '1.5E+11',
      '1.5E1',
      '3,50',
      '1234567890123450',
      '1234567890123456',
      '########',
      '-',
      '+4',
      '9.99 ',
      '',
    ),
    digits(20),
  ),
  some('true', 'false', 'TRUE', 'yes', 'N', '1', '0', '2', 'tru', 'trues', 'falsy', ''),
  some(
    '1990-12-31',
    '1990-02-30',
    '1899-12-31',
    '2026-06-15',
    '2026-06-16',
    '2000-02-29',
    '1900-02-29',
    '12/31/1990',
    '31/12/1990',
    '1990-1-1',
    '1990-12-31T10:00:00Z',
    '19901231',
    '33238',
    '331',
    '331231',
    'Dec-90',
    '="1990-12-31"',
    '1990/12/31',
    '',
  ),
  some('2030-01-01', '3/4/2020', '13/4/2020', '2020-13-01', '2020-00-10', 'soon', ''),
  some('17101', '00000', '0710', '17101-1234', '171011234', 'K1A 0B1', '1710', '17101.0', 'x', ''),
  some('yes', 'no', 'true', ' yes', 'YES', 'maybe', 'a very long answer indeed', 'oui', 'ñ', 'NULL', ''),
  some('', 'anything', 'a b', '\u20ac'),
];
const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const cellOf = (value: fc.Arbitrary<string>) =>
  fc.tuple(value, fc.integer({ min: 0, max: 60 })).map(([text, how]) => {
    if (how < 8) return quoted(text);
    if (how === 8) return quoted(`${text}, and "more"`);
    if (how === 9) return quoted(`${text}\nsecond line`);
    if (how === 10) return `${quoted(text)} `;
    if (how === 11) return `${text}"`;
    if (how === 12) return `"${text}`;
    if (how === 13) return `"${text}"x`;
    return text;
  });
const ROW = fc.tuple(...CELLS.map(cellOf)).map((cells) => cells.map((cell) => cell.replaceAll(';', '')));
const LINE = fc
  .tuple(
    ROW,
    fc.integer({ min: 0, max: 40 }),
    fc.constantFrom('\n', '\n', '\r\n', '\r\n', '\r\r\n', '\r\r\r\n'),
  )
  .map(([cells, how, end]) => {
    if (how === 0) return end;
    if (how === 1) return `""${end}`;
    if (how === 2) return cells.slice(0, 5).join(',') + end;
    if (how === 3) return `${cells.join(',')},${end}`;
    if (how === 4) return `${cells.join(',')},more${end}`;
    if (how === 5) return `${cells.join(',')},"${'y'.repeat(5000)}"${end}`;
    if (how === 6) return `${cells.join(',')}${'z'.repeat(4200)}${end}`;
    return cells.join(',') + end;
  });
const JUNK = fc.uint8Array({ maxLength: 30 }).map((bytes) => `${Buffer.from(bytes).toString('latin1')}\n`);

describe('a file that is read quickly', () => {
  it('comes to the same as one that is read as text all the way, whatever stands in it', () => {
    const file = fc.oneof(
      { arbitrary: fc.array(LINE, { maxLength: 30 }).map((lines) => bytesOf(lines.join(''))), weight: 5 },
      { arbitrary: fc.array(JUNK, { maxLength: 30 }).map((lines) => lines.join('')), weight: 1 },
    );
    const sizes = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 4 });
    const country = fc.constantFrom<CountryCode>('US', 'CA', 'AG', 'GB');
    const head = headOf(HEADER);
    fc.assert(
      fc.property(file, sizes, country, fc.boolean(), (text, pieces, from, american) => {
        const plan = planFor(HEADER, FIELDS, { country: from });
        const assumed = makeJudge(plan).evidence;
        const postal = assumed.postal.get(HEADER.indexOf('Postal Code'))!;
        if (american) postal.fiveDigits = 9;
        const bytes = `${HEADER.join(',')}\n${text}`;
        expect(reviewed(bytes, head, plan, assumed, pieces)).toEqual(slowly(bytes, head, plan, assumed));
      }),
      { numRuns: 1500 },
    );
  });

  it('does so without an opt-in column, without a phone column, and with carriage returns for line ends', () => {
    const file = fc
      .array(LINE, { maxLength: 12 })
      .map((lines) => bytesOf(lines.join('').replaceAll('\n', '\r')));
    const kinds = fc.constantFrom<JudgingPlan['consent']>(
      { kind: 'none' },
      { kind: 'unanswered' },
      { kind: 'column', position: 9, meanings: USUAL_MEANINGS },
    );
    fc.assert(
      fc.property(file, kinds, fc.boolean(), (text, consent, withPhone) => {
        const header = withPhone ? HEADER : HEADER.map((name) => name.replace('Phone', 'Nobody'));
        const plan = planFor(header, FIELDS, { consent });
        const assumed = makeJudge(plan).evidence;
        const bytes = `${header.join(',')}\r${text}`;
        const head = headOf(header, '\r');
        expect(reviewed(bytes, head, plan, assumed, [700])).toEqual(slowly(bytes, head, plan, assumed));
      }),
      { numRuns: 400 },
    );
  });

  it('does so with a consent file, by the phone and by an id', () => {
    const table = new ConsentTable();
    const [yes, no, unknown] = [0, mark('consent.no'), mark('consent.unknown')];
    for (const phone of [17175550101, 17875550104, 442079460958, 17175550109]) table.addPhone(phone, yes);
    for (const phone of [17175550102, 17875550104]) table.addPhone(phone, no);
    for (const phone of [14165550103, 442079460958]) table.addPhone(phone, unknown);
    for (const id of ['anything', 'a b', 'a b, and "more"', 'anything\nsecond line']) table.addId(id, yes);
    for (const id of ['a b', '\u20ac']) table.addId(id, no);
    table.addId('x', unknown);
    const lookups = fc.constantFrom<ConsentLookup>(
      { table, idColumn: null },
      { table, idColumn: HEADER.indexOf('Skip') },
      { table, idColumn: HEADER.indexOf('') },
      { table: new ConsentTable(), idColumn: null },
    );
    const consent = fc.constantFrom<JudgingPlan['consent']>(
      { kind: 'none' },
      { kind: 'unanswered' },
      { kind: 'column', position: HEADER.indexOf('SMS Opted In'), meanings: USUAL_MEANINGS },
      {
        kind: 'column',
        position: HEADER.indexOf('SMS Opted In'),
        meanings: { yes: ['oui'], no: ['yes', 'no'] },
      },
    );
    const file = fc.array(LINE, { maxLength: 30 }).map((lines) => bytesOf(lines.join('')));
    const head = headOf(HEADER);
    const told = { yes: 0, no: 0, unknown: 0, notThere: 0, conflicting: 0 };
    fc.assert(
      fc.property(
        file,
        lookups,
        consent,
        fc.integer({ min: 1, max: 3000 }),
        (text, consentFile, how, size) => {
          const plan = planFor(HEADER, FIELDS, { consent: how, consentFile });
          const assumed = makeJudge(plan).evidence;
          const bytes = `${HEADER.join(',')}\n${text}`;
          const quickly = reviewed(bytes, head, plan, assumed, [size]);
          expect(quickly).toEqual(slowly(bytes, head, plan, assumed));
          for (const what of ['yes', 'no', 'unknown', 'notThere', 'conflicting'] as const)
            told[what] += quickly.fileSays![what];
        },
      ),
      { numRuns: 800 },
    );
    // Each of them has to come up for this to say anything.
    for (const count of Object.values(told)) expect(count).toBeGreaterThan(0);
  });

  it('does so where quotes stand anywhere', () => {
    const plan = planFor(['Phone', 'First Name', 'SMS Opted In'], FIELDS);
    const assumed = makeJudge(plan).evidence;
    const head = headOf(['Phone', 'First Name', 'SMS Opted In']);
    const line = fc.oneof(
      { arbitrary: some('7175550101,Ann,yes', '7175550102,"Bo",no', '"7175550103",Cy,"yes"'), weight: 3 },
      {
        arbitrary: fc.string({ unit: some('"', '"', ',', ',', 'a', ' ', '\r', '\n'), maxLength: 14 }),
        weight: 2,
      },
      { arbitrary: some('7175550104,"Di,yes', '7175550105,Di",yes', '7175550106,"E ""x""",yes'), weight: 1 },
    );
    const lines = fc.oneof(
      fc.array(line, { maxLength: 20 }),
      fc.array(line, { minLength: 100, maxLength: 300 }),
    );
    fc.assert(
      fc.property(lines, fc.integer({ min: 1, max: 500 }), (all, size) => {
        const bytes = `Phone,First Name,SMS Opted In\n${all.join('\n')}`;
        expect(reviewed(bytes, head, plan, assumed, [size])).toEqual(slowly(bytes, head, plan, assumed));
      }),
      { numRuns: 600 },
    );
  });

  it('does so where there is only one column', () => {
    const lines = fc.array(fc.oneof(cellOf(CELLS[0]!), fc.constantFrom('', '\r', '\r\r', '7175550101\r\r')), {
      maxLength: 20,
    });
    const plan = planFor(['Phone'], FIELDS);
    const assumed = makeJudge(plan).evidence;
    const head = headOf(['Phone']);
    fc.assert(
      fc.property(lines, (cells) => {
        const bytes = `Phone\n${bytesOf(cells.join('\n'))}`;
        expect(reviewed(bytes, head, plan, assumed, [50])).toEqual(slowly(bytes, head, plan, assumed));
      }),
    );
  });
});
