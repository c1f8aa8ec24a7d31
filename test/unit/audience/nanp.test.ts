import fc from 'fast-check';
import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { NOT_ORDINARY, quickPhone, quickPhoneOf, TOO_SHORT } from '../../../src-main/audience/nanp.ts';

/** Whether libphonenumber knows the number as one that can be texted; the number, or null. */
function asLibphonenumber(cell: string, country: CountryCode): number | null {
  const parsed = parsePhoneNumberFromString(cell, { defaultCountry: country, extract: false });
  if (!parsed?.isValid() || ['TOLL_FREE', 'PREMIUM_RATE'].includes(parsed.getType() ?? '')) return null;
  return Number(parsed.number.slice(1));
}

/** What the quick way says against libphonenumber, or null where they agree or the quick way says nothing. */
function disagreement(cell: string, country: CountryCode): string | null {
  const quick = quickPhoneOf(cell);
  if (quick === NOT_ORDINARY) return null;
  const known = asLibphonenumber(cell, country);
  return (quick === TOO_SHORT ? null : quick) === known ? null : `${cell}: ${quick}, not ${known}`;
}

describe('the quick way to read a North American number', () => {
  it('agrees with libphonenumber in every area code', () => {
    const wrong: string[] = [];
    let ordinary = 0;
    for (let area = 0; area < 1000; area++) {
      for (let step = 0; step < 12; step++) {
        const exchange = (area * 7 + step * 89) % 1000;
        const line = [0, 9999, 100, (area * 131 + step * 977) % 10_000][step % 4]!;
        const national = [area, exchange, line].map((part, place) =>
          String(part).padStart(place === 2 ? 4 : 3, '0'),
        );
        const found = disagreement(national.join(''), 'US');
        if (found) wrong.push(found);
        if (quickPhoneOf(national.join('')) > 0) ordinary++;
      }
    }
    expect(wrong).toEqual([]);
    // Of the 400 area codes and more, three in four exchanges are ordinary: nearly nothing goes the slow way.
    expect(ordinary).toBeGreaterThan(3000);
  });

  it('decides by area code and exchange alone, as libphonenumber does', () => {
    const part = (least: number, most: number) => fc.integer({ min: least, max: most });
    fc.assert(
      fc.property(
        part(200, 999),
        part(0, 999),
        part(0, 9999),
        part(0, 9999),
        (area, exchange, one, other) => {
          const start = `${area}${String(exchange).padStart(3, '0')}`;
          const isKnown = (line: number) =>
            asLibphonenumber(start + String(line).padStart(4, '0'), 'US') !== null;
          expect(isKnown(one)).toBe(isKnown(other));
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('agrees on whatever is written of digits and punctuation', () => {
    const start = fc.constantFrom(
      '',
      '+1',
      '1',
      '+1 (',
      '(',
      '1-',
      '00',
      '011',
      '+',
      '717',
      '0',
      '0069',
      '1268',
    );
    const rest = fc.string({ unit: fc.constantFrom(...'0123456789012345678923456789-. ()'), maxLength: 14 });
    fc.assert(
      fc.property(start, rest, fc.constantFrom<CountryCode>('US', 'CA'), (begin, end, country) => {
        const cell = (begin + end).trim();
        // A spreadsheet's ".0", which is no part of the number, is for the phone rule to take away.
        fc.pre(!/\.0+$/.test(cell));
        expect(disagreement(cell, country)).toBeNull();
      }),
      { numRuns: 5000 },
    );
  });

  it.each([
    ['7175550101', 17175550101],
    ['17175550101', 17175550101],
    ['+17175550101', 17175550101],
    ['+1 (717) 555-0101', 17175550101],
    ['1-717-555-0101', 17175550101],
    ['(717) 555 0101', 17175550101],
    ['717.555.0101', 17175550101],
    ['717555.0101', 17175550101],
    ['717.555.0000', 17175550000],
    ['717-555.0000', 17175550000],
    [`717${'-'.repeat(22)}5550101`, 17175550101],
    ['4165550103', 14165550103],
    ['7875550104', 17875550104],
    ['8095550105', 18095550105],
  ])('reads %s itself, since most are written so', (cell, phone) => {
    expect(quickPhoneOf(cell)).toBe(phone);
  });

  it('reads what stands between two other cells', () => {
    const of = (cell: string) => quickPhone(Buffer.from(`1+,${cell},9`), 3, 3 + cell.length);
    expect(of('+17175550101')).toBe(17175550101);
    expect(of('7175550101')).toBe(17175550101);
    expect(of('+7175550101')).toBe(NOT_ORDINARY);
    expect(of('555-0106')).toBe(TOO_SHORT);
    expect(of(`717${'-'.repeat(22)}5550101`)).toBe(17175550101);
    expect(of(`717${'-'.repeat(23)}5550101`)).toBe(NOT_ORDINARY);
  });

  it.each([
    '7175550101.0',
    '7175550101.',
    '717555010.1',
    '717.5550101',
    '717555.0000',
    '+7175550101',
    '+1717555010',
    '7+175550101',
    '717555+0101',
    '27175550101',
    '171755501011',
    '55.0106',
    '\u0137175550101',
    `717${'-'.repeat(23)}5550101`,
  ])('leaves %s to the phone rule, though most of it is digits', (cell) => {
    expect(quickPhoneOf(cell)).toBe(NOT_ORDINARY);
  });

  it.each(['23', '555-0106', '(717) 555', '234567890'])('knows that %s is too short', (cell) => {
    expect(quickPhoneOf(cell)).toBe(TOO_SHORT);
  });

  it.each(['006903010', '0112345', '1234567', '+12345', '71.75', '', 'abc', '7175550101 x', '７175550101'])(
    'leaves %j to the phone rule',
    (cell) => {
      expect(quickPhoneOf(cell)).toBe(NOT_ORDINARY);
    },
  );
});
