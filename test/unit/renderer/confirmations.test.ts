import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount } from '../../../src-renderer/parts/amount.ts';
import { isCount, isSentence } from '../../../src-renderer/steps/push/confirmations.ts';

const count = fc.integer({ min: 1, max: 1_000_000_000 });
const marks = fc.constantFrom(',', '.', ' ', '\u00a0', '\u202f', '’', "'", '_');

describe('the count', () => {
  it('may be typed with or without marks between its thousands, and with blanks around it', () => {
    fc.assert(
      fc.property(count, marks, fc.constantFrom('', ' ', '\t '), (value, mark, blank) => {
        expect(isCount(`${blank}${value}${blank}`, value)).toBe(true);
        expect(isCount(`${blank}${amount(value).replaceAll(',', mark)}${blank}`, value)).toBe(true);
      }),
    );
  });

  it('is no other count', () => {
    fc.assert(
      fc.property(count, count, (value, other) => {
        expect(isCount(String(other), value)).toBe(other === value);
        expect(isCount(amount(other), value)).toBe(other === value);
      }),
    );
  });

  it('is nothing but digits and marks between thousands', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'1380,. -+e') }), (typed) => {
        const plain = typed.trim();
        const readable = plain === '1380' || plain === '1,380' || plain === '1.380' || plain === '1 380';
        expect(isCount(typed, 1380)).toBe(readable);
      }),
      {
        examples: ['13.80', '1380.0', '1,3,8,0', '01380', '-1380', '+1380', '1380,', '1,,380'].map(
          (typed) => [typed],
        ),
      },
    );
    for (const typed of ['1380 people', '1.38e3', '0x564', '１３８０', '', ' '])
      expect(isCount(typed, 1380)).toBe(false);
    expect(isCount('1,234.567', 1_234_567)).toBe(false);
  });

  it('of nobody cannot be confirmed', () => {
    for (const typed of ['0', '', '00']) expect(isCount(typed, 0)).toBe(false);
  });
});

describe('the sentence', () => {
  it('may be typed in any case and with blanks around it, and not otherwise', () => {
    expect(isSentence('send without a sample')).toBe(true);
    expect(isSentence('  Send WITHOUT a sample ')).toBe(true);
    for (const typed of ['', 'send without sample', 'send  without a sample', 'do not send without a sample'])
      expect(isSentence(typed)).toBe(false);
  });
});
