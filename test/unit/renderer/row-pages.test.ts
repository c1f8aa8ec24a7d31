import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Result } from '../../../src-main/contract/commands.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';
import { RowPages } from '../../../src-renderer/steps/review/row-pages.ts';
import { FAILURE } from './states.ts';

type Answer = Result<{ rows: ReviewedRow[] }>;
interface Asked {
  from: number;
  count: number;
  answer: (failed?: boolean) => Promise<void>;
}

/** Pages whose answers come when the test says so; each row says of which layout and place it is. */
function pagesOf(layout: string, count: number) {
  const underWay: Asked[] = [];
  const all: number[] = [];
  const pages = new RowPages(1, count, (_layout, from, size) => {
    all.push(from);
    return new Promise<Answer>((resolve) => {
      underWay.push({
        from,
        count: size,
        async answer(failed = false) {
          underWay.splice(underWay.indexOf(this), 1);
          const rows = Array.from({ length: size }, (_, place) => rowOf(layout, from + place));
          resolve(failed ? { ok: false, failure: FAILURE } : { ok: true, value: { rows } });
          // What follows from an answer happens before anything else does.
          await new Promise((done) => setImmediate(done));
        },
      });
    });
  });
  return { pages, underWay, all };
}

const rowOf = (layout: string, index: number): ReviewedRow => ({
  row: index,
  fileRow: index + 2,
  outcome: 'ready',
  reasons: [],
  notes: [],
  findings: [],
  cells: [layout],
  sent: [],
});

const views = fc.tuple(fc.nat(100_000), fc.integer({ min: 1, max: 400 }));
const steps = fc.array(
  fc.oneof(
    fc.record({ want: views }),
    fc.record({ answer: fc.nat(1) }),
    fc.constant({ answer: 0 }),
    fc.record({ want: fc.tuple(fc.nat(3000), fc.integer({ min: 1, max: 400 })) }),
  ),
  { maxLength: 60 },
);

/** Lets a walk of scrolls and answers happen, and the answers that are still due in the end. */
async function walk(
  count: number,
  actions: ({ want: [number, number] } | { answer: number })[],
  check: () => void,
  one: ReturnType<typeof pagesOf>,
) {
  let last: [number, number] = [0, 0];
  for (const action of actions) {
    if ('want' in action) {
      const first = Math.min(action.want[0], Math.max(0, count - 1));
      last = [first, Math.min(count, first + action.want[1])];
      one.pages.want(...last);
    } else await one.underWay[Math.min(action.answer, one.underWay.length - 1)]?.answer();
    check();
  }
  while (one.underWay.length > 0) {
    await one.underWay[0]!.answer();
    check();
  }
  return last;
}

describe('whatever is scrolled and whenever answers come', () => {
  it('no page is asked for twice at once, at most two are under way, and none beyond the last row', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), steps, async (count, actions) => {
        const one = pagesOf('this', count);
        const check = () => {
          const froms = one.underWay.map(({ from }) => from);
          expect(new Set(froms).size).toBe(froms.length);
          expect(froms.length).toBeLessThanOrEqual(2);
          for (const { from, count: size } of one.underWay) {
            expect(from % 100).toBe(0);
            expect(size).toBe(Math.min(100, count - from));
          }
        };
        await walk(count, actions, check, one);
      }),
    );
  });

  it('all rows in view are there in the end, each at its own place', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 100_000 }), steps, async (count, actions) => {
        const one = pagesOf('this', count);
        const [first, last] = await walk(count, actions, () => {}, one);
        for (let index = first; index < last; index++) expect(one.pages.row(index)?.row).toBe(index);
      }),
    );
  });

  it('rows of one layout never show among those of another', async () => {
    await fc.assert(
      fc.asyncProperty(steps, steps, async (before, after) => {
        const old = pagesOf('old', 5000);
        const fresh = pagesOf('fresh', 3000);
        for (const { want } of before.filter((step) => 'want' in step)) old.pages.want(...want);
        const [first, last] = await walk(3000, after, () => {}, fresh);
        for (const asked of [...old.underWay]) await asked.answer();
        for (let index = first; index < last; index++)
          expect(fresh.pages.row(index)?.cells).toEqual(['fresh']);
      }),
    );
  });
});

describe('pages of rows', () => {
  it('ask at first for what is in view, and for what was passed not at all', async () => {
    const { pages, underWay, all } = pagesOf('this', 1_000_000);
    pages.want(0, 40);
    for (let first = 1000; first <= 500_000; first += 1000) pages.want(first, first + 40);
    await underWay[0]!.answer();
    await underWay[0]!.answer();
    expect(all).toEqual([0, 1000, 500_000]);
  });

  it('are not asked for again while they are kept', async () => {
    const { pages, underWay, all } = pagesOf('this', 1000);
    for (const first of [0, 100, 0, 100]) {
      pages.want(first, first + 50);
      await underWay[0]?.answer();
    }
    expect(all).toEqual([0, 100]);
  });

  it('that were used longest ago give way, and come back when they are wanted', async () => {
    const { pages, underWay } = pagesOf('this', 100_000);
    for (let page = 0; page < 31; page++) {
      // The first page is in view again and again, the second only once.
      pages.want(0, 1);
      pages.want(page * 100, page * 100 + 1);
      await underWay[0]?.answer();
    }
    expect(pages.row(0)).not.toBeNull();
    expect(pages.row(100)).toBeNull();
    pages.want(100, 101);
    await underWay[0]!.answer();
    expect(pages.row(100)?.row).toBe(100);
  });

  it('tell of every answer, until nobody listens', async () => {
    const { pages, underWay } = pagesOf('this', 1000);
    let told = 0;
    const leave = pages.subscribe(() => {
      told += 1;
    });
    pages.want(0, 300);
    const before = pages.version();
    await underWay[0]!.answer();
    expect(told).toBe(1);
    expect(pages.version()).not.toBe(before);
    leave();
    await underWay[0]!.answer();
    await underWay[0]?.answer();
    expect(told).toBe(1);
  });

  it('ask no more when nobody looks at them any longer', async () => {
    const { pages, underWay, all } = pagesOf('this', 1000);
    const leave = pages.subscribe(() => {});
    pages.want(0, 500);
    leave();
    while (underWay.length > 0) await underWay[0]!.answer();
    expect(all).toEqual([0, 100]);
  });

  it('say why no more come, and ask no more', async () => {
    const { pages, underWay, all } = pagesOf('this', 1000);
    pages.want(0, 500);
    await underWay[0]!.answer(true);
    expect(pages.failure).toEqual(FAILURE);
    pages.want(500, 600);
    expect(all).toEqual([0, 100]);
  });
});

describe('pages that grow while a search goes on', () => {
  it('have each row in view in the end, whenever more are found, and never lose one that was here', async () => {
    const step = fc.oneof(
      fc.record({ more: fc.integer({ min: 1, max: 300 }) }),
      fc.record({ answer: fc.nat(1) }),
      fc.record({ want: fc.tuple(fc.nat(600), fc.integer({ min: 1, max: 400 })) }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 200 }),
        fc.array(step, { maxLength: 40 }),
        async (first, walked) => {
          const { pages, underWay } = pagesOf('this', first);
          const here = new Set<number>();
          let view: [number, number] = [0, 40];
          // The grid asks anew whenever the end of its view moves with the count.
          const look = () => pages.want(view[0], Math.min(view[1], pages.count));
          look();
          for (const action of walked) {
            if ('more' in action) pages.grow(pages.count + action.more);
            else if ('want' in action) view = [action.want[0], action.want[0] + action.want[1]];
            else await underWay[Math.min(action.answer, underWay.length - 1)]?.answer();
            look();
            for (const index of here) expect(pages.row(index)?.row).toBe(index);
            for (let index = 0; index < 1000; index++) if (pages.row(index)) here.add(index);
          }
          while (underWay.length > 0) await underWay[0]!.answer();
          for (let index = view[0]; index < Math.min(view[1], pages.count); index++) {
            expect(pages.row(index)?.row).toBe(index);
          }
        },
      ),
    );
  });

  it('keep what is on screen while more of its page is fetched, and ask no more once the view is full', async () => {
    const { pages, underWay, all } = pagesOf('this', 10);
    pages.want(0, 10);
    await underWay[0]!.answer();
    pages.grow(60);
    pages.want(0, 40);
    expect(pages.row(9)?.row).toBe(9);
    expect(pages.row(10)).toBeNull();
    await underWay[0]!.answer();
    pages.grow(5000);
    pages.want(0, 40);
    expect(all).toEqual([0, 0]);
    expect(pages.row(39)?.row).toBe(39);
  });

  it('tell whoever listens, and take no smaller count from a snapshot that comes late', () => {
    const { pages } = pagesOf('this', 10);
    let told = 0;
    pages.subscribe(() => {
      told += 1;
    });
    pages.grow(20);
    pages.grow(20);
    pages.grow(15);
    expect([pages.count, told]).toEqual([20, 1]);
  });
});
