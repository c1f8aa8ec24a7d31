import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noDigitsEvidence } from '../../../src-main/audience/digits-evidence.ts';
import { mayBePlaceholder } from '../../../src-main/audience/quick-cells.ts';
import {
  checkboxRule,
  emailRule,
  isPlaceholder,
  numberRule,
  PLACEHOLDERS,
  postalRule,
  textRule,
  type ValueRule,
} from '../../../src-main/audience/values.ts';
import { anyText, codesOf } from './review-text.ts';

function ask(rule: ValueRule, text: string) {
  const verdict = { marks: 0 };
  const value = rule(text, verdict);
  return { value, codes: codesOf(verdict.marks) };
}

const trimmedText = anyText.map((text) => text.trim());
const numberLike = fc.string({ unit: fc.constantFrom(...'0123456789..,,-+$€ e'), maxLength: 12 });
const codeLike = fc.string({ unit: fc.constantFrom(...'0123456789-. aZ'), maxLength: 12 });
const textLike = fc
  .oneof(anyText, numberLike, codeLike)
  .filter((text) => text.trim() === text && text !== '');

/** Rule by rule: what it answers satisfies the field, and asked again it answers the same with nothing to say. */
function holdsForAllTexts(rule: ValueRule, wellFormed: (value: string) => boolean, ...invalid: string[]) {
  fc.assert(
    fc.property(textLike, (text) => {
      const { value, codes } = ask(rule, text);
      if (codes.some((code) => invalid.includes(code))) expect(value).toBe('');
      else {
        expect([text, value, wellFormed(value)]).toEqual([text, value, true]);
        expect(ask(rule, value)).toEqual({ value, codes: [] });
      }
    }),
    { numRuns: 500 },
  );
}

const number = numberRule(noDigitsEvidence());

describe('the text rule', () => {
  it.each([
    ['abc', 3, 'abc', []],
    ['abcd', 3, '', ['text.tooLong']],
    ['é日本', 3, 'é日本', []],
    ['a'.repeat(5000), null, 'a'.repeat(5000), []],
  ])('"%.8s" within %s characters', (text, maxLength, value, codes) => {
    expect(ask(textRule(maxLength), text)).toEqual({ value, codes });
  });

  it('answers the very text or nothing, never a shortened one', () => {
    fc.assert(
      fc.property(trimmedText, fc.nat({ max: 20 }), (text, maxLength) => {
        expect(ask(textRule(maxLength), text).value).toBe(text.length <= maxLength ? text : '');
      }),
    );
  });
});

describe('the email rule', () => {
  it.each(['ann@example.com', 'Ann.Lee+sms@mail.example.com', "o'hara@example.com"])('%s passes', (text) => {
    expect(ask(emailRule(100), text)).toEqual({ value: text, codes: [] });
  });

  it.each([
    'ann',
    'ann@',
    '@example.com',
    'ann@example',
    'ann lee@example.com',
    'ann@example.com, bob@example.com',
    'ann@@example.com',
    'ann..lee@example.com',
    'Ann <ann@example.com>',
    'ann@example.com\nbcc: bob@example.com',
  ])('%s is refused', (text) => {
    expect(ask(emailRule(100), text)).toEqual({ value: '', codes: ['email.invalid'] });
  });

  it('an address longer than the field is refused as too long', () => {
    expect(ask(emailRule(14), 'ann@example.com')).toEqual({ value: '', codes: ['text.tooLong'] });
    expect(ask(emailRule(15), 'ann@example.com').codes).toEqual([]);
  });

  it('answers the text itself or a reason, whatever the text', () => {
    const rule = emailRule(12);
    holdsForAllTexts(rule, (value) => /^[^@\s]+@[^@\s]+$/.test(value), 'email.invalid', 'text.tooLong');
  });
});

describe('the number rule', () => {
  it.each([
    ['0', '0'],
    ['12', '12'],
    ['-12.5', '-12.5'],
    ['12.50', '12.50'],
    ['007', '7'],
    ['-000.50', '-0.50'],
    ['+12', '12'],
    ['$12.50', '12.50'],
    ['€ 12', '12'],
    ['-$5', '-5'],
    ['$-5', '-5'],
    ['1,234', '1234'],
    ['$1,234,567.89', '1234567.89'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['-0', '0'],
    ['-0.00', '0.00'],
    ['1.000', '1.00'],
    ['1.2300', '1.23'],
    ['12345678901234567890.12', '12345678901234567890.12'],
  ])('%s is sent as %s', (text, value) => {
    expect(ask(number, text)).toEqual({ value, codes: [] });
  });

  it.each([
    ['1.005', '1.01'],
    ['1.004', '1.00'],
    ['-1.005', '-1.01'],
    ['2.345', '2.35'],
    ['0.999', '1.00'],
    ['-0.004', '0.00'],
    ['.005', '0.01'],
    ['1,234.567', '1234.57'],
    ['99999999999999.995', '100000000000000.00'],
    ['1.0000000001', '1.00'],
  ])('%s is rounded half away from zero to %s, and marked', (text, value) => {
    expect(ask(number, text)).toEqual({ value, codes: ['number.rounded'] });
  });

  it.each(['abc', '-', '.', '$', '1,23', '1,2345', ',123', '1.2.3', '--5', '-$-5', '5%', '12 000', '5-'])(
    '%s is refused',
    (text) => {
      expect(ask(number, text)).toEqual({ value: '', codes: ['number.invalid'] });
    },
  );

  it('answers a decimal number with at most two decimals, whatever the text', () => {
    holdsForAllTexts(number, (value) => /^-?\d+(\.\d{1,2})?$/.test(value), 'number.invalid');
  });

  it('is never off by more than half a hundredth', () => {
    const scaled = fc.bigInt({ min: -(10n ** 17n), max: 10n ** 17n });
    fc.assert(
      fc.property(scaled, fc.integer({ min: 3, max: 9 }), (amount, places) => {
        const digits = String(amount < 0n ? -amount : amount).padStart(places + 1, '0');
        const text = `${amount < 0n ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`;
        const { value, codes } = ask(number, text);
        const sent = BigInt(value.replace('.', '')) * 10n ** BigInt(places - 2);
        const off = sent > amount ? sent - amount : amount - sent;
        expect(2n * off <= 10n ** BigInt(places - 2)).toBe(true);
        expect(codes).toEqual(off === 0n ? [] : ['number.rounded']);
      }),
    );
  });
});

describe('the checkbox rule', () => {
  it.each(['true', 'TRUE', 'yes', 'Y', '1', 'on', 't'])('%s is true', (text) => {
    expect(ask(checkboxRule, text)).toEqual({ value: 'true', codes: [] });
  });
  it.each(['false', 'False', 'no', 'N', '0', 'off', 'f'])('%s is false', (text) => {
    expect(ask(checkboxRule, text)).toEqual({ value: 'false', codes: [] });
  });
  it.each(['maybe', '2', '-1', 'truee', 'x', 'constructor'])('%s is refused', (text) => {
    expect(ask(checkboxRule, text)).toEqual({ value: '', codes: ['checkbox.invalid'] });
  });
  it('answers true or false or a reason, whatever the text', () => {
    holdsForAllTexts(checkboxRule, (value) => value === 'true' || value === 'false', 'checkbox.invalid');
  });
});

describe('the postal rule', () => {
  it.each([
    [true, '17101', '17101', []],
    [true, '17101-1234', '17101-1234', []],
    [true, '171011234', '171011234', []],
    [true, '17101 1234', '17101 1234', []],
    [true, '1234', '01234', ['postal.padded']],
    [true, '501', '00501', ['postal.padded']],
    [true, '17101.0', '17101', ['postal.trimmed']],
    [false, '17101.000', '17101', ['postal.trimmed']],
    [true, '171000000', '171000000', []],
    [true, '1234.0', '01234', ['postal.padded', 'postal.trimmed']],
    [true, 'K1A 0B1', 'K1A 0B1', []],
    [false, '1234', '1234', []],
    [false, '501', '501', []],
    [false, 'SW1A 1AA', 'SW1A 1AA', []],
  ])('american %s: %s is sent as %s', (american, text, value, codes) => {
    expect(ask(postalRule(american, 10), text)).toEqual({ value, codes });
  });

  it.each([
    [true, '12'],
    [true, '123456'],
    [true, '1234567890'],
    [false, '12'],
    [false, 'ABC'],
    [false, '1234_5'],
    [false, '12345678901'],
    [false, '1234567890.0'],
    [false, '17101.01'],
    [false, '17101.'],
    [false, 'x123.0'],
    [true, '12.0'],
    [true, '12345-678'],
    [true, '1234-5678'],
    [true, '1-2'],
    [true, '0000'],
    [true, '00000'],
  ])('american %s: %s is refused', (american, text) => {
    expect(ask(postalRule(american, 20), text)).toEqual({ value: '', codes: ['postal.invalid'] });
  });

  it('a code longer than the field is refused as too long', () => {
    expect(ask(postalRule(true, 5), '17101-1234')).toEqual({ value: '', codes: ['text.tooLong'] });
  });

  it.each([true, false])('american %s: answers a code within the length or a reason', (american) => {
    const wellFormed = (value: string) => /^[a-z\d -]{3,8}$/i.test(value) && /\d/.test(value);
    holdsForAllTexts(postalRule(american, 8), wellFormed, 'postal.invalid', 'text.tooLong');
  });
});

describe('isPlaceholder', () => {
  it.each(['NULL', 'null', '\\N', 'NaN', '#N/A', '#REF!', '#VALUE!', '#DIV/0!', '#NAME?', '#NUM!', '#NULL!'])(
    '%s means nothing',
    (text) => {
      expect(isPlaceholder(text)).toBe(true);
    },
  );
  it.each(['', 'Null', 'Nan', 'N', '#', '#1', 'nullable', 'NA', '0', '\\'])('"%s" is a value', (text) => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it('none is missed by who asks only for the first letter and the length', () => {
    for (const word of PLACEHOLDERS) {
      const bytes = Buffer.from(`,${word},`);
      expect([word, isPlaceholder(word), mayBePlaceholder(bytes, 1, bytes.length - 1)]).toEqual([
        word,
        true,
        true,
      ]);
    }
  });
});
