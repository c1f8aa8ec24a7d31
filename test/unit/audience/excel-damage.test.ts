import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOfSerial,
  excelDamageOf,
  isExcelsScientific,
  isLongNumber,
  isMonthYear,
  isRoundedNumber,
  isTooNarrow,
  textOfFormula,
  textOfScientific,
} from '../../../src-main/audience/excel-damage.ts';
import { PLACEHOLDERS } from '../../../src-main/audience/values.ts';

describe('isTooNarrow', () => {
  it.each(['###', '########', '#'.repeat(300)])(
    'takes “%.10s” for what is left in a narrow column',
    (text) => {
      expect(isTooNarrow(text)).toBe(true);
    },
  );
  it.each(['', '#', '##', '###a', 'a###', '### ###', '#N/A'])('takes “%s” for a value', (text) => {
    expect(isTooNarrow(text)).toBe(false);
  });
});

describe('isMonthYear', () => {
  const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

  it.each(months)('knows %s in all its short forms, however it is spelt', (month) => {
    const capital = month.replace(/^./, (first) => first.toUpperCase());
    for (const name of [month, capital, month.toUpperCase()])
      for (const text of [
        `${name}-84`,
        `${name} 84`,
        `${name}-1984`,
        `${name} 1984`,
        `5-${name}`,
        `15 ${name}`,
      ])
        expect([text, isMonthYear(text)]).toEqual([text, true]);
  });

  it.each([
    'Mar',
    'Mar-',
    'Mar-4',
    'Mar-198',
    'Mar-19845',
    'Mar/84',
    'Mar84',
    'March-84',
    'xMar-84',
    'Mar-84x',
    '-Mar',
    '115-Mar',
    '15-Mar-84',
    '15-March',
    'x15-Mar',
    'a-Mar',
    '15/Mar',
    'Mai-84',
    'Mar-8a',
  ])('takes “%s” for none', (text) => {
    expect(isMonthYear(text)).toBe(false);
  });
});

describe('numbers of more digits than Excel keeps', () => {
  it.each([
    ['123456789012345', false, false],
    ['1234567890123456', true, false],
    ['-1234567890123456', true, false],
    ['1234567890123450', true, true],
    ['-1234567890123450', true, true],
    ['12345678901234500000', true, true],
    ['12345678901234500001', true, false],
    ['123456789012345000', true, true],
    ['123456789012340010', true, false],
    ['100000000000000', false, false],
    ['+1234567890123450', true, true],
    ['1234567890123450.0', true, true],
    ['1234567890123450.', true, true],
    ['1234567890123456.00', true, false],
    ['1234567890123450.5', false, false],
    ['1,234,567,890,123,450', true, true],
    ['12,345,678,901,234,500', true, true],
    ['123,456,789,012,345,600', true, false],
    ['1,234,567,890,123,456', true, false],
    ['1,234,567,890,123,400,000', true, true],
    ['123,456,789,012,345', false, false],
    ['1,234,567,890,12,3450', false, false],
    ['12345,678,901,234,500', false, false],
    ['$1234567890123450', true, true],
    ['-$ 1,234,567,890,123,450', true, true],
    ['€-1234567890123450', true, true],
    ['0001234567890120', false, false],
    ['0000000000000000', false, false],
    ['x1234567890123450', false, false],
    ['1234567890123450x', false, false],
    ['12345678901234 50', false, false],
    ['', false, false],
  ])('“%s” is long: %s, and rounded: %s', (text, long, rounded) => {
    expect([isLongNumber(text), isRoundedNumber(text)]).toEqual([long, rounded]);
  });

  it('every rounded number is a long one', () => {
    const digits = fc.stringMatching(/^-?\$?\d{14,18}0{0,4}(\.0)?$/);
    fc.assert(fc.property(digits, (text) => !isRoundedNumber(text) || isLongNumber(text)));
  });
});

describe('textOfFormula', () => {
  it.each([
    ['="00123"', '00123'],
    ['=" 00123 "', '00123'],
    ['=""', ''],
    ['="a,b"', 'a,b'],
    ['="="', '='],
  ])('%s is %s', (text, inner) => {
    expect(textOfFormula(text)).toBe(inner);
  });

  it.each([
    '',
    '00123',
    '"00123"',
    '=00123',
    '="00123',
    '=00123"',
    '="a""b"',
    'x="00123"',
    '="00123"x',
    '=A1',
  ])('%s is no text kept from a spreadsheet', (text) => {
    expect(textOfFormula(text)).toBeNull();
  });
});

describe('scientific notation', () => {
  it.each([
    // Excel's own: a sign and two digits or more of power; whole only where no digit was cut off, from twelve digits on.
    ['1.23456789012E+11', '123456789012'],
    ['-1.23456789012E+11', '-123456789012'],
    ['+1.23456789012E+11', '123456789012'],
    ['1.2345678901E+10', ''],
    ['1.2345678901E+11', ''],
    ['1.234567890123E+11', ''],
    ['1.23457E+15', ''],
    ['1E+15', ''],
    ['1E+00', ''],
    ['1.5E-05', ''],
    ['1.23456789012E-11', ''],
    ['1.2E+101', ''],
    // As Java writes it.
    ['1.23456789E8', '123456789'],
    ['-1.23456789E8', '-123456789'],
    ['1.0E7', '10000000'],
    ['1.5E7', '15000000'],
    ['1.2345670E7', '12345670'],
    ['1.23456700E7', '12345670'],
    ['1.2345678E7', '12345678'],
    ['1.20E10', '12000000000'],
    ['1.50000000000E7', '15000000'],
    ['1.23456789012345678E17', '123456789012345678'],
  ])('%s was “%s”', (text, whole) => {
    expect(textOfScientific(text)).toBe(whole);
  });

  it.each([
    '1.5E6',
    '1.23456789E7',
    '1E8',
    '12.5E8',
    '+1.5E8',
    '1.5e8',
    '1.5E008',
    '1.5E',
    '1.23457e+15',
    '1.23457E+5',
    '1.23457E+1555',
    '12.3457E+15',
    '1.E+15',
    'x1.23457E+15',
    '1.23457E+15x',
    'x1.5E8',
    '1.5E8x',
    '123456789',
    '',
  ])('“%s” is no whole number that was written so by itself', (text) => {
    expect(textOfScientific(text)).toBeNull();
  });

  it.each([
    ['1.23457E+15', true],
    ['-1.23457E+15', true],
    ['+1E+15', true],
    ['1E-05', true],
    ['1.5E+101', true],
    ['1.5E+5', false],
    ['1.5E+1015', false],
    ['1.5E15', false],
    ['1.5e+15', false],
    ['12E+15', false],
    ['x1E+15', false],
    ['1E+15x', false],
  ])('%s is in Excel’s own: %s', (text, excels) => {
    expect(isExcelsScientific(text)).toBe(excels);
  });

  it('a whole number comes back from either notation, unless Excel cut it or wrote it by hand', () => {
    const whole = fc.stringMatching(/^[1-9]\d{7,17}$/);
    fc.assert(
      fc.property(whole, fc.constantFrom('', '-'), (digits, sign) => {
        const power = digits.length - 1;
        const mantissa = `${sign}${digits[0]}.${digits.slice(1)}`;
        expect(textOfScientific(`${mantissa}E${power}`)).toBe(sign + digits);
        const short = `${mantissa.replace(/0+$/, '')}E${power}`;
        if (!short.includes('.E')) expect(textOfScientific(short)).toBe(sign + digits);
        const excels = `${mantissa}E+${String(power).padStart(2, '0')}`;
        expect(textOfScientific(excels)).toBe(power >= 11 ? sign + digits : '');
      }),
    );
  });
});

describe('dayOfSerial', () => {
  it.each([
    ['10000', [1927, 5, 18]],
    ['25569', [1970, 1, 1]],
    ['25568', [1969, 12, 31]],
    ['31486', [1986, 3, 15]],
    ['36526', [2000, 1, 1]],
    ['36585', [2000, 2, 29]],
    ['45000', [2023, 3, 15]],
    ['99999', [2173, 10, 13]],
    ['45000.0', [2023, 3, 15]],
    ['45000.999988', [2023, 3, 15]],
  ])('%s is %j', (text, day) => {
    expect(dayOfSerial(text)).toEqual(day);
  });

  it.each([
    '',
    '9999',
    '09999',
    '100000',
    '-45000',
    '+45000',
    '45000.',
    '45000,5',
    '4500a',
    'x45000',
    '45000x',
  ])('“%s” is no day’s number', (text) => {
    expect(dayOfSerial(text)).toBeNull();
  });

  it('counts days as a calendar does, from 30 December 1899', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 99_999 }), (serial) => {
        const [year, month, day] = dayOfSerial(String(serial))!;
        expect(Date.UTC(year, month - 1, day) - Date.UTC(1899, 11, 30)).toBe(serial * 86_400_000);
      }),
    );
  });

  it('takes the time of a day away', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 10_000, max: 99_999 }),
        fc.stringMatching(/^\d{1,9}$/),
        (serial, time) => {
          expect(dayOfSerial(`${serial}.${time}`)).toEqual(dayOfSerial(String(serial)));
        },
      ),
    );
  });
});

describe('excelDamageOf', () => {
  it.each([
    ['1.23457E+15', 'scientific'],
    ['-1.5E7', 'scientific'],
    ['+12e3', 'scientific'],
    ['1E5', 'scientific'],
    ['###', 'tooNarrow'],
    ['########', 'tooNarrow'],
    ['##', 'errorWord'],
    ['#N/A', 'errorWord'],
    ['#GETTING_DATA', 'errorWord'],
    ['Mar-84', 'monthYear'],
    ['15-Mar', 'monthYear'],
    ['1234567890123450', 'roundedNumber'],
    ['-1234567890123450', 'roundedNumber'],
    ['$1,234,567,890,123,450', 'roundedNumber'],
    ['0001234567890123450.004', 'roundedNumber'],
    ['123456789012345', 'lostZeros'],
    ['45000', 'dateSerial'],
    ['45000.5', 'dateSerial'],
    ['1234', 'lostZeros'],
    ['501', 'lostZeros'],
    ['01234', 'lostZeros'],
    ['123456', 'lostZeros'],
    ['1.5', 'lostZeros'],
    ['x1E5', 'lostZeros'],
    ['1.E5', 'lostZeros'],
    ['x#N/A', 'lostZeros'],
    ['x45000', 'lostZeros'],
  ])('%s shows %s', (text, kind) => {
    expect(excelDamageOf(text)).toBe(kind);
  });

  it.each(['="00123"', '=""', '="1E5"'])('%s was only kept from a spreadsheet', (text) => {
    expect(excelDamageOf(text)).toBeNull();
  });

  it('every word of a spreadsheet for an error is one', () => {
    const words = [...PLACEHOLDERS].filter((word) => word.startsWith('#'));
    expect(words.length).toBeGreaterThan(10);
    expect(new Set(words.map(excelDamageOf))).toEqual(new Set(['errorWord']));
  });
});
