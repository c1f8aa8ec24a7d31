import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  isFiveDigits,
  isPlainAnswer,
  isPlainEmail,
  isPlainNumber,
  mayBeExcels,
  mayBePlaceholder,
  plainDay,
} from '../../../src-main/audience/quick-cells.ts';

type Asked<Answer> = (bytes: Uint8Array, start: number, end: number) => Answer;

/** What is said of a cell that stands between two others. */
function of<Answer>(ask: Asked<Answer>, cell: string): Answer {
  const bytes = Buffer.from(`9@.${cell}9@.9`);
  return ask(bytes, 3, 3 + cell.length);
}

/** That these cells, which every export is full of, are not asked about again; and that those are. */
function tells(ask: Asked<boolean>, plain: string[], others: string[]) {
  it.each(plain)('%s is plain', (cell) => expect(of(ask, cell)).toBe(true));
  it.each(others)('%s is not', (cell) => expect(of(ask, cell)).toBe(false));
}

describe('a number', () => {
  tells(
    isPlainNumber,
    [
      '0',
      '5',
      '-5',
      '12.5',
      '12.34',
      '-0.05',
      '007',
      '123456789012345',
      '-12345678901234',
      '123456789012.34',
    ],
    [
      '',
      '-',
      '.',
      '.5',
      '5.',
      '1.234',
      '1,234',
      '$5',
      '+5',
      '1.2.3',
      '5a',
      'a5',
      '1.a',
      '1.2a',
      '--5',
      '1234567890123456',
      '1e5',
    ],
  );
});

describe('an email address', () => {
  tells(
    isPlainEmail,
    [
      'a@b.co',
      'ann.lee@example.com',
      'a_b-c@mail.example.co',
      'A1@X9.YZ',
      '-a@b.co',
      '1@2.co',
      'a@b-c.co',
      'a@b.c.de',
    ],
    [
      '',
      '@',
      'a@',
      '@b.co',
      'a',
      'a@b',
      'a@b.c',
      'a.@b.co',
      '.a@b.co',
      'a..b@c.co',
      'a@.co',
      'a@b..co',
      'a@b.co.',
      'a@-b.co',
      'a@b.c0',
      'a@b.c-d',
      'a+b@c.co',
      'a b@c.co',
      'a@b c.co',
      'a@b@c.co',
      'a@b_c.co',
      '{@b.co',
      '`@b.co',
      '[@b.co',
      'a@b.{}',
      '/@b.co',
      ':@b.co',
    ],
  );
});

describe('a postal code', () => {
  tells(
    isFiveDigits,
    ['10001', '00001', '99999', '10000'],
    ['', '1000', '100011', '00000', '1000a', 'a0001', '1000 ', '1000/', '1000:'],
  );
});

describe('a yes or no', () => {
  tells(
    isPlainAnswer,
    ['true', 'false', '1', '0'],
    [
      '',
      '2',
      '/',
      'tru',
      'trues',
      'True',
      'TRUE',
      'folse',
      'falsy',
      'fals',
      'yes',
      'y',
      'trve',
      'xrue',
      'txue',
      'truе',
    ],
  );
});

describe('a day', () => {
  it.each([
    ['1984-03-15', 19840315],
    ['0000-00-00', 0],
    ['9999-99-99', 99999999],
  ])('%s is %i', (cell, day) => expect(of(plainDay, cell)).toBe(day));
  it.each([
    '1984-03-1',
    '1984-03-155',
    '1984/03/15',
    '1984-03/15',
    '19840-3-15',
    'a984-03-15',
    '1984-0a-15',
    '1984-03-1x',
    '1984-03-1/',
    '1984-03-1:',
  ])('%s is not written so', (cell) => expect(of(plainDay, cell)).toBe(0));
});

describe('a word for nothing', () => {
  it.each([
    'NULL',
    'null',
    'NaN',
    '\\N',
    '#N/A',
    '#GETTING_DATA',
    '#',
    '#a very long text indeed',
    'Nancy',
    'nineteen'.slice(0, 8),
  ])('may be %s', (cell) => expect(of(mayBePlaceholder, cell)).toBe(true));
  it.each(['Ann', 'Nathaniel', 'northwest', '\\\\server\\x', '0', 'M', 'O', 'm', 'o'])('is not %s', (cell) =>
    expect(of(mayBePlaceholder, cell)).toBe(false),
  );
});

describe('what a spreadsheet left', () => {
  it.each(['=1', '="x"', '1.5', '1E5', '-1.5', '+1E5', '1.23E+15', '1234567890123456', '-1234567890123456'])(
    'may be %s',
    (cell) => expect(of(mayBeExcels, cell)).toBe(true),
  );
  it.each([
    'Gold',
    '',
    '-',
    '+',
    '5',
    '-5',
    '12.5',
    '12E5',
    '123456789012345',
    '-123456789012345',
    '1600 Long Street 5',
    '123456789012345x',
    'E5',
    '.5',
    '1e5',
  ])('is not %s', (cell) => expect(of(mayBeExcels, cell)).toBe(false));

  it('may be any number of more digits than it keeps, and no shorter one', () => {
    const number = fc.stringMatching(/^[1-9]\d{1,30}$/);
    fc.assert(
      fc.property(number, (text) => {
        expect(of(mayBeExcels, text)).toBe(text.length > 15);
      }),
    );
  });
});
