import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PartPlanner } from '../../../src-main/delivery/import-parts.ts';

function plan(rows: readonly { row: number; bytes: number }[], headerBytes: number, maxBytes: number) {
  const planner = new PartPlanner(headerBytes, maxBytes);
  for (const { row, bytes } of rows) planner.add(row, bytes);
  return planner.parts;
}

describe('PartPlanner', () => {
  it('fills a part to the very limit, header included, and begins the next with the header again', () => {
    const rows = [0, 3, 4, 9, 10].map((row) => ({ row, bytes: 10 }));
    expect(plan(rows, 5, 35)).toEqual([
      { firstRow: 0, lastRow: 4, rows: 3, bytes: 35 },
      { firstRow: 9, lastRow: 10, rows: 2, bytes: 25 },
    ]);
    expect(plan(rows, 5, 34).map((part) => part.rows)).toEqual([2, 2, 1]);
  });

  it('plans nothing for no rows, and one part for a row that is too large by itself', () => {
    expect(plan([], 5, 35)).toEqual([]);
    expect(
      plan(
        [
          { row: 0, bytes: 50 },
          { row: 1, bytes: 1 },
        ],
        5,
        35,
      ).map((part) => part.rows),
    ).toEqual([1, 1]);
  });

  it('puts every row into exactly one part, none over the limit, and the sizes add up', () => {
    const rows = fc
      .array(fc.record({ gap: fc.integer({ min: 1, max: 4 }), bytes: fc.integer({ min: 1, max: 60 }) }))
      .map((steps) => {
        let row = -1;
        return steps.map(({ gap, bytes }) => {
          row += gap;
          return { row, bytes };
        });
      });
    fc.assert(
      fc.property(rows, fc.nat({ max: 20 }), fc.integer({ min: 1, max: 200 }), (rows, header, max) => {
        const parts = plan(rows, header, max);
        for (const { row } of rows) {
          expect(parts.filter((part) => part.firstRow <= row && row <= part.lastRow)).toHaveLength(1);
        }
        for (const part of parts) {
          const mine = rows.filter(({ row }) => part.firstRow <= row && row <= part.lastRow);
          expect(part.rows).toBe(mine.length);
          expect(part.rows).toBeGreaterThan(0);
          expect(part.bytes).toBe(mine.reduce((sum, { bytes }) => sum + bytes, header));
          if (part.rows > 1) expect(part.bytes).toBeLessThanOrEqual(max);
        }
        // No part stops before it has to.
        parts.slice(1).forEach((part, place) => {
          const first = rows.find(({ row }) => row === part.firstRow)!;
          expect(parts[place]!.bytes + first.bytes).toBeGreaterThan(max);
        });
      }),
    );
  });
});
