import { describe, expect, it } from 'vitest';
import {
  type DigitsEvidence,
  noDigitsEvidence,
  sameDigitsRules,
  weighDigits,
} from '../../../src-main/audience/digits-evidence.ts';

function weigh(...texts: string[]) {
  const evidence = noDigitsEvidence();
  for (const text of texts) weighDigits(text, evidence);
  return evidence;
}
const counted = (more: Partial<DigitsEvidence>) => ({ long: 0, rounded: 0, decimalCommas: 0, ...more });

describe('the evidence of a column’s numbers', () => {
  it.each([
    ['1234567890123456', { long: 1 }],
    ['-1234567890123456', { long: 1 }],
    ['1234567890123450', { long: 1, rounded: 1 }],
    ['123456789012345', {}],
    ['100000000000000', {}],
    ['3,5', { decimalCommas: 1 }],
    ['3,50', { decimalCommas: 1 }],
    ['-3,50', { decimalCommas: 1 }],
    ['1234567,5', { decimalCommas: 1 }],
    ['1.234,50', { decimalCommas: 1 }],
    ['12.345.678,5', { decimalCommas: 1 }],
    ['123.456,05', { decimalCommas: 1 }],
    ['12345678901234567,5', { decimalCommas: 1 }],
  ])('%s counts as %j', (text, more) => {
    expect(weigh(text)).toEqual(counted(more));
  });

  it.each([
    '',
    '3',
    '3.50',
    '3,',
    ',5',
    '3,500',
    '1,234,567',
    '1,234.50',
    '1.23,50',
    '1234.567,50',
    '.567,50',
    '1.2345,50',
    '--3,50',
    'x3,50',
    '3,50x',
    '3,5,5',
    '3;50',
    'abc',
  ])('“%s” tells nothing', (text) => {
    expect(weigh(text)).toEqual(noDigitsEvidence());
  });

  it('is added up over the cells', () => {
    expect(weigh('1234567890123450', '1234567890123456', 'x', '3,5', '4,5', '1234567890123400')).toEqual({
      long: 3,
      rounded: 2,
      decimalCommas: 2,
    });
  });
});

describe('sameDigitsRules', () => {
  it.each<[Partial<DigitsEvidence>, Partial<DigitsEvidence>, boolean]>([
    [{}, {}, true],
    // Where there is no long number, the next one that ends in zeros is taken for rounded, just as where all are.
    [{}, { long: 2, rounded: 2 }, true],
    [{ long: 1, rounded: 1 }, { long: 2, rounded: 2 }, true],
    [{ long: 2, rounded: 1 }, { long: 3, rounded: 0 }, true],
    [{ long: 2, rounded: 2 }, { long: 2, rounded: 1 }, false],
    [{}, { long: 1 }, false],
    [{ decimalCommas: 1 }, { decimalCommas: 5 }, true],
    [{}, { decimalCommas: 1 }, false],
    [{ long: 1, rounded: 1, decimalCommas: 1 }, { long: 1, rounded: 1 }, false],
    [{ long: 1, decimalCommas: 1 }, { decimalCommas: 1 }, false],
  ])('%j and %j: %s', (one, other, same) => {
    expect(sameDigitsRules(counted(one), counted(other))).toBe(same);
    expect(sameDigitsRules(counted(other), counted(one))).toBe(same);
  });
});
