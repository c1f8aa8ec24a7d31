import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mark } from '../../../src-main/audience/marks.ts';
import { readyDigest, readyPlacesOf, rowsAtReadyPlaces } from '../../../src-main/audience/ready-places.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';

function indexOf(ready: readonly boolean[]): RowIndex {
  const index = new RowIndex(2);
  ready.forEach((isReady, row) => {
    index.add(row, 17175550101, isReady ? 0 : mark('phone.missing'));
  });
  return index;
}

describe('places among the ready rows', () => {
  it('are told of the given rows that are ready, rising, whatever the order and however often', () => {
    const index = indexOf([false, true, true, false, true]);
    expect(readyPlacesOf(index, [4, 0, 1, 4, 99])).toEqual([0, 2]);
    expect(readyPlacesOf(index, [])).toEqual([]);
  });

  it('lead back to the rows they are of', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), fc.array(fc.nat({ max: 20 })), (ready, rows) => {
        const index = indexOf(ready);
        const readyOnes = [...new Set(rows)].filter((row) => ready[row]).sort((one, other) => one - other);
        expect(rowsAtReadyPlaces(index, readyPlacesOf(index, rows))).toEqual(readyOnes);
      }),
    );
  });

  it('of which there are none are refused', () => {
    expect(() => rowsAtReadyPlaces(indexOf([true, false]), [0, 1])).toThrow(
      expect.objectContaining({
        code: 'sample.outOfRange',
        message: expect.stringMatching(/Nothing was sent\.$/),
        hint: expect.stringContaining('choose the sample anew'),
      }),
    );
  });
});

describe('the digest of the ready rows', () => {
  it('is the same for the same rows, and another for others', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean()), fc.array(fc.boolean()), (one, other) => {
        const same = readyRows(one) === readyRows(other);
        expect(readyDigest(indexOf(one)) === readyDigest(indexOf(other))).toBe(same);
      }),
    );
  });

  it('tells two rows that changed places apart', () => {
    expect(readyDigest(indexOf([true, false, true]))).not.toBe(readyDigest(indexOf([true, true, false])));
  });
});

function readyRows(ready: readonly boolean[]): string {
  return ready.flatMap((isReady, row) => (isReady ? [row] : [])).join();
}
