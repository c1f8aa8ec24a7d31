import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { outcomeOf, reasonsOf } from '../../../src-main/audience/marks.ts';
import { OUTCOMES, type ReasonCode } from '../../../src-main/contract/outcome.ts';
import type { ReviewedRow, RowFilter } from '../../../src-main/contract/rows.ts';
import { type ReviewedSource, RowLayouts } from '../../../src-main/worker/row-layouts.ts';
import { field, reviewText } from './review-text.ts';

const FIELDS = [field('Points', 'Number'), field('Note')];
const FORMAT = { writePhone: (phone: number) => `p${phone}` };
const ALL: RowFilter = { outcome: null, reason: null, search: '' };

function sourceOf(text: string, changes: Partial<ReviewedSource> = {}): ReviewedSource {
  const { bytes, head, plan, assumed, index } = reviewText(text, FIELDS);
  return {
    index,
    head,
    plan,
    evidence: assumed,
    fileEnd: bytes.length,
    read: async (position, length) => bytes.slice(position, position + length),
    assertSame: async () => {},
    ...changes,
  };
}

async function allPages(
  layouts: RowLayouts,
  source: ReviewedSource,
  filter: RowFilter,
  count: number,
): Promise<ReviewedRow[]> {
  const { layout, count: all } = await layouts.find(source, filter);
  const rows: ReviewedRow[] = [];
  for (let from = 0; from < all; from += count)
    rows.push(...(await layouts.page(source, { layout, from, count })));
  return rows;
}

const AUDIENCE = [
  'Note,Phone,Points,Skipped,SMS Opted In',
  '" a, ""b"" ",(717) 555-0101,"$1,234.567",x,yes',
  'twice,7175550101,1,x,yes',
  'many,7175550102,1,x,yes,more',
  '',
  'né,7175550103,one,x,no',
  'né,7175550104,one,x,yes',
  'NULL,7175550105,2,,yes',
  '"open,7175550106,1,à',
  '',
].join('\r\n');

describe('a page of rows', () => {
  it('shows rows as in the file, and of ready rows what would be sent', async () => {
    const rows = await allPages(new RowLayouts(FORMAT), sourceOf(AUDIENCE), ALL, 3);
    expect(rows).toEqual([
      {
        row: 0,
        fileRow: 2,
        outcome: 'ready',
        reasons: [],
        notes: ['number.rounded'],
        findings: [{ position: 2, code: 'number.rounded' }],
        cells: [' a, "b" ', '(717) 555-0101', '$1,234.567', 'x', 'yes'],
        sent: ['a, "b"', 'p17175550101', '1234.57', null, null],
      },
      expect.objectContaining({
        row: 1,
        outcome: 'duplicate',
        reasons: ['duplicate.phone'],
        sent: Array(5).fill(null),
      }),
      {
        row: 2,
        fileRow: 4,
        outcome: 'malformed',
        reasons: ['row.tooManyCells'],
        notes: [],
        findings: [],
        cells: ['many,7175550102,1,x,yes,more'],
        sent: Array(5).fill(null),
      },
      expect.objectContaining({ row: 3, fileRow: 6, outcome: 'notOptedIn', reasons: ['consent.no'] }),
      expect.objectContaining({
        row: 4,
        outcome: 'invalid',
        reasons: ['number.invalid'],
        findings: [{ position: 2, code: 'number.invalid' }],
        cells: ['né', '7175550104', 'one', 'x', 'yes'],
      }),
      expect.objectContaining({
        row: 5,
        notes: ['value.placeholder'],
        sent: ['', 'p17175550105', '2', null, null],
      }),
      expect.objectContaining({ row: 6, reasons: ['row.unclosedQuote'], cells: ['"open,7175550106,1,à'] }),
    ]);
  });

  it('cuts what is endless, between two characters', async () => {
    const long = `${'x'.repeat(1999)}😀${'y'.repeat(3000)}`;
    const text = `Note,Phone\n${long},7175550101\n"${'é'.repeat(4000)}\n`;
    const [ready, malformed] = await allPages(new RowLayouts(FORMAT), sourceOf(text), ALL, 9);
    expect(ready!.cells[0]).toBe(`${'x'.repeat(1999)}…`);
    expect(ready!.sent[0]).toBe(`${'x'.repeat(1999)}…`);
    expect(malformed!.cells).toEqual([`"${'é'.repeat(2047)}…`]);
  });

  it('ends where the layout ends, and is empty beyond', async () => {
    const layouts = new RowLayouts(FORMAT);
    const source = sourceOf(AUDIENCE);
    const { layout, count } = await layouts.find(source, { ...ALL, outcome: 'ready' });
    expect(count).toBe(2);
    expect((await layouts.page(source, { layout, from: 1, count: 9 })).map(({ row }) => row)).toEqual([5]);
    expect(await layouts.page(source, { layout, from: 2, count: 9 })).toEqual([]);
  });

  it.each([
    ['a ready row is another', (text: string) => text.replace('555-0101', '555-0109')],
    ['a row left out is another', (text: string) => text.replace('twice,7175550101', 'twice,7175550107')],
    ['a row is two rows', (text: string) => text.replace('twice,', 'twic\n,')],
    ['the file ends before', (text: string) => text.slice(0, 60)],
  ])('says that the file has changed when %s', async (_what, change) => {
    const layouts = new RowLayouts(FORMAT);
    const changed = change(Buffer.from(AUDIENCE).toString('latin1'));
    const source = sourceOf(AUDIENCE, { read: async (from, length) => changed.slice(from, from + length) });
    const { layout } = await layouts.find(source, ALL);
    await expect(layouts.page(source, { layout, from: 0, count: 9 })).rejects.toMatchObject({
      code: 'file.changed',
    });
  });
});

describe('the layouts', () => {
  it('hold, page after page, just the rows that their filter keeps', async () => {
    const cell = fc.constantFrom('é', 'É b', '"x', 'a,b', 'line\nline', '7175550101', '');
    const row = fc.tuple(
      fc.constantFrom('7175550101', '(717) 555-0102', '7175550103', 'none'),
      fc.constantFrom('yes', 'no', ''),
      fc.constantFrom('1', '1.005', 'one'),
      cell.map((text) => `"${text.replaceAll('"', '""')}"`),
      fc.constantFrom('', '', '', ',more', '\n\n', '\n"open'),
    );
    const filter = fc.record({
      outcome: fc.option(fc.constantFrom(...OUTCOMES)),
      reason: fc.option(
        fc.constantFrom<ReasonCode>('consent.no', 'phone.invalid', 'number.invalid', 'row.tooManyCells'),
      ),
      search: fc.constantFrom('', ' ', 'É', 'line\nl', '555', 'one'),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 15 }),
        filter,
        fc.integer({ min: 1, max: 6 }),
        async (rows, wanted, count) => {
          const text = `Phone,SMS Opted In,Points,Note\n${rows.map((cells) => `${cells.slice(0, 4)}${cells[4]}\n`).join('')}`;
          const source = sourceOf(text);
          const { index } = source;
          const layouts = new RowLayouts(FORMAT, { bytes: 30, gap: 5 });
          const everything = await allPages(layouts, source, ALL, 200);
          expect(everything.map((one) => one.row)).toEqual(
            Array.from({ length: index.length }, (_, at) => at),
          );
          const needle = wanted.search.trim().toLowerCase();
          const expected = everything.filter((one) => {
            const marks = index.marks(one.row);
            const inPhone = needle === '555' && String(index.phone(one.row)).includes(needle);
            return (
              (wanted.outcome === null || outcomeOf(marks) === wanted.outcome) &&
              (wanted.reason === null || reasonsOf(marks).includes(wanted.reason)) &&
              (inPhone || one.cells.some((text) => text.toLowerCase().includes(needle)))
            );
          });
          expect(await allPages(layouts, source, wanted, count)).toEqual(expected);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('are numbered upwards, and the newest alone holds', async () => {
    const layouts = new RowLayouts(FORMAT);
    const source = sourceOf(AUDIENCE);
    const one = await layouts.find(source, ALL);
    const other = await layouts.find(source, { ...ALL, search: 'né' });
    expect(other.layout).toBeGreaterThan(one.layout);
    const stale = { code: 'rows.stale' };
    await expect(layouts.page(source, { layout: one.layout, from: 0, count: 1 })).rejects.toMatchObject(
      stale,
    );
    expect(await layouts.page(source, { layout: other.layout, from: 0, count: 9 })).toHaveLength(2);
    layouts.forget();
    await expect(layouts.page(source, { layout: other.layout, from: 0, count: 1 })).rejects.toMatchObject(
      stale,
    );
  });

  it('are not told of rows that were settled anew while they were read', async () => {
    const layouts = new RowLayouts(FORMAT);
    const source = sourceOf(AUDIENCE, { assertSame: async () => layouts.forget() });
    const { layout } = await layouts.find(source, ALL);
    await expect(layouts.page(source, { layout, from: 0, count: 1 })).rejects.toMatchObject({
      code: 'rows.stale',
    });
  });

  it('show what is found so far while a text is looked for, and a newer search ends an older one', async () => {
    const layouts = new RowLayouts(FORMAT, { bytes: 1, gap: 0 });
    const source = sourceOf(AUDIENCE);
    const seen: { count: number; rows: number[] }[] = [];
    const pages: Promise<void>[] = [];
    const older = layouts.find(source, { ...ALL, search: 'x' });
    const newer = layouts.find(
      source,
      { ...ALL, search: 'né' },
      {
        onProgress: ({ found: { layout, count } }) => {
          const page = layouts.page(source, { layout, from: 0, count });
          pages.push(page.then((rows) => void seen.push({ count, rows: rows.map(({ row }) => row) })));
        },
      },
    );
    await expect(older).rejects.toMatchObject({ code: 'rows.stale' });
    expect(await newer).toMatchObject({ count: 2, complete: true });
    await Promise.all(pages);
    expect(seen.map(({ count }) => count)).toEqual([0, 0, 0, 1, 2, 2, 2, 2]);
    for (const { count, rows } of seen) expect(rows).toEqual([3, 4].slice(0, count));
  });

  it('are looked for with progress to the end of the file, or until stopped: then what was found stays', async () => {
    const layouts = new RowLayouts(FORMAT, { bytes: 1, gap: 0 });
    const source = sourceOf(AUDIENCE);
    const told: number[] = [];
    await layouts.find(
      source,
      { ...ALL, search: 'x' },
      {
        onProgress: ({ bytes, ofBytes }) => {
          expect(ofBytes).toBe(source.fileEnd);
          told.push(bytes);
        },
      },
    );
    expect(told).toHaveLength(8);
    expect(told).toEqual([...told].sort((one, other) => one - other));
    expect(told.at(-1)).toBe(source.fileEnd);
    const stop = new AbortController();
    const stopped = await layouts.find(
      source,
      { ...ALL, search: 'yes' },
      {
        onProgress: ({ found }) => found.count === 2 && stop.abort(),
        signal: stop.signal,
      },
    );
    expect(stopped).toMatchObject({ count: 2, complete: false });
    const { layout } = stopped;
    const rows = await layouts.page(source, { layout, from: 0, count: 9 });
    expect(rows.map(({ row }) => row)).toEqual([0, 1]);
  });
});
