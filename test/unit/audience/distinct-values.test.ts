import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DistinctValues } from '../../../src-main/audience/distinct-values.ts';
import { MOST_DISTINCT } from '../../../src-main/contract/column-summary.ts';

function add(distinct: DistinctValues, value: string): void {
  const bytes = Buffer.from(value, 'utf8');
  distinct.add(bytes, 0, bytes.length);
}
function counted(values: Iterable<string>) {
  const distinct = new DistinctValues();
  for (const value of values) add(distinct, value);
  return { count: distinct.count, more: distinct.hasMore };
}
const upTo = (count: number) => Array.from({ length: count }, (_, number) => `value ${number}`);

describe('DistinctValues', () => {
  it('counts as a set does, up to its limit', () => {
    // Few letters, so that values meet; short ones, since those are nearest to one another as hashes.
    const value = fc.oneof(fc.string({ unit: fc.constantFrom(...'ab01\0'), maxLength: 4 }), fc.string());
    fc.assert(
      fc.property(fc.array(value, { maxLength: 400 }), (values) => {
        const bytes = new Set(values.map((text) => Buffer.from(text, 'utf8').toString('latin1')));
        expect(counted(values)).toEqual({ count: bytes.size, more: false });
      }),
    );
  });

  it('tells like values apart: numbers in a row, letters turned round, one byte more', () => {
    const numbers = Array.from({ length: MOST_DISTINCT }, (_, number) => String(number));
    expect(counted(numbers).count).toBe(MOST_DISTINCT);
    expect(counted(['', '\0', '\0\0', 'ab', 'ba', 'a', 'b', 'A', 'a ', ' a']).count).toBe(10);
    const singles = Array.from({ length: 256 }, (_, byte) => Uint8Array.of(byte));
    const distinct = new DistinctValues();
    for (const bytes of [...singles, ...singles]) distinct.add(bytes, 0, 1);
    expect(distinct.count).toBe(256);
  });

  it('stops exactly at its limit, and says from the next one on that there are more', () => {
    const all = upTo(MOST_DISTINCT + 3);
    expect(counted(all.slice(0, MOST_DISTINCT - 1))).toEqual({ count: MOST_DISTINCT - 1, more: false });
    expect(counted(all.slice(0, MOST_DISTINCT))).toEqual({ count: MOST_DISTINCT, more: false });
    expect(counted(all.slice(0, MOST_DISTINCT + 1))).toEqual({ count: MOST_DISTINCT, more: true });
    expect(counted(all)).toEqual({ count: MOST_DISTINCT, more: true });
  });

  it('takes a value that it has for no new one at its limit', () => {
    const all = upTo(MOST_DISTINCT);
    expect(counted([...all, ...all])).toEqual({ count: MOST_DISTINCT, more: false });
  });

  it('reads only the bytes that it is shown', () => {
    const bytes = Buffer.from('xxabcxxabcyab');
    const distinct = new DistinctValues();
    distinct.add(bytes, 2, 5);
    distinct.add(bytes, 7, 10);
    expect(distinct.count).toBe(1);
    distinct.add(bytes, 11, 13);
    distinct.add(bytes, 5, 5);
    expect(distinct.count).toBe(3);
  });
});
