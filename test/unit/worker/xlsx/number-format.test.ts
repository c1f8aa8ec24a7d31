import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { numberFormat, plainDigits } from '../../../../src-main/worker/source/xlsx/number-format.ts';

const shown = (code: string, value: number) => numberFormat(164, code, false)(value);
const shownById = (id: number, value: number) => numberFormat(id, undefined, false)(value);

describe('plain digits', () => {
  it.each([
    [17175559636, '17175559636'],
    [1.7175559636e10, '17175559636'],
    [0.1 + 0.2, '0.3'],
    [-0.5, '-0.5'],
    [-0, '0'],
    [12.5, '12.5'],
    [12345678901234568, '12345678901234600'],
    [1e21, '1000000000000000000000'],
    [1.5e-7, '0.00000015'],
    [-1.25e22, '-12500000000000000000000'],
    [1 / 3, '0.333333333333333'],
    [999999999999999.9, '1000000000000000'],
  ])('of %d are %s', (value, text) => {
    expect(plainDigits(value)).toBe(text);
  });

  it('never have an exponent, and are the number to 15 digits', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = plainDigits(value);
        expect(text).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(text)).toBe(Number(value.toPrecision(15)) + 0);
      }),
    );
  });
});

describe('a number format', () => {
  it.each([
    ['00000', 501, '00501'],
    ['000000000000', 17175559636, '017175559636'],
    ['(###) ###-####', 7175559636, '(717) 555-9636'],
    ['[<=9999999]###-####;(###) ###-####', 7175559636, '(717) 555-9636'],
    ['[<=9999999]###-####;(###) ###-####', 5559636, '555-9636'],
    ['"+"0', 17175559636, '+17175559636'],
    ['000-00-0000', 123456789, '123-45-6789'],
    ['#,##0.00', 12345.678, '12,345.68'],
    ['0.00%', 0.1234, '12.34%'],
    ['$#,##0.00', 5, '$5.00'],
    ['_(* #,##0.00_)', 3.5, '3.50'],
    ['0_);(0)', -4, '(4)'],
    ['[Red]0', 4, '4'],
    ['?????', 12, '12'],
    ['#,##0.00\\ [$€-407]', 1234.5, '1,234.50 €'],
    ['[$-409]0.0', 0.1 + 0.2, '0.3'],
    ['General" kg"', 17175559636, '17175559636 kg'],
    [';;;', 5, ''],
    ['General', 17175559636, '17175559636'],
    ['GENERAL', 0.5, '0.5'],
    ['@', 17175559636, '17175559636'],
  ])('%s shows %d as %s', (code, value, text) => {
    expect(shown(code, value)).toBe(text);
  });

  it.each([
    ['0.00E+00', 17175559636, '17175559636'],
    ['##0.0E+0', 17175559636, '17175559636'],
    ['0', 1e22, '10000000000000000000000'],
    ['General" kg"', 1e20, '100000000000000000000'],
    ['[>x', 4, '4'],
    ['0;0;0;0;0', 4, '4'],
    ['', 4, '4'],
    [`0${'"x"'.repeat(100)}`, 4, '4'],
  ])('%s, which would hide the digits of %d or cannot be understood, shows %s', (code, value, text) => {
    expect(shown(code, value)).toBe(text);
  });

  it.each([
    [0, 17175559636, '17175559636'],
    [1, 17175559636, '17175559636'],
    [4, 1234.5, '1,234.50'],
    [8, -1234.5, '($1,234.50)'],
    [10, 0.125, '12.50%'],
    [11, 17175559636, '17175559636'],
    [44, 1234.5, '$1,234.50'],
    [49, 501, '501'],
    [81, 501, '501'],
  ])('built in as number %d shows %d as %s', (id, value, text) => {
    expect(shownById(id, value)).toBe(text);
  });

  it('of the workbook comes before the built-in one of its number', () => {
    expect(numberFormat(14, '0.0', false)(5)).toBe('5.0');
  });

  it('never throws, whatever the code', () => {
    const code = fc.oneof(
      fc.string(),
      fc
        .array(fc.constantFrom(...'0#?.,;%E+-yYmdhs[]<>="\\_*@$ /('), { maxLength: 30 })
        .map((c) => c.join('')),
    );
    fc.assert(
      fc.property(code, fc.double({ noNaN: true, noDefaultInfinity: true }), (written, value) => {
        expect(typeof shown(written, value)).toBe('string');
      }),
    );
  });
});

describe('a date format', () => {
  it.each([
    ['m/d/yy', 30756, '1984-03-15'],
    ['mmm-yy', 30756, '1984-03-15'],
    ['dddd', 30756.9, '1984-03-15'],
    ['[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy', 30756, '1984-03-15'],
    ['yyyy"年"m"月"d"日"', 30756, '1984-03-15'],
    ['[>1000]0;yyyy', 30756, '1984-03-15'],
    ['m/d/yyyy h:mm', 30756.75, '1984-03-15 18:00:00'],
    ['m/d/yyyy h:mm', 30756, '1984-03-15'],
    ['m/d/yyyy h:mm', 30756.9999999, '1984-03-16'],
    ['yyyy-mm-dd', 1, '1900-01-01'],
    ['yyyy-mm-dd', 61, '1900-03-01'],
    ['yyyy-mm-dd', 2958465, '9999-12-31'],
  ])('%s shows %d as %s', (code, value, text) => {
    expect(shown(code, value)).toBe(text);
  });

  it.each([
    ['h:mm AM/PM', 0.75, '18:00:00'],
    ['mm:ss', 0.5, '12:00:00'],
    ['[$-409]h:mm:ss;@', 30756.5, '12:00:00'],
    ['[h]:mm', 1.25, '30:00:00'],
  ])('without a date, %s, shows %d as the time %s', (code, value, text) => {
    expect(shown(code, value)).toBe(text);
  });

  it.each([
    ['yyyy-mm-dd', -1, '-1'],
    ['yyyy-mm-dd', 0, '0'],
    ['yyyy-mm-dd', 2958466, '2958466'],
    ['yyyy-mm-dd', 17175559636, '17175559636'],
    ['h:mm', -0.5, '-0.5'],
    ['h:mm', 17175559636, '17175559636'],
  ])('%s shows %d, which is no date, as its digits', (code, value, text) => {
    expect(shown(code, value)).toBe(text);
  });

  it.each([14, 15, 16, 17, 22, 27, 31, 36, 50, 58])('is built in as number %d', (id) => {
    expect(shownById(id, 30756)).toBe('1984-03-15');
  });

  it.each([18, 19, 20, 21, 32, 33, 45, 46, 47])('of times only is built in as number %d', (id) => {
    expect(shownById(id, 0.5)).toBe('12:00:00');
  });

  it('counts from 1904 where the workbook does', () => {
    const from1904 = numberFormat(14, undefined, true);
    expect([from1904(0), from1904(29294), from1904(2957003), from1904(2957004)]).toEqual([
      '1904-01-01',
      '1984-03-15',
      '9999-12-31',
      '2957004',
    ]);
  });

  it('knows every day since March 1900', () => {
    fc.assert(
      fc.property(fc.integer({ min: 61, max: 2958465 }), (day) => {
        const date = new Date(Date.UTC(1899, 11, 30) + day * 86_400_000);
        expect(shown('d/m/yy', day)).toBe(date.toISOString().slice(0, 10));
      }),
    );
  });
});
