import { describe, expect, it } from 'vitest';
import type { JudgingPlan } from '../../../src-main/audience/judge.ts';
import { outcomeOf, reasonsOf } from '../../../src-main/audience/marks.ts';
import { settle } from '../../../src-main/audience/settle.ts';
import { consentReading } from './consent-reading.ts';
import { field, reviewText } from './review-text.ts';

const A = 17175550101;
const FIELDS = [field('Email Address')];

/** What the audience's own column says; there may be none, with the user's word for it or without. */
type Column = 'no column' | 'no column, no word' | (string & {});
/** What the consent file says of the phone, row by row; null without such a file. */
type File = readonly string[] | null;
type Listrak = 'not asked' | 'in' | 'out';
/** How another row of the same phone begins; the row's answer comes next. */
type Other = readonly [kind: 'whole' | 'bad email' | 'malformed' | 'extension', answer: string] | null;

const OTHERS: Record<NonNullable<Other>[0], (answer: string) => string> = {
  whole: (answer) => `(717) 555-0101,bo@example.com,${answer}`,
  'bad email': (answer) => `1-717-555-0101,bo@,${answer}`,
  malformed: (answer) => `717.555.0101,"bo@example.com,${answer}`,
  extension: (answer) => `717-555-0101 x12,bo@example.com,${answer}`,
};

/** What becomes of the first row of a file, and why. */
function outcome(column: Column, file: File, listrak: Listrak, other: Other, phone = '7175550101'): string {
  const hasColumn = column !== 'no column' && column !== 'no column, no word';
  const lines = [
    `phone,email${hasColumn ? ',is_sms_opted_in' : ''}`,
    `${phone},ann@example.com${hasColumn ? `,${column}` : ''}`,
    ...(other
      ? [hasColumn ? OTHERS[other[0]](other[1]) : OTHERS[other[0]](other[1]).replace(/,[^,]*$/, '')]
      : []),
  ];
  const plan: Partial<JudgingPlan> =
    column === 'no column, no word' ? { consent: { kind: 'unanswered' } } : {};
  if (file) {
    const rows = file.map((answer) => `+1 717 555 0101,${answer}`);
    const text = ['phone,is_sms_opted_in', '2125550199,yes', ...rows, ''].join('\n');
    plan.consentFile = { ...consentReading(text).lookup, idColumn: null };
  }
  const { index } = reviewText(lines.join('\n'), FIELDS, plan);
  const optedOut = listrak === 'not asked' ? undefined : new Set(listrak === 'out' ? [A] : [A + 1]);
  settle(index, { keep: 'first', optedOut });
  return [outcomeOf(index.marks(0)), ...reasonsOf(index.marks(0))].join(' ');
}

const NO = 'notOptedIn consent.no';
const UNKNOWN = 'notOptedIn consent.unknown';
const BOTH = 'notOptedIn consent.no consent.unknown';
const CONFLICT = 'notOptedIn consent.conflict';
const OUT = 'notOptedIn consent.optedOutInListrak';

/** Column × consent file × Listrak × another row of the same phone → what becomes of the row, and why. */
const CASES: [Column, File, Listrak, Other, string][] = [
  // One source alone.
  ['yes', null, 'not asked', null, 'ready'],
  ['no', null, 'not asked', null, NO],
  ['', null, 'not asked', null, UNKNOWN],
  ['NULL', null, 'not asked', null, UNKNOWN],
  ['oui', null, 'not asked', null, UNKNOWN],
  ['yes!', null, 'not asked', null, UNKNOWN],
  ['no column', ['yes'], 'not asked', null, 'ready'],
  ['no column', ['no'], 'not asked', null, NO],
  ['no column', [''], 'not asked', null, UNKNOWN],
  ['no column', ['ja'], 'not asked', null, UNKNOWN],
  ['no column', [], 'not asked', null, UNKNOWN],
  ['no column', null, 'in', null, 'ready'],
  ['no column', null, 'out', null, OUT],
  // None: the user's word, or nobody's.
  ['no column', null, 'not asked', null, 'ready'],
  ['no column, no word', null, 'not asked', null, UNKNOWN],
  ['no column, no word', null, 'in', null, UNKNOWN],
  ['no column, no word', null, 'out', null, 'notOptedIn consent.unknown consent.optedOutInListrak'],
  // Column and consent file: both have to say yes.
  ['yes', ['yes'], 'not asked', null, 'ready'],
  ['yes', ['no'], 'not asked', null, NO],
  ['yes', [''], 'not asked', null, UNKNOWN],
  ['yes', [], 'not asked', null, UNKNOWN],
  ['no', ['yes'], 'not asked', null, NO],
  ['no', ['no'], 'not asked', null, NO],
  ['no', [''], 'not asked', null, BOTH],
  ['no', [], 'not asked', null, BOTH],
  ['', ['yes'], 'not asked', null, UNKNOWN],
  ['', ['no'], 'not asked', null, BOTH],
  ['', [], 'not asked', null, UNKNOWN],
  ['oui', ['yes'], 'not asked', null, UNKNOWN],
  ['no column, no word', ['yes'], 'not asked', null, UNKNOWN],
  // Several answers of one phone in the consent file.
  ['yes', ['yes', 'yes'], 'not asked', null, 'ready'],
  ['yes', ['yes', 'no'], 'not asked', null, NO],
  ['yes', ['no', 'yes'], 'not asked', null, NO],
  ['yes', ['yes', ''], 'not asked', null, UNKNOWN],
  ['yes', ['yes', 'oui'], 'not asked', null, UNKNOWN],
  ['yes', ['', 'no'], 'not asked', null, NO],
  ['yes', ['yes', '', 'no'], 'not asked', null, NO],
  ['no column', ['yes', 'no'], 'in', null, NO],
  // Listrak's own opt-outs, whatever the files say.
  ['yes', null, 'in', null, 'ready'],
  ['yes', null, 'out', null, OUT],
  ['yes', ['yes'], 'in', null, 'ready'],
  ['yes', ['yes'], 'out', null, OUT],
  ['no', null, 'in', null, NO],
  ['no', null, 'out', null, 'notOptedIn consent.no consent.optedOutInListrak'],
  ['yes', ['no'], 'in', null, NO],
  ['yes', ['no'], 'out', null, 'notOptedIn consent.no consent.optedOutInListrak'],
  ['', ['yes'], 'out', null, 'notOptedIn consent.unknown consent.optedOutInListrak'],
  ['no column', ['yes'], 'out', null, OUT],
  ['no column', [], 'in', null, UNKNOWN],
  // Another row of the same phone.
  ['yes', null, 'not asked', ['whole', 'yes'], 'ready'],
  ['yes', null, 'not asked', ['whole', 'no'], CONFLICT],
  ['yes', null, 'not asked', ['whole', ''], CONFLICT],
  ['yes', null, 'not asked', ['whole', 'nein'], CONFLICT],
  ['no', null, 'not asked', ['whole', 'yes'], NO],
  ['', null, 'not asked', ['whole', 'yes'], UNKNOWN],
  ['yes', null, 'not asked', ['bad email', 'no'], CONFLICT],
  ['yes', null, 'not asked', ['bad email', 'yes'], 'ready'],
  ['yes', null, 'not asked', ['malformed', 'no'], CONFLICT],
  ['yes', null, 'not asked', ['malformed', ''], 'ready'],
  ['yes', null, 'not asked', ['malformed', 'yes'], 'ready'],
  ['yes', null, 'not asked', ['extension', 'no'], CONFLICT],
  ['yes', null, 'not asked', ['extension', ''], CONFLICT],
  ['yes', null, 'not asked', ['extension', 'yes'], 'ready'],
  ['yes', ['yes'], 'in', ['whole', 'yes'], 'ready'],
  ['yes', ['yes'], 'in', ['whole', 'no'], CONFLICT],
  ['yes', ['yes'], 'in', ['malformed', 'no'], CONFLICT],
  ['yes', ['yes'], 'out', ['whole', 'no'], OUT],
  ['yes', ['no'], 'in', ['whole', 'no'], NO],
  ['yes', ['yes', 'no'], 'not asked', ['whole', 'yes'], NO],
  ['no column', ['yes'], 'in', ['whole', ''], 'ready'],
];

describe('of the column, the consent file, Listrak and another row of the phone', () => {
  it.each(CASES)('“%s”, %j, %s, %j comes: %s', (column, file, listrak, other, expected) => {
    expect(outcome(column, file, listrak, other)).toBe(expected);
  });

  it('every mixture is ready only where all that were asked say yes', () => {
    const columns: Column[] = ['no column', 'no column, no word', 'yes', 'no', '', 'oui'];
    const files: File[] = [null, [], ['yes'], ['no'], [''], ['yes', 'no'], ['yes', ''], ['', 'no']];
    const others: Other[] = [null, ['whole', 'yes'], ['whole', 'no'], ['whole', ''], ['malformed', 'no']];
    const listraks: Listrak[] = ['not asked', 'in', 'out'];
    for (const column of columns) {
      const columnsSay = (answer: string) => column.startsWith('no column') || answer === 'yes';
      for (const file of files)
        for (const listrak of listraks)
          for (const other of others) {
            const yes =
              (column === 'no column' || column === 'yes') &&
              (file === null || (file.length > 0 && file.every((answer) => answer === 'yes'))) &&
              listrak !== 'out' &&
              (other === null || columnsSay(other[1]));
            const comes = outcome(column, file, listrak, other);
            const mixture = JSON.stringify([column, file, listrak, other]);
            expect(`${mixture} ${comes.split(' ')[0]}`).toBe(`${mixture} ${yes ? 'ready' : 'notOptedIn'}`);
          }
    }
  });
});

describe('a phone that cannot be sent to', () => {
  it.each<[string, Column, File, Listrak, string]>([
    ['717-555-0101 x12', 'yes', null, 'not asked', 'invalid phone.hasExtension'],
    ['717-555-0101 x12', 'yes', ['yes'], 'in', 'invalid phone.hasExtension'],
    ['717-555-0101 x12', 'no', null, 'not asked', NO],
    ['717-555-0101 x12', 'yes', ['no'], 'not asked', NO],
    ['717-555-0101 x12', 'yes', null, 'out', OUT],
    ['717', 'yes', ['yes'], 'in', 'invalid phone.invalid'],
    ['717', 'no', ['yes'], 'in', NO],
    ['', 'yes', ['yes'], 'in', 'invalid phone.missing'],
    ['', 'no column', ['yes'], 'out', 'invalid phone.missing'],
  ])('“%s”, “%s”, %j, %s comes: %s', (phone, column, file, listrak, expected) => {
    expect(outcome(column, file, listrak, null, phone)).toBe(expected);
  });
});

describe('people who are found by their id', () => {
  const FILE = 'amperity_id,is_sms_opted_in\na-1,yes\na-2,no\na-3,\na-4,yes\nA-4,no\na-5,yes\n';

  /** What becomes of each row. */
  function outcomes(
    rows: readonly string[],
    header = 'amperity_id,phone,is_sms_opted_in',
    optedOut?: Set<number>,
  ) {
    const names = header.split(',');
    const { lookup } = consentReading(FILE, { audience: names });
    const { index } = reviewText([header, ...rows].join('\n'), FIELDS, { consentFile: lookup });
    settle(index, { keep: 'first', optedOut });
    return rows.map((_, row) => [outcomeOf(index.marks(row)), ...reasonsOf(index.marks(row))].join(' '));
  }

  it.each<[string[], string[]]>([
    [['a-1,7175550101,yes'], ['ready']],
    [[' a-1 ,7175550101,yes'], ['ready']],
    [['A-1,7175550101,yes'], [UNKNOWN]],
    [['a-1,7175550101,no'], [NO]],
    [['a-2,7175550101,yes'], [NO]],
    [['a-3,7175550101,yes'], [UNKNOWN]],
    [['a-4,7175550101,yes'], [NO]],
    [['a-9,7175550101,yes'], [UNKNOWN]],
    [[',7175550101,yes'], [UNKNOWN]],
    // Two people with one phone: a no of either is a no for the phone.
    [
      ['a-1,7175550101,yes', 'a-5,7175550101,yes'],
      ['ready', 'duplicate duplicate.phone'],
    ],
    [
      ['a-1,7175550101,yes', 'a-2,7175550101,yes'],
      [CONFLICT, NO],
    ],
    [
      ['a-9,7175550101,yes', 'a-1,7175550101,yes'],
      [UNKNOWN, CONFLICT],
    ],
    [
      ['a-1,7175550101,yes', 'a-2,717-555-0101 x1,yes'],
      [CONFLICT, NO],
    ],
    // One person with two phones.
    [
      ['a-1,7175550101,yes', 'a-1,7175550102,no'],
      ['ready', NO],
    ],
    // Who is not in the consent file is left out for that, even without a phone.
    [
      ['a-9,,yes', 'a-1,,yes'],
      [UNKNOWN, 'invalid phone.missing'],
    ],
  ])('%j comes: %j', (rows, expected) => {
    expect(outcomes(rows)).toEqual(expected);
  });

  it('are found so without a column of answers, too, and are left out where Listrak says so', () => {
    const rows = ['7175550101,a-1', '7175550102,a-5', '7175550103,a-2'];
    expect(outcomes(rows, 'phone,amperity_id', new Set([A]))).toEqual([OUT, 'ready', NO]);
  });
});
