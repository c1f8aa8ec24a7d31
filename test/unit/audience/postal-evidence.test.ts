import { describe, expect, it } from 'vitest';
import { looksAmerican, noPostalEvidence, weighPostal } from '../../../src-main/audience/postal-evidence.ts';

function weigh(texts: readonly string[]) {
  const evidence = noPostalEvidence();
  for (const text of texts) weighPostal(text, evidence);
  return evidence;
}
const times = (count: number, text: string) => Array<string>(count).fill(text);

describe('the evidence of postal codes', () => {
  it.each([
    ['17101', 'fiveDigits'],
    ['17101.0', 'fiveDigits'],
    ['171011234', 'fiveDigits'],
    ['17101-1234', 'fiveDigits'],
    ['1234', 'short'],
    ['501', 'short'],
    ['1234.0', 'short'],
    ['12', 'other'],
    ['123456', 'other'],
    ['17101-12', 'other'],
    ['1234-5678', 'other'],
    ['K1A 0B1', 'other'],
    ['17101.5', 'other'],
    ['', 'other'],
    ['17101.00', 'fiveDigits'],
    ['171011234.0', 'fiveDigits'],
    ['501.000', 'short'],
    ['17101.', 'other'],
    ['17101.01', 'other'],
    ['17101.0x', 'other'],
    ['17101-1234.0', 'other'],
    ['17101-12345', 'other'],
    ['x17101-1234', 'other'],
    ['17101x-1234', 'other'],
    ['17101 1234', 'other'],
    ['501-1234', 'other'],
    ['12345678', 'other'],
    ['1234567890', 'other'],
    ['1710/', 'other'],
    ['1710:', 'other'],
    ['09090', 'fiveDigits'],
  ])('"%s" counts as %s', (text, kind) => {
    expect(weigh([text])).toEqual({ fiveDigits: 0, short: 0, other: 0, [kind]: 1 });
  });

  it.each([
    ['five digits throughout', times(3, '17101'), true],
    ['mostly five digits, some short', [...times(3, '17101'), ...times(2, '1234')], true],
    ['nine in ten', [...times(9, '17101'), 'K1A 0B1'], true],
    ['less than nine in ten', [...times(8, '17101'), 'K1A 0B1'], false],
    ['as many short ones', [...times(2, '17101'), ...times(2, '1234')], false],
    ['short ones only', times(5, '1234'), false],
    ['nothing', [], false],
  ])('%s: %#', (_what, texts, american) => {
    expect(looksAmerican(weigh(texts))).toBe(american);
  });
});
