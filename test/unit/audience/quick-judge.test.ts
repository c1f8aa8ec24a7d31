import type { CountryCode } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { AnswerTally } from '../../../src-main/audience/answer-tally.ts';
import { ColumnSummaries } from '../../../src-main/audience/column-summaries.ts';
import { type FindingSink, makeJudge } from '../../../src-main/audience/judge.ts';
import { codesIn } from '../../../src-main/audience/marks.ts';
import { QuickJudge } from '../../../src-main/audience/quick-judge.ts';
import { NOT_QUICK, QuickRows } from '../../../src-main/audience/quick-rows.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';
import { USUAL_MEANINGS } from '../../../src-main/contract/consent.ts';
import { headOf, reviewed, slowly } from './both-readings.ts';
import { bytesOf, field, planFor } from './review-text.ts';

const HEADER = ['Phone', 'Answer', 'Value'];

/** What rows with these cells in a field come to, read both ways; `answers` in turn. */
function readBoth(of: ReturnType<typeof field>, cells: readonly string[], answers = ['yes']) {
  const header = HEADER.map((name) =>
    name === 'Value' ? of.name : name === 'Answer' ? 'SMS Opted In' : name,
  );
  const plan = planFor(header, [of]);
  const lines = cells.map((cell, row) => `7175550101,${answers[row % answers.length]},${cell}`);
  const bytes = bytesOf(`${header.join(',')}\n${lines.join('\n')}\n`);
  const given = [bytes, headOf(header), plan, makeJudge(plan).evidence] as const;
  const quick = reviewed(...given, [bytes.length]);
  expect(quick).toEqual(slowly(...given));
  return { codes: quick.rows.map(([, , , codes]) => codes), answers: quick.answers };
}

describe('a cell that is plainly what its field wants', () => {
  it.each<[string, ReturnType<typeof field>, string[], string[][]]>([
    ['a text', field('Note', 'Text', { maxLength: 3 }), ['abc', 'abcd'], [[], ['text.tooLong']]],
    [
      'an address',
      field('Email Address', 'Text', { maxLength: 6 }),
      ['a@b.co', 'ab@b.co'],
      [[], ['text.tooLong']],
    ],
    ['a postal code', field('Postal Code', 'Text', { maxLength: 5 }), ['17101', '17102'], [[], []]],
    [
      'a postal code where four fit',
      field('Postal Code', 'Text', { maxLength: 4 }),
      ['17101'],
      [['text.tooLong']],
    ],
    ['a birthday', field('Birthday', 'Date'), ['2026-06-15', '2026-06-16'], [[], ['date.future']]],
    ['a date', field('Renewal', 'Date'), ['2026-06-16', '2026-02-29'], [[], ['date.invalid']]],
    [
      'a date of another month',
      field('Renewal', 'Date'),
      ['2026-12-31', '2026-13-01'],
      [[], ['date.invalid']],
    ],
    ['a first day', field('Renewal', 'Date'), ['1900-01-02', '1900-01-01'], [[], ['date.invalid']]],
    ['a number', field('Points', 'Number'), ['12.34', '12.345'], [[], ['number.rounded']]],
    ['an answer', field('VIP', 'Checkbox'), ['true', 'maybe'], [[], ['checkbox.invalid']]],
    [
      'an odd text',
      field('Note'),
      ['\u00e9', 'a\u0007b', 'a\ufffdb'],
      [[], ['text.unreadable'], ['text.unreadable']],
    ],
  ])('%s is judged as text is, at the border too', (_what, of, cells, codes) => {
    expect(readBoth(of, cells).codes).toEqual(codes);
  });
});

describe('answers that come again', () => {
  it('are each counted with all their rows, more of them than are remembered', () => {
    const answers = [
      'yes',
      'no',
      'y',
      'n',
      'oui',
      'ja',
      'si',
      'da',
      'tak',
      'ano',
      'perhaps she does',
      'h\u00e9',
    ];
    const { answers: counted, codes } = readBoth(field('Note'), Array<string>(36).fill('x'), answers);
    expect(counted!.answers.map(({ count }) => count)).toEqual(Array(12).fill(3));
    expect(codes.slice(0, 12)).toEqual(codes.slice(24));
  });

  it('are told apart where one begins as another', () => {
    const { codes } = readBoth(field('Note'), Array<string>(8).fill('x'), ['yes', 'ye', 'yesx', 'yet']);
    expect(codes).toEqual([0, 1].flatMap(() => [[], ...Array(3).fill(['consent.unknown'])]));
  });
});

/** Which answers, phones and values the judge itself is asked about as text, over rows that are read quickly. */
function askedAbout(rows: readonly string[], of = field('Note'), country: CountryCode = 'US') {
  const header = ['SMS Opted In', 'Phone', of.name];
  const plan = planFor(header, [of], { country });
  const judge = makeJudge(plan);
  const asked = { answers: [] as string[], phones: [] as string[], values: [] as string[] };
  const findings: unknown[] = [];
  const cells = new QuickRows(headOf(header), header.length);
  const listening: typeof judge = {
    ...judge,
    readAnswer: (cell) => {
      asked.answers.push(cell);
      return judge.readAnswer(cell);
    },
    readPhone: (cell) => {
      asked.phones.push(cell);
      judge.readPhone(cell);
    },
    readField: (place, cell, plain) => {
      asked.values.push(cell);
      judge.readField(place, cell, plain);
    },
  };
  const tally = new AnswerTally(USUAL_MEANINGS);
  const find: FindingSink = (position, marks, cell, value) =>
    findings.push([header[position], codesIn(marks), cell, value]);
  const summaries = Object.assign(new ColumnSummaries(plan.columns, new RowIndex(2)), { find });
  const quick = new QuickJudge(plan, listening, cells, tally, summaries);
  const bytes = Buffer.from(`${rows.join('\n')}\n`);
  for (let at = 0; at < bytes.length; ) {
    const next = cells.next(bytes, at);
    if (next === NOT_QUICK) throw new Error('A row is none that is read quickly.');
    quick.judge(bytes);
    at = next;
  }
  quick.end();
  return { ...asked, findings, evidence: judge.evidence };
}

describe('what never becomes text', () => {
  const values = (of: ReturnType<typeof field>, ...cells: string[]) =>
    askedAbout(
      cells.map((cell) => `yes,7175550101,${cell}`),
      of,
    ).values;

  it.each<[string, ReturnType<typeof field>, string[], string[]]>([
    ['a text', field('Note', 'Text', { maxLength: 3 }), ['abc', 'Ann', ''], ['abcd', 'é', '=1', '1.5', 'a ']],
    ['an address', field('Email Address', 'Text', { maxLength: 6 }), ['a@b.co'], ['ab@b.co', 'a@b']],
    ['a number', field('Points', 'Number'), ['12.34', '0'], ['1e5', '1.005']],
    ['an answer', field('VIP', 'Checkbox'), ['true', '0'], ['yes', 'TRUE']],
    [
      'a date',
      field('Renewal', 'Date'),
      ['2020-02-29', '2030-12-31'],
      ['2021-02-29', '1/2/2020', '2020-13-01'],
    ],
    ['a birthday', field('Birthday', 'Date'), ['2026-06-15', '1990-12-31'], ['2026-06-16', '1990-02-30']],
    ['a postal code', field('Postal Code', 'Text', { maxLength: 5 }), ['17101'], ['00000', '1710', 'K1A']],
  ])('%s that is plain, and not one that is not', (_what, of, plain, others) => {
    expect(values(of, ...plain, ...others)).toEqual(others);
  });

  it('a postal code where five digits do not fit is asked about', () => {
    expect(values(field('Postal Code', 'Text', { maxLength: 4 }), '17101')).toEqual(['17101']);
  });

  it('a plain postal code is weighed all the same, once', () => {
    const { evidence } = askedAbout(['yes,7175550101,17101', 'yes,7175550101,501'], field('Postal Code'));
    expect(evidence.postal.get(2)).toEqual({ fiveDigits: 1, short: 1, other: 0 });
  });

  it('neither an ordinary phone nor one that is missing or too short', () => {
    const rows = ['7175550101', '(717) 555-0102', '', '555-0101', '+44 20 7946 0958'].map(
      (phone) => `yes,${phone},x`,
    );
    const { phones, findings } = askedAbout(rows);
    expect(phones).toEqual(['+44 20 7946 0958']);
    expect(findings).toEqual([
      ['Phone', ['phone.missing'], '', ''],
      ['Phone', ['phone.invalid'], '555-0101', ''],
    ]);
    // Seven digits may be a whole number on an island; and abroad each phone is asked about.
    expect(askedAbout(rows, field('Note'), 'AG').phones).toEqual(['555-0101', '+44 20 7946 0958']);
    expect(askedAbout(rows, field('Note'), 'GB').phones).toEqual(
      rows.map((row) => row.split(',')[1]).filter(Boolean),
    );
  });

  it('an answer that was met before, if it is short, plain and among the first eight', () => {
    const twice = (...answers: string[]) =>
      askedAbout([...answers, ...answers].map((answer) => `${answer},7175550101,x`)).answers;
    expect(twice('yes', 'no', '', 'twelve chars')).toEqual(['yes', 'no', '', 'twelve chars']);
    expect(twice('thirteen char')).toEqual(['thirteen char', 'thirteen char']);
    expect(twice('\u00f1')).toEqual(['\u00f1', '\u00f1']);
    const nine = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i'];
    expect(twice(...nine)).toEqual([...nine, 'i']);
  });
});
