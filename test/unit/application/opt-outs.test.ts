import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src-main/application/connect.ts';
import { readOptOuts } from '../../../src-main/application/opt-outs.ts';

/** A connection of which only the opt-outs are asked. */
function connectionOf(country: string | null, ...pages: string[][]): Connection {
  return {
    client: {
      async *optOuts() {
        yield* pages;
      },
    },
    senderCode: { id: 1, code: '55501', country, merchant: '' },
  } as unknown as Connection;
}

describe('the opt-outs that Listrak names', () => {
  it.each([
    ['17175550101', 17175550101],
    ['7175550101', 17175550101],
    ['+1 (717) 555-0101', 17175550101],
    // No number by the rules, but somebody's all the same: both ways of reading it are left out.
    ['5555550101', 15555550101],
    ['15555550101', 15555550101],
  ])('%s is kept as a ready row would have it', async (written, phone) => {
    for (const country of ['US', 'us', 'USA', 'United States', '', null]) {
      const found = await readOptOuts(connectionOf(country, [written]), 'US', () => {});
      expect([...found]).toContain(phone);
    }
  });

  it('are read as the sender code’s country writes them, too, where the audience is said to be of another', async () => {
    const found = await readOptOuts(connectionOf('US', ['7175550101']), 'GB', () => {});
    expect([...found]).toContain(17175550101);
  });

  it('come from all pages, however many, and are counted on the way', async () => {
    const pages = Array.from({ length: 5 }, (_, page) =>
      Array.from({ length: 5000 }, (_, line) => `1${212 + page}5${String(line).padStart(6, '0')}`),
    );
    const counts: number[] = [];
    const found = await readOptOuts(connectionOf('US', ...pages), 'US', (count) => counts.push(count));
    expect(counts).toEqual([5000, 10_000, 15_000, 20_000, 25_000]);
    for (const written of pages.flat()) expect(found.includes(Number(written))).toBe(true);
  });
});
