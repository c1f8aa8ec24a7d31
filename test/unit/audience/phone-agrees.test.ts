import fc from 'fast-check';
import type { CountryCode } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { phoneExamples } from './phone-examples.ts';
import { libphonenumberReading, readPhone } from './phone-readings.ts';

/** How the phone rule and libphonenumber read a cell differently, in words; null where they agree. */
function disagreement(cell: string, country: CountryCode, heard = cell): string | null {
  const rule = JSON.stringify(readPhone(cell, country));
  const known = JSON.stringify(libphonenumberReading(heard, country));
  return rule === known ? null : `${country} ${cell}: ${rule}, not ${known}`;
}

describe('the phone rule and libphonenumber', () => {
  const examples = phoneExamples();

  it('there is an example of nearly every type in every country', () => {
    const countries = new Set(examples.flatMap(({ country }) => country ?? []));
    expect(countries.size).toBeGreaterThan(240);
    expect(examples.length).toBeGreaterThan(1300);
    expect(examples.filter(({ country }) => country === null).length).toBeGreaterThan(5);
  });

  it('agree on every example in its national, its international and its plain spelling', () => {
    const wrong: string[] = [];
    const compared = { accepted: 0, 'phone.notMobile': 0, 'phone.invalid': 0 };
    for (const { country, national, international, e164 } of examples) {
      const cells: [string, CountryCode][] = [
        [e164, 'US'],
        [international, 'US'],
        [e164, 'GB'],
        [international, 'GB'],
      ];
      if (country) cells.push([national, country]);
      for (const [cell, from] of cells) {
        const found = disagreement(cell, from);
        if (found) wrong.push(found);
        const { codes } = libphonenumberReading(cell, from);
        compared[(codes[0] ?? 'accepted') as keyof typeof compared]++;
      }
    }
    expect(wrong).toEqual([]);
    // 6,880 comparisons when this was written: 5,000 accepted, 1,400 toll-free or premium-rate, 370 refused.
    expect(compared.accepted).toBeGreaterThan(4000);
    expect(compared['phone.notMobile']).toBeGreaterThan(1000);
    expect(compared['phone.invalid']).toBeGreaterThan(100);
  });

  it('agree that an example with an extension has one', () => {
    const wrong: string[] = [];
    for (const { country, national, international, e164 } of examples) {
      for (const extension of [';ext=12', ' ext. 12', ' x12', ' #12']) {
        wrong.push(
          disagreement(e164 + extension, 'US') ?? '',
          disagreement(international + extension, 'GB') ?? '',
        );
        if (country) wrong.push(disagreement(national + extension, country) ?? '');
      }
      const { phone } = readPhone(e164, 'US');
      expect(readPhone(`${e164};ext=12`, 'US')).toEqual({ phone, codes: ['phone.hasExtension'] });
    }
    expect(wrong.length).toBeGreaterThan(12_000);
    expect(wrong.filter(Boolean)).toEqual([]);
  });

  const WAYS: ((area: string, exchange: string, line: string) => string)[] = [
    (a, b, c) => `${a}${b}${c}`,
    (a, b, c) => `1${a}${b}${c}`,
    (a, b, c) => `+1${a}${b}${c}`,
    (a, b, c) => `${a}-${b}-${c}`,
    (a, b, c) => `1-${a}-${b}-${c}`,
    (a, b, c) => `${a}.${b}.${c}`,
    (a, b, c) => `+1.${a}.${b}.${c}`,
    (a, b, c) => `${a} ${b} ${c}`,
    (a, b, c) => `(${a}) ${b}-${c}`,
    (a, b, c) => `1 (${a}) ${b}-${c}`,
    (a, b, c) => `+1 (${a}) ${b}-${c}`,
  ];
  /** Digits that may be a number: any, so that most are none, or such as begin one more often. */
  const digits = (length: number, ...favourites: string[]) => {
    const any = fc.nat(10 ** length - 1).map((value) => String(value).padStart(length, '0'));
    return favourites.length > 0 ? fc.oneof(any, fc.constantFrom(...favourites)) : any;
  };
  const area = digits(3, '201', '212', '310', '416', '604', '717', '787', '800', '833', '876', '888', '900');
  const exchange = digits(3, '200', '234', '310', '555', '976');
  const line = digits(4, '0000', '0100', '1000', '1212');

  it('agree on 10,000 North American numbers, of which many are none', () => {
    const seen = new Map<string, number>();
    fc.assert(
      fc.property(
        area,
        exchange,
        line,
        fc.constantFrom(...WAYS),
        fc.constantFrom<CountryCode>('US', 'US', 'CA', 'PR', 'JM'),
        (a, b, c, write, country) => {
          const cell = write(a, b, c);
          // The rule takes a leading 00 for the plus of an international number, in every country.
          const heard = cell.replace(/^00/, '+');
          expect(disagreement(cell, country, heard)).toBeNull();
          const outcome = readPhone(cell, country).codes[0] ?? 'accepted';
          seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
        },
      ),
      { numRuns: 10_000 },
    );
    expect([...seen.values()].reduce((sum, count) => sum + count, 0)).toBe(10_000);
    for (const outcome of ['accepted', 'phone.invalid', 'phone.notMobile']) {
      expect([outcome, (seen.get(outcome) ?? 0) > 500]).toEqual([outcome, true]);
    }
  });

  it('no seven-digit number of Canada is one, however it is written', () => {
    for (const country of ['US', 'CA'] as const) {
      for (const cell of ['310-1234', '+1 310-1234', '1-310-1234'])
        expect(readPhone(cell, country)).toEqual({ phone: 0, codes: ['phone.invalid'] });
    }
  });

  // As a number, +49299270951130446 would become 49299270951130450, which is another phone.
  it.each(['+49299270951130446', '+23470097170728849'])('%s is longer than any number', (cell) => {
    expect(readPhone(cell, 'US')).toEqual({ phone: 0, codes: ['phone.invalid'] });
  });
});
