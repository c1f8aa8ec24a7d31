import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amount, amountOf, bytes, duration, percent, roughly } from '../../../src-renderer/parts/amount.ts';

it('writes thousands with commas', () => {
  expect([0, 999, 1380, 1_000_000].map(amount)).toEqual(['0', '999', '1,380', '1,000,000']);
});

it('writes what is only estimated with two digits', () => {
  expect([0.2123, 5.26, 33.3, 100, 1380, 67_567].map(roughly)).toEqual([
    '0.21',
    '5.3',
    '33',
    '100',
    '1,400',
    '68,000',
  ]);
});

it('puts the thing that is counted in the singular for one only', () => {
  expect([0, 1, 2, 1380].map((value) => amountOf(value, 'row'))).toEqual([
    '0 rows',
    '1 row',
    '2 rows',
    '1,380 rows',
  ]);
  expect(amountOf(2, 'person', 'people')).toBe('2 people');
});

describe('a size', () => {
  it('is in the unit that keeps it short', () => {
    const told = {
      0: '0 bytes',
      1: '1 byte',
      999: '999 bytes',
      1000: '1 kB',
      162304: '162.3 kB',
      999949: '999.9 kB',
      999950: '1 MB',
      109000000: '109 MB',
      999950000: '1 GB',
      12340000000: '12.3 GB',
    };
    for (const [size, text] of Object.entries(told)) expect(bytes(Number(size))).toBe(text);
  });

  it('is never a thousand of a smaller unit', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_000_000_000 }), (size) => {
        expect(bytes(size)).toMatch(/^\d{1,3}(\.\d)? (bytes?|[kMG]B)$/);
      }),
    );
  });
});

describe('a duration', () => {
  it('is in seconds, minutes or hours', () => {
    const told = {
      0: '0 s',
      499: '0 s',
      59499: '59 s',
      59500: '1 min',
      75000: '1 min 15 s',
      3599499: '59 min 59 s',
      3599500: '1 h 0 min',
      9000000: '2 h 30 min',
    };
    for (const [ms, text] of Object.entries(told)) expect(duration(Number(ms))).toBe(text);
  });

  it('is nothing when a clock went backwards', () => {
    expect(duration(-5000)).toBe('0 s');
  });

  it('has no sixty seconds or minutes', () => {
    fc.assert(
      fc.property(fc.nat(200 * 3_600_000), (ms) => {
        expect(duration(ms)).not.toMatch(/\b60 (s|min)/);
      }),
    );
  });
});

describe('a percentage', () => {
  it('is whole, and 100 only when all is done', () => {
    fc.assert(
      fc.property(fc.nat(10 ** 12), fc.integer({ min: 1, max: 10 ** 12 }), (part, whole) => {
        const told = percent(part, whole);
        expect(Number.isInteger(told) && told >= 0 && told <= 100).toBe(true);
        expect(told === 100).toBe(part >= whole);
      }),
      { examples: [[10 ** 12 - 1, 10 ** 12]] },
    );
  });

  it('of nothing is 0', () => {
    expect(percent(0, 0)).toBe(0);
  });
});
