import { describe, expect, it } from 'vitest';
import { type DigitsEvidence, noDigitsEvidence } from '../../../src-main/audience/digits-evidence.ts';
import { numberRule, plainTextRule, type ValueRule } from '../../../src-main/audience/values.ts';
import { codesOf } from './review-text.ts';

function ask(rule: ValueRule, text: string) {
  const verdict = { marks: 0 };
  const value = rule(text, verdict);
  return { value, codes: codesOf(verdict.marks) };
}

const number = numberRule(noDigitsEvidence());

describe('the rule of any text', () => {
  const plain = plainTextRule(20, noDigitsEvidence());

  it.each([
    ['1.23456789012E+11', '123456789012'],
    ['1.5E7', '15000000'],
    ['1.500E7', '15000000'],
  ])('%s is put back as %s, and marked', (text, value) => {
    expect(ask(plain, text)).toEqual({ value, codes: ['value.excelRepaired'] });
  });

  it.each(['1.23457E+15', '########', '1234567890123450', '123456789012345000'])(
    '%s is past that',
    (text) => {
      expect(ask(plain, text)).toEqual({ value: '', codes: ['value.excelDamaged'] });
    },
  );

  it.each(['1234567890123456', '123456789012345', '#', '1E5', '15-Mar', '45000', '=1+1', '0'])(
    '%s is sent as it is',
    (text) => {
      expect(ask(plain, text)).toEqual({ value: text, codes: [] });
    },
  );

  it('a long number that ends in zeros is one that was rounded, unless another of its column was not', () => {
    const of = (long: number, rounded: number) =>
      ask(plainTextRule(20, { ...noDigitsEvidence(), long, rounded }), '1234567890123450').codes;
    expect([of(3, 3), of(3, 2)]).toEqual([['value.excelDamaged'], []]);
  });

  it('is as long as its field allows, put back or not', () => {
    const short = plainTextRule(11, noDigitsEvidence());
    expect(ask(short, 'twelve chars')).toEqual({ value: '', codes: ['text.tooLong'] });
    expect(ask(short, '1.23456789012E+11')).toEqual({ value: '', codes: ['text.tooLong'] });
    expect(ask(short, '1.5E7').value).toBe('15000000');
    expect(ask(plainTextRule(null, noDigitsEvidence()), 'a'.repeat(5000)).value).toHaveLength(5000);
  });
});

describe('the number rule beside what its column tells', () => {
  const under = (more: Partial<DigitsEvidence>) => numberRule({ ...noDigitsEvidence(), ...more });

  it.each([
    ['1e3', '1000'],
    ['12345678901234567e0', '12345678901234567'],
    ['1234567890123450.5e0', '1234567890123450.5'],
    ['1.5e-1', '0.15'],
    ['15e-2', '0.15'],
    ['15e-1', '1.5'],
    ['1E3', '1000'],
    ['-1.5e3', '-1500'],
    ['+1.5e+3', '1500'],
    ['12.5e1', '125'],
    ['1.25e1', '12.5'],
    ['125e-2', '1.25'],
    ['5e-1', '0.5'],
    ['1.5E-01', '0.15'],
    ['1E00', '1'],
    ['1.23456789012E+11', '123456789012'],
    ['1.5E11', '150000000000'],
    ['15E+11', '1500000000000'],
    ['1.5e+11', '150000000000'],
  ])('%s is written out as %s, and marked', (text, value) => {
    expect(ask(number, text)).toEqual({ value, codes: ['value.excelRepaired'] });
  });

  it.each([
    '1.5E+11',
    '1E+05',
    '-1.23457E+15',
    '########',
    '###',
    '1234567890123450',
    '-1234567890123450',
    '1.23456789012345e15',
    '1234567890123450.00e0',
    '123456789012345e1',
  ])('%s has lost digits to a spreadsheet', (text) => {
    expect(ask(number, text)).toEqual({ value: '', codes: ['value.excelDamaged'] });
  });

  it.each(['1e', 'e5', '1.e5', '1e1000', '1e5x', 'x1e5', '1e5.5', '$1e5', '1,000e5', '##'])(
    '%s is no number',
    (text) => {
      expect(ask(number, text)).toEqual({ value: '', codes: ['number.invalid'] });
    },
  );

  it('what scientific notation leaves after hundredths is rounded, and both is marked', () => {
    expect(ask(number, '1.2345e1')).toEqual({
      value: '12.35',
      codes: ['number.rounded', 'value.excelRepaired'],
    });
  });

  it('a long number that ends in zeros is a number where others of its column do not', () => {
    const rule = under({ long: 2, rounded: 1 });
    expect(ask(rule, '1234567890123450')).toEqual({ value: '1234567890123450', codes: [] });
    expect(ask(under({ long: 2, rounded: 2 }), '1234567890123450').codes).toEqual(['value.excelDamaged']);
    expect(ask(under({ long: 2, rounded: 2 }), '1234567890123456').codes).toEqual([]);
  });

  it.each(['1,234', '1.234', '12,345', '123.456', '-1,234', '$1,234', '€ 1.234'])(
    '%s may be two things where the column has decimal commas',
    (text) => {
      expect(ask(under({ decimalCommas: 1 }), text)).toEqual({ value: '', codes: ['number.invalid'] });
      expect(ask(number, text).value).not.toBe('');
    },
  );

  it.each([
    ['1,234,567', '1234567'],
    ['1,234.50', '1234.50'],
    ['1234', '1234'],
    ['12.5', '12.5'],
    ['1.2345', '1.23'],
    ['1234.567', '1234.57'],
  ])('%s can be only one there too', (text, value) => {
    expect(ask(under({ decimalCommas: 1 }), text).value).toBe(value);
  });
});
