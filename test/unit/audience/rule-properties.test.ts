import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noDateEvidence } from '../../../src-main/audience/dates.ts';
import { noDigitsEvidence } from '../../../src-main/audience/digits-evidence.ts';
import { fieldRule } from '../../../src-main/audience/field-rules.ts';
import { ADJUSTED, INVALID } from '../../../src-main/audience/marks.ts';
import { noPostalEvidence } from '../../../src-main/audience/postal-evidence.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import { anyText, codesOf, field } from './review-text.ts';

type Options = {
  order?: 'monthFirst' | 'dayFirst' | null;
  american?: boolean;
  european?: boolean;
  mixed?: boolean;
};

function ruleOf(of: ProfileField, { order = null, american, european, mixed }: Options = {}) {
  const postal = { ...noPostalEvidence(), fiveDigits: american ? 100 : 0 };
  const digits = {
    ...noDigitsEvidence(),
    decimalCommas: european ? 1 : 0,
    long: mixed ? 2 : 0,
    rounded: mixed ? 1 : 0,
  };
  const dates = { ...noDateEvidence(), otherDigits: mixed ? 1 : 0 };
  const evidence = {
    dates: new Map([[0, dates]]),
    postal: new Map([[0, postal]]),
    digits: new Map([[0, digits]]),
    widths: { exact: 0, surplus: 0 },
  };
  const rule = fieldRule(of, { position: 0, dateOrder: order }, evidence, '2026-06-15');
  return (text: string) => {
    const verdict = { marks: 0 };
    const value = rule(text, verdict);
    return { value, marks: verdict.marks };
  };
}

const digits = (least: number, most: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((cells) => cells.join(''));
const some = (...texts: string[]) => fc.constantFrom(...texts);

const thousands = fc.array(some(',000', ',123', ',120'), { maxLength: 7 }).map((groups) => groups.join(''));
const numbers = join(
  some('', '-', '+', '$', '-$'),
  fc.oneof(
    digits(0, 18),
    fc.integer({ min: 1, max: 3 }).chain((least) => join(digits(1, least), thousands)),
    join(digits(1, 3), digits(12, 12), some('0', '000', '000000')),
  ),
  some('', '.', ','),
  digits(0, 5),
  some('', 'E+11', 'e3', 'E-05', 'e28', 'e-28', '%'),
);
const days = fc.oneof(
  join(
    digits(1, 4),
    some('-', '/', '.'),
    digits(1, 2),
    some('-', '/'),
    digits(1, 4),
    some('', ' 12:30', 'T00:00:00Z'),
  ),
  join(digits(4, 6), some('', '.5')),
  some('Mar-84', '15-Mar', '########', '2026-06-15', '2026-06-16', '3/4/2020', '31/12/2020', '12/31/2020'),
);
const codes = fc.oneof(
  join(digits(1, 10), some('', '.0', '-1234', ' 1234')),
  some('K1A 0B1', 'SW1A 1AA', '00000', '?'),
);
const texts = fc.oneof(
  join(digits(1, 20), some('', 'E+15', ' Street')),
  some('1.23457E+15', '1.23456789012E+11', '1.5E7', '1.5E16', '2.0E15', '###', 'Gold'),
);
const emails = join(
  some('ann', 'a.b', '.a', 'a+b', ''),
  some('@', '@@', ''),
  some('example.com', 'x', 'b-c.co', '-x.co'),
);
const answers = some('true', 'FALSE', 'yes', 'No', 'y', '0', '1', 'on', 'off', 't', 'f', 'maybe', 'ja');

/** Which notes a value that is sent must have, told without the rule; those that are not named must not be there. */
type Notes = (text: string, value: string, options: Options) => Record<string, boolean>;

interface Kind {
  of: ProfileField;
  near: fc.Arbitrary<string>;
  options: Options[];
  holds: RegExp;
  notes: Notes;
}

/** Whether a number has more than hundredths: told by what is left of it as a whole number of the smallest part written. */
function hasMoreDecimals(text: string): boolean {
  const [mantissa = '', power = '0'] = text.toLowerCase().split('e');
  const [whole = '', decimals = ''] = mantissa.replace(/[^\d.]/g, '').split('.');
  const places = decimals.length - Number(power);
  return places > 2 && BigInt(whole + decimals || '0') % 10n ** BigInt(places - 2) !== 0n;
}

const SLASHED = /^(\d+)\/(\d+)\//;
const dateNotes: Notes = (text, _value, { order = null }) => {
  const [, first, second] = SLASHED.exec(text)?.map(Number) ?? [];
  const either = first !== second && first! <= 12 && second! <= 12;
  return {
    'date.orderAssumed': order === null && either,
    'value.excelRepaired': /^\d{5}(\.\d+)?$/.test(text),
  };
};
const KINDS: Record<string, Kind> = {
  text: {
    of: field('Note', 'Text', { maxLength: 12 }),
    near: texts,
    options: [{}, { mixed: true }],
    holds: /^[\s\S]{1,12}$/,
    notes: (text, value) => ({
      'text.lineBreak': /[\r\n\u2028\u2029]/.test(text),
      'value.excelRepaired': value !== text && !/[\r\n\u2028\u2029]/.test(text),
    }),
  },
  email: {
    of: field('Email Address', 'Text', { maxLength: 20 }),
    near: emails,
    options: [{}],
    holds: /^[^@\s]{1,18}@[^@\s]+\.[a-z]+$/i,
    notes: () => ({}),
  },
  'postal code': {
    of: field('Postal Code', 'Text', { maxLength: 10 }),
    near: codes,
    options: [{}, { american: true }],
    holds: /^(?=.*\d)[a-z\d -]{3,10}$/i,
    notes: (text, value, { american = false }) => ({
      'postal.trimmed': text.includes('.'),
      'postal.padded': american && /^\d{3,4}(\.|$)/.test(text) && value.length === 5,
    }),
  },
  number: {
    of: field('Points', 'Number'),
    near: numbers,
    options: [{}, { european: true }, { mixed: true }],
    holds: /^-?\d+(\.\d{1,2})?$/,
    notes: (text) => ({ 'number.rounded': hasMoreDecimals(text), 'value.excelRepaired': /e/i.test(text) }),
  },
  checkbox: {
    of: field('VIP', 'Checkbox'),
    near: answers,
    options: [{}],
    holds: /^(true|false)$/,
    notes: () => ({}),
  },
  date: {
    of: field('Renewal', 'Date'),
    near: days,
    options: [{}, { order: 'dayFirst' }, { order: 'monthFirst' }, { mixed: true }],
    holds: /^\d\d\/\d\d\/\d{4}$/,
    notes: dateNotes,
  },
  birthday: {
    of: field('Birthday', 'Date'),
    near: days,
    options: [{}, { order: 'dayFirst' }],
    holds: /^\d\d\/\d\d\/(19\d\d|20[01]\d|202[0-6])$/,
    notes: dateNotes,
  },
};

describe.each(Object.entries(KINDS))('the rule of a %s', (name, { of, near, options, holds, notes }) => {
  // A rule is only asked about cells that are trimmed and not blank.
  const cell = fc
    .oneof(near, near, anyText)
    .map((text) => text.trim())
    .filter((text) => text !== '');

  it.each(options)('sends what its field can hold, or nothing with a reason: %j', (option) => {
    const rule = ruleOf(of, option);
    fc.assert(
      fc.property(cell, (text) => {
        const { value, marks } = rule(text);
        if (marks & INVALID) {
          expect(value).toBe('');
          // What is refused was not adjusted.
          expect(codesOf(marks & ADJUSTED)).toEqual([]);
        } else expect(value).toMatch(holds);
      }),
      { numRuns: 1500 },
    );
  });

  it.each(options)('changes nothing more of what it sends: %j', (option) => {
    const rule = ruleOf(of, option);
    // A date is sent with its month first, whatever the column's own order.
    const again =
      name === 'date' || name === 'birthday' ? ruleOf(of, { ...option, order: 'monthFirst' }) : rule;
    fc.assert(
      fc.property(cell, (text) => {
        const { value, marks } = rule(text);
        if (!(marks & INVALID)) expect(again(value)).toEqual({ value, marks: 0 });
      }),
      { numRuns: 1500 },
    );
  });

  it.each(options)(
    'notes that a value means something else than it says just where it does: %j',
    (option) => {
      const rule = ruleOf(of, option);
      fc.assert(
        fc.property(cell, (text) => {
          const { value, marks } = rule(text);
          if (marks & INVALID) return;
          const expected = Object.entries(notes(text, value, option)).filter(([, isThere]) => isThere);
          expect([text, codesOf(marks).sort()]).toEqual([text, expected.map(([code]) => code).sort()]);
        }),
        { numRuns: 1500 },
      );
    },
  );
});
