import fc from 'fast-check';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { readPhone } from './phone-readings.ts';
import { anyText } from './review-text.ts';

const COUNTRIES: CountryCode[] = ['US', 'CA', 'PR', 'JM', 'AG', 'GB', 'DE', 'FR', 'AU', 'MX', 'IN', 'BR'];
const country = fc.constantFrom(...COUNTRIES);
const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 18 });
const nearly = fc
  .tuple(
    fc.constantFrom('', '+', '00', '011', '+1', "'", 'tel:'),
    digits,
    fc.constantFrom('', '.0', ' x2', 'e9'),
  )
  .map((parts) => parts.join(''));
const cell = fc.oneof(anyText, nearly, nearly);

describe('the phone rule, for whatever cell', () => {
  it('throws at nothing, and answers a phone or one reason why not, or both where there is an extension', () => {
    fc.assert(
      fc.property(cell, country, (text, from) => {
        const { phone, codes } = readPhone(text, from);
        const reasons = codes.filter((code) => code !== 'phone.repaired');
        const isExtended = reasons.includes('phone.hasExtension');
        expect(reasons.length).toBe(phone === 0 || isExtended ? 1 : 0);
        expect(Number.isSafeInteger(phone)).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });

  it('answers only numbers that are valid, and that somebody reads a text on', () => {
    fc.assert(
      fc.property(nearly, country, (text, from) => {
        const { phone } = readPhone(text, from);
        if (phone === 0) return;
        const parsed = parsePhoneNumberFromString(`+${phone}`);
        expect(parsed?.isValid()).toBe(true);
        expect(['TOLL_FREE', 'PREMIUM_RATE']).not.toContain(parsed?.getType());
        expect(String(phone).length).toBeLessThanOrEqual(15);
      }),
      { numRuns: 2000 },
    );
  });

  it('knows the same phone with an extension as without, and finds it of no use', () => {
    const extension = fc.constantFrom(' x2', 'x12', ' ext. 5', ' ext 5', ';ext=12', ' #7', ' extension 900');
    const plain = nearly.filter((text) => !/[xe]/.test(text.replace('tel:', '')));
    fc.assert(
      fc.property(plain, extension, country, (text, more, from) => {
        const { phone } = readPhone(text, from);
        expect(readPhone(text + more, from)).toEqual({ phone, codes: ['phone.hasExtension'] });
      }),
      { numRuns: 2000 },
    );
  });

  it('reads what it answered as the same phone again, with nothing to repair', () => {
    fc.assert(
      fc.property(nearly, country, (text, from) => {
        const { phone } = readPhone(text, from);
        if (phone !== 0) expect(readPhone(`+${phone}`, from)).toEqual({ phone, codes: [] });
      }),
      { numRuns: 2000 },
    );
  });
});

describe('two cells', () => {
  const number = fc.constantFrom('2015550123', '4165550123', '7875550104', '2125550199', '3055550100');
  const spelling = fc.constantFrom<(n: string) => string>(
    (n) => n,
    (n) => `1${n}`,
    (n) => `+1${n}`,
    (n) => `(${n.slice(0, 3)}) ${n.slice(3, 6)}-${n.slice(6)}`,
    (n) => `${n.slice(0, 3)}.${n.slice(3, 6)}.${n.slice(6)}`,
    (n) => `'${n}`,
    (n) => `${n}.0`,
    (n) => `tel:+1-${n}`,
    (n) => ` ${n}\u00a0`,
    (n) => `="${n}"`,
    (n) => `0111${n}`,
    (n) => `${n[0]}.${n.slice(1)}E+09`,
  );
  const written = fc.tuple(number, spelling).map(([n, spell]) => ({ n, text: spell(n) }));

  it('are one phone exactly where they are spellings of one number: like equals, in every direction', () => {
    fc.assert(
      fc.property(written, written, written, (one, other, third) => {
        const phones = [one, other, third].map(({ text }) => readPhone(text, 'US').phone);
        expect(phones.every((phone) => phone > 0)).toBe(true);
        expect(phones[0] === phones[1]).toBe(one.n === other.n);
        expect(phones[1] === phones[2]).toBe(other.n === third.n);
        if (phones[0] === phones[1] && phones[1] === phones[2]) expect(phones[0]).toBe(phones[2]);
      }),
      { numRuns: 1000 },
    );
  });
});
