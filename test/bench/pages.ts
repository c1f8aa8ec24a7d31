import type { Page } from '@playwright/test';
import { type Figure, quantile } from './figures.mjs';
import { goTo } from './go-to.ts';

const PAGE_SIZE = 100;
const TIMES = 300;
const ALL = { outcome: null, reason: null, search: '' };
const FILTERS = {
  'of all rows': ALL,
  'of those left out as invalid': { ...ALL, outcome: 'invalid' },
  'of those found by a search': { ...ALL, search: 'amelia' },
};

/**
 * Any page of rows, asked for and answered as the grid does it: from the page to the worker and back. Only its parsing,
 * which the page does besides, is not in it.
 */
export async function measurePages(page: Page, of: string): Promise<Figure[]> {
  // Where no grid has rows of its own, which would be laid out anew each time.
  await goTo(page, 'load');
  const figures: Figure[] = [];
  for (const [which, filter] of Object.entries(FILTERS)) {
    const times = await page.evaluate<number[]>(
      `bench.pages(${JSON.stringify(filter)}, ${PAGE_SIZE}, ${TIMES})`,
    );
    figures.push({
      what: `a page of ${PAGE_SIZE} ${which} of ${of}, p99`,
      goal: 30,
      figure: quantile(times, 0.99),
      unit: 'ms',
      more: `p50 ${quantile(times, 0.5).toFixed(1)} ms, ${TIMES} places at random`,
    });
  }
  return figures;
}

/** What a page of rows costs at least. */
export async function measureWay(page: Page): Promise<Figure> {
  const way = await page.evaluate<number[]>(`bench.wayThereAndBack(${TIMES})`);
  return {
    what: 'the way to the main process and back alone, p99',
    figure: quantile(way, 0.99),
    unit: 'ms',
    more: `p50 ${quantile(way, 0.5).toFixed(1)} ms`,
  };
}
