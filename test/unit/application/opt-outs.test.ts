import { describe, expect, it } from 'vitest';
import type { Connection } from '../../../src-main/application/connect.ts';
import { type OptOuts, readOptOuts } from '../../../src-main/application/opt-outs.ts';
import type { OptOut } from '../../../src-main/listrak/answers.ts';

const NOW = new Date('2026-11-28T12:00:00Z');

/** A connection of which only the opt-outs are asked. */
function connectionOf(country: string | null, ...pages: OptOut[][]): Connection {
  return {
    client: {
      async *optOuts() {
        yield* pages;
      },
    },
    senderCode: { id: 1, code: '55501', country, merchant: '' },
  } as unknown as Connection;
}

const read = (connection: Connection, country: 'US' | 'GB' = 'US', onCount = (_count: number) => {}) =>
  readOptOuts(connection, country, () => NOW, onCount);

/** What is known of a phone. */
function of({ phones, dates, reasons, reasonTexts }: OptOuts, phone: number) {
  const place = phones.indexOf(phone);
  return place < 0 ? null : { date: dates[place], reason: reasonTexts[reasons[place]!] };
}

describe('the opt-outs that Listrak names', () => {
  it.each(['', null, 'Nowhere'])(
    'are read as American numbers, too, where the sender code’s country is %j and the audience is foreign',
    async (country) => {
      const found = await read(connectionOf(country, [{ phoneNumber: '2015550123' }]), 'GB');
      expect([...found.phones]).toContain(12015550123);
    },
  );

  it.each([
    ['17175550101', 17175550101],
    ['7175550101', 17175550101],
    ['+1 (717) 555-0101', 17175550101],
    // No number by the rules, but somebody's all the same: both ways of reading it are left out.
    ['5555550101', 15555550101],
    ['15555550101', 15555550101],
  ])('%s is kept as a ready row would have it', async (phoneNumber, phone) => {
    for (const country of ['US', 'us', 'USA', 'United States', '', null]) {
      const found = await read(connectionOf(country, [{ phoneNumber }]));
      expect([...found.phones]).toContain(phone);
      expect(found.count).toBe(1);
    }
  });

  it('are read as the sender code’s country writes them, too, where the audience is said to be of another', async () => {
    const found = await read(connectionOf('US', [{ phoneNumber: '7175550101' }]), 'GB');
    expect([...found.phones]).toContain(17175550101);
  });

  it('come from all pages, however many, and are counted on the way', async () => {
    const pages = Array.from({ length: 5 }, (_, page) =>
      Array.from({ length: 5000 }, (_, line) => ({
        phoneNumber: `1${212 + page}5${String(line).padStart(6, '0')}`,
        optOutDate: '2026-01-02T03:04:05',
        optOutReason: `Reason ${page}`,
      })),
    );
    const counts: number[] = [];
    const found = await read(connectionOf('US', ...pages), 'US', (count) => counts.push(count));
    expect(counts).toEqual([5000, 10_000, 15_000, 20_000, 25_000]);
    expect(found).toMatchObject({ count: 25_000, readAt: NOW.toISOString() });
    const date = Date.UTC(2026, 0, 2, 3, 4, 5);
    expect([...found.phones]).toEqual(pages.flat().map(({ phoneNumber }) => Number(phoneNumber)));
    expect(new Set(found.dates)).toEqual(new Set([date]));
    for (let page = 0; page < 5; page++) {
      for (const line of [0, 4999])
        expect(found.reasonTexts[found.reasons[page * 5000 + line]!]).toBe(`Reason ${page}`);
    }
  });

  it.each([
    ['2026-01-02T03:04:05', Date.UTC(2026, 0, 2, 3, 4, 5)],
    ['2026-01-02T03:04:05.678Z', Date.UTC(2026, 0, 2, 3, 4, 5, 678)],
    ['2026-01-02T03:04:05-05:00', Date.UTC(2026, 0, 2, 8, 4, 5)],
    ['2026-01-02', Date.UTC(2026, 0, 2)],
    ['0001-01-01T00:00:00', Number.NaN],
    ['', Number.NaN],
    ['yesterday', Number.NaN],
    [null, Number.NaN],
    [undefined, Number.NaN],
  ])('of the date %s are kept with it, or without one', async (optOutDate, date) => {
    const found = await read(connectionOf('US', [{ phoneNumber: '7175550101', optOutDate }]));
    expect(of(found, 17175550101)).toEqual({ date, reason: '' });
  });

  it('keep their reason in Listrak’s own words, each word once', async () => {
    const reasons = ['Campaign', 'Workflow', 'Campaign', null, undefined, 'New in 2027'];
    const page = reasons.map((optOutReason, line) => ({ phoneNumber: `717555010${line}`, optOutReason }));
    const found = await read(connectionOf('US', page));
    expect(found.reasonTexts).toEqual(['', 'Campaign', 'Workflow', 'New in 2027']);
    expect(reasons.map((_, line) => of(found, 17175550100 + line)?.reason)).toEqual([
      'Campaign',
      'Workflow',
      'Campaign',
      '',
      '',
      'New in 2027',
    ]);
  });

  it('of more different reasons than are kept are left out all the same', async () => {
    const page = Array.from({ length: 5000 }, (_, line) => ({
      phoneNumber: `1212555${String(line).padStart(4, '0')}`,
      optOutReason: `Reason ${line}`,
    }));
    const found = await read(connectionOf('US', page));
    expect(found.reasonTexts).toHaveLength(1000);
    expect(of(found, 12125550998)?.reason).toBe('Reason 998');
    expect(of(found, 12125554999)?.reason).toBe('');
  });

  it('are none where Listrak names none', async () => {
    const found = await read(connectionOf('US', []));
    expect([found.count, found.phones.length, found.dates.length, found.reasons.length]).toEqual([
      0, 0, 0, 0,
    ]);
  });
});
