import fc from 'fast-check';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { phoneRule } from '../../../src-main/audience/phone.ts';
import { anyText, codesOf } from './review-text.ts';

function read(cell: string, country: CountryCode = 'US') {
  const verdict = { marks: 0 };
  const phone = phoneRule(country)(cell, verdict);
  return { phone, codes: codesOf(verdict.marks) };
}

describe('the phone rule', () => {
  it.each([
    ['ten digits', '7175550101'],
    ['the national form', '(717) 555-0101'],
    ['hyphens', '717-555-0101'],
    ['dots', '717.555.0101'],
    ['spaces', ' 717 555 0101 '],
    ['a leading 1', '1 717 555 0101'],
    ['E.164', '+17175550101'],
    ['a plus inside brackets', '(+1) 717 555 0101'],
    ['a leading apostrophe', "'7175550101"],
    ['a typographic apostrophe', '\u20197175550101'],
    ['a spreadsheet’s text formula', '="7175550101"'],
    ['a link', 'tel:+1-717-555-0101'],
    ['a trailing .0', '7175550101.0'],
    ['a trailing .0 after a leading 1', '17175550101.0'],
    ['a leading 00', '0017175550101'],
    ['a leading 011', '011 1 717 555 0101'],
    ['a no-break space', '717\u00a0555\u00a00101'],
    ['typographic hyphens', '717\u2013555\u20110101'],
    ['invisible direction marks', '\u202a7175550101\u202c'],
  ])('%s is forgiven and is no adjustment', (_what, cell) => {
    expect(read(cell)).toEqual({ phone: 17175550101, codes: [] });
  });

  it.each(['1.7175550101E+10', '1.7175550101e10', '7.175550101E+09', '7.175550101E9', '+1.7175550101E+10'])(
    'scientific notation with all digits is repaired: %s',
    (cell) => {
      expect(read(cell)).toEqual({ phone: 17175550101, codes: ['phone.repaired'] });
    },
  );

  it.each([
    ['phone.missing', ''],
    ['phone.missing', ' \t '],
    ['phone.missing', "'"],
    ['phone.excelDamaged', '1.71756E+10'],
    ['phone.excelDamaged', '7E+09'],
    ['phone.excelDamaged', '1.717555010E+10'],
    ['phone.notMobile', '800-555-0101'],
    ['phone.notMobile', '+1 888 555 0101'],
    ['phone.notMobile', '900-555-0101'],
    ['phone.invalid', '717-555-CALL'],
    ['phone.invalid', 'none'],
    ['phone.invalid', '555-0101'],
    ['phone.invalid', '71755501011'],
    ['phone.invalid', '717-555-01011'],
    ['phone.invalid', '7175550101 7175550102'],
    ['phone.invalid', '7175550101/7175550102'],
    ['phone.invalid', '7175550101, 7175550102'],
    ['phone.invalid', '7175550101; 7175550102'],
    ['phone.invalid', '0000000000'],
    ['phone.invalid', '1175550101'],
    ['phone.invalid', '717-155-0101'],
    ['phone.invalid', '+999 717 555 0101'],
    ['phone.invalid', '++17175550101'],
    ['phone.invalid', '-'],
    ['phone.invalid', '717555.0000'],
    ['phone.invalid', '1717555.0000'],
  ])('%s: "%s"', (code, cell) => {
    expect(read(cell)).toEqual({ phone: 0, codes: [code] });
  });

  it.each([
    '717-555-0101 x12',
    '717-555-0101x12',
    '717-555-0101 ext. 12',
    '7175550101;ext=12',
    '717-555-0101 extension 12',
    '717-555-0101 EXTN 12',
    '(717) 555-0101 #12',
    '+1 717 555 0101 x 1',
    "'7175550101 x12",
    'tel:+1-717-555-0101;ext=12',
    '1.7175550101E+10 x12',
    '0017175550101 x12',
  ])('a phone with an extension is known, and cannot be used: "%s"', (cell) => {
    expect(read(cell)).toEqual({ phone: 17175550101, codes: ['phone.hasExtension'] });
  });

  it.each([
    ['GB', '020 7946 0958 x12', 442079460958],
    ['DE', '030 123456 x12', 4930123456],
    ['DE', '030 1234567 ext. 5', 49301234567],
    ['US', '+44 20 7946 0958 #7', 442079460958],
  ] as const)('in %s, too, without losing one of its digits: "%s"', (country, cell, phone) => {
    expect(read(cell, country)).toEqual({ phone, codes: ['phone.hasExtension'] });
  });

  it.each([
    ['a number that is none', '717 x12'],
    ['a toll-free number', '800-555-0101 x12'],
    ['a foreign number that looks North American', '+47 21 55 01 01 x12'],
    ['two extensions', '717-555-0101 x12 x13'],
    ['digits that a spreadsheet dropped', '1.71756E+10 x12'],
  ])('an extension of %s is of no known phone', (_what, cell) => {
    expect(read(cell)).toEqual({ phone: 0, codes: ['phone.hasExtension'] });
  });

  it('a number that was repaired and is unusable all the same is only unusable', () => {
    expect(read('1.1175550101E+10').codes).toEqual(['phone.invalid']);
  });

  // The last group of a number written with dots is no decimal part, however many zeros it has.
  it.each([
    ['717.555.0000', 17175550000],
    ["'717.555.0000", 17175550000],
    ['+1.876.555.0000', 18765550000],
    ['+44.20.7946.0000', 442079460000],
  ])('a last group of zeros after a dot belongs to the number: %s', (cell, phone) => {
    expect(read(cell)).toEqual({ phone, codes: [] });
  });

  it.each([
    ['GB', '020 7946 0958', 442079460958],
    ['GB', '(0117) 496-0123', 441174960123],
    ['GB', '0044 20 7946 0958', 442079460958],
    ['GB', '+1 717 555 0101', 17175550101],
    ['US', '011 44 20 7946 0958', 442079460958],
    ['US', '00442079460958', 442079460958],
    ['US', '+44 (20) 7946-0958', 442079460958],
    ['CA', '416-555-0101', 14165550101],
    ['NO', '21 55 01 01', 4721550101],
  ] as const)('in %s, %s is %d', (country, cell, phone) => {
    expect(read(cell, country)).toEqual({ phone, codes: [] });
  });

  it('a North American national number is not one elsewhere', () => {
    expect(read('(717) 555-0101', 'NO')).toEqual({ phone: 0, codes: ['phone.invalid'] });
  });

  it('a foreign number of ten digits in all is refused where it would look North American', () => {
    expect(read('+47 21 55 01 01', 'US')).toEqual({ phone: 0, codes: ['phone.invalid'] });
    expect(read('+47 21 55 01 01', 'GB').phone).toBe(4721550101);
  });

  const area = fc.oneof(
    fc.integer({ min: 200, max: 999 }),
    fc.constantFrom(201, 212, 416, 604, 717, 787, 800, 833, 876, 900),
  );
  const line = fc.oneof(fc.integer({ min: 0, max: 9999 }), fc.constantFrom(0, 100, 101, 1000));
  const national = fc
    .tuple(area, fc.integer({ min: 100, max: 999 }), line)
    .map(([a, b, c]) => [String(a), String(b), String(c).padStart(4, '0')] as const);

  const spellings: ((a: string, b: string, c: string) => string)[] = [
    (a, b, c) => `${a}${b}${c}`,
    (a, b, c) => `1${a}${b}${c}`,
    (a, b, c) => `+1${a}${b}${c}`,
    (a, b, c) => `(${a}) ${b}-${c}`,
    (a, b, c) => `${a}-${b}-${c}`,
    (a, b, c) => `1 (${a}) ${b} ${c}`,
    (a, b, c) => `+1 ${a} ${b} ${c}`,
    (a, b, c) => `1-${a}-${b}-${c}`,
  ];

  it.each(['US', 'CA'] as const)('agrees with libphonenumber on ten-digit numbers, from %s', (country) => {
    fc.assert(
      fc.property(national, fc.constantFrom(...spellings), ([a, b, c], spell) => {
        const cell = spell(a, b, c);
        const known = parsePhoneNumberFromString(cell, { defaultCountry: country, extract: false });
        const { phone, codes } = read(cell, country);
        if (!known?.isValid()) expect([cell, phone, codes]).toEqual([cell, 0, ['phone.invalid']]);
        else if (['TOLL_FREE', 'PREMIUM_RATE'].includes(known.getType() ?? '')) {
          expect([cell, phone, codes]).toEqual([cell, 0, ['phone.notMobile']]);
        } else expect([cell, `+${phone}`, codes]).toEqual([cell, known.number, []]);
      }),
      { numRuns: 600 },
    );
  });

  it('all spellings of a number are one phone', () => {
    fc.assert(
      fc.property(national, ([a, b, c]) => {
        const phones = new Set(spellings.map((spell) => read(spell(a, b, c)).phone));
        expect(phones.size).toBe(1);
        expect(read(`${a}.${b}.${c}`).phone).toBe([...phones][0]);
      }),
      { numRuns: 500 },
    );
  });

  it('throws at nothing, and answers either a valid phone or a reason', () => {
    const phoneLike = fc.string({ unit: fc.constantFrom(...'0123456789+-(). x/eE#\u00a0'), maxLength: 18 });
    const country = fc.constantFrom<CountryCode>('US', 'CA', 'GB', 'DE', 'NO');
    fc.assert(
      fc.property(fc.oneof(phoneLike, anyText), country, (cell, from) => {
        const { phone, codes } = read(cell, from);
        const reasons = codes.filter((code) => code !== 'phone.repaired');
        if (phone === 0) {
          expect(reasons).toHaveLength(1);
          expect(reasons[0]).toMatch(/^phone\./);
          return;
        }
        // A phone with an extension is known all the same.
        expect(reasons.filter((code) => code !== 'phone.hasExtension')).toEqual([]);
        expect(parsePhoneNumberFromString(`+${phone}`)?.isValid()).toBe(true);
        expect(read(`+${phone}`, from)).toEqual({ phone, codes: [] });
      }),
      { numRuns: 800 },
    );
  });
});
