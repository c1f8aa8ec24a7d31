import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choosePlaces } from '../../../src-main/delivery/sample.ts';

describe('choosePlaces', () => {
  it('takes the first ones when asked', () => {
    expect(choosePlaces(100, 3, { kind: 'first' })).toEqual([0, 1, 2]);
  });

  it('takes all when there are fewer', () => {
    expect(choosePlaces(3, 25, { kind: 'first' })).toEqual([0, 1, 2]);
    expect(choosePlaces(3, 25, { kind: 'random', seed: 1 })).toEqual([0, 1, 2]);
    expect(choosePlaces(0, 25, { kind: 'random', seed: 1 })).toEqual([]);
  });

  it('takes the chosen ones as they are, whatever the count', () => {
    expect(choosePlaces(100, 2, { kind: 'chosen', places: [3, 50, 99] })).toEqual([3, 50, 99]);
    expect(choosePlaces(3, 100, { kind: 'chosen', places: [1] })).toEqual([1]);
    expect(choosePlaces(3, 1, { kind: 'chosen', places: [7] })).toEqual([7]);
  });

  it('answers as many places as asked, rising, each once, in range, and the same for the same seed', () => {
    const choice = fc.oneof(
      fc.constant({ kind: 'first' } as const),
      fc.integer().map((seed) => ({ kind: 'random', seed }) as const),
    );
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), fc.nat({ max: 50 }), choice, (ready, count, choice) => {
        const places = choosePlaces(ready, count, choice);
        expect(places).toHaveLength(Math.min(count, ready));
        places.forEach((place, at) => {
          expect(Number.isInteger(place)).toBe(true);
          expect(place).toBeGreaterThan(places[at - 1] ?? -1);
          expect(place).toBeLessThan(ready);
        });
        expect(choosePlaces(ready, count, choice)).toEqual(places);
      }),
    );
  });

  it('chooses otherwise for another seed', () => {
    const seen = new Set<string>();
    for (let seed = 0; seed < 50; seed++) {
      seen.add(String(choosePlaces(1_000_000, 5, { kind: 'random', seed })));
    }
    expect(seen.size).toBe(50);
  });

  it('favours no place', () => {
    const times = Array<number>(10).fill(0);
    for (let seed = 0; seed < 5000; seed++) {
      for (const place of choosePlaces(10, 3, { kind: 'random', seed })) times[place]!++;
    }
    // Each is expected 1500 times; the bounds are some six standard deviations away.
    for (const count of times) expect(Math.abs(count - 1500)).toBeLessThan(200);
  });
});
