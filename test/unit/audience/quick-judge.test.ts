import { describe, expect, it } from 'vitest';
import { makeJudge } from '../../../src-main/audience/judge.ts';
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
    ['a first day', field('Renewal', 'Date'), ['1900-01-01', '1899-12-31'], [[], ['date.invalid']]],
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
