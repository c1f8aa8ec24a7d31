import type { Page } from '@playwright/test';
import { type Figure, quantile } from './figures.mjs';
import { goTo } from './go-to.ts';
import { followMainThread } from './main-thread.ts';

interface Watched {
  tasks: { ms: number; step: string }[];
  gaps: number[];
}

/**
 * The longest task in the page, and its longest time without a frame, while something is done. What a task takes of
 * the processor is held against the goal: by the clock it takes longer where other programs want the processor, too.
 */
async function measureWhile(page: Page, what: string, doing: () => Promise<string>): Promise<Figure[]> {
  const unfollow = await followMainThread(page);
  await page.evaluate('bench.watch()');
  const done = await doing();
  const { tasks, gaps } = await page.evaluate<Watched>('bench.unwatch()');
  const { clock, processor } = await unfollow();
  const long = tasks.map(({ ms, step }) => `${ms.toFixed(0)} in ${step}`);
  return [
    {
      what: `longest task ${what}`,
      goal: 50,
      figure: processor,
      unit: 'ms',
      more: `${clock.toFixed(0)} by the clock${long.length > 0 ? ` (over 50: ${long.slice(0, 4).join(', ')})` : ''}; ${done}`,
    },
    {
      what: `longest time without a frame ${what}`,
      figure: Math.max(...gaps),
      unit: 'ms',
      more: `p99 ${quantile(gaps, 0.99).toFixed(0)} ms of ${gaps.length} frames`,
    },
  ];
}

const isReviewed = async (page: Page) =>
  / ready /.test((await page.locator('[data-step=review]').textContent()) ?? '');

/** Steps are opened, a field is looked for on Map, until the review is over. */
export function measureReviewing(page: Page): Promise<Figure[]> {
  return measureWhile(page, 'during the review', async () => {
    const begun = Date.now();
    let rounds = 0;
    for (; !(await isReviewed(page)); rounds++) {
      await goTo(page, 'map');
      await page.getByRole('combobox').nth(2).click();
      await page.keyboard.type('postal', { delay: 30 });
      await page.keyboard.press('Escape');
      await page.mouse.move(700, 400);
      await page.mouse.wheel(0, 400);
      for (const step of ['consent', 'load', 'review']) await goTo(page, step);
    }
    return `${rounds} rounds through Map, Consent, Load and Review in ${((Date.now() - begun) / 1000).toFixed(1)} s`;
  });
}

/** In Review, from the first row to the last in each way there is. */
export async function measureScrolling(page: Page, rowCount: number): Promise<Figure[]> {
  await goTo(page, 'review');
  const grid = page.getByRole('grid');
  const last = grid.locator(`[data-index="${rowCount - 1}"] [aria-colindex="2"]`);
  const first = grid.locator('[data-index="0"] [aria-colindex="2"]');
  await first.waitFor();
  const box = (await grid.boundingBox())!;
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  return [
    ...(await measureWhile(page, 'scrolling by wheel', async () => {
      for (let notch = 0; notch < 150; notch++) await page.mouse.wheel(0, 300);
      // No hand turns it through a million rows, so the way to the end is made in great notches.
      for (let notch = 0; notch < 60; notch++) await page.mouse.wheel(0, (rowCount * 34) / 60);
      await last.waitFor();
      return '150 notches of 300 px, 60 to the end';
    })),
    ...(await measureWhile(page, 'dragging the scrollbar', async () => {
      await page.evaluate('bench.drag(240)');
      await last.waitFor();
      return 'from end to end in 240 frames';
    })),
    ...(await measureWhile(page, 'scrolling by keys', async () => {
      await grid.focus();
      await page.keyboard.press('Home');
      await first.waitFor();
      for (let press = 0; press < 100; press++) await page.keyboard.press('PageDown');
      for (let press = 0; press < 100; press++) await page.keyboard.press('ArrowDown');
      await page.keyboard.press('End');
      await last.waitFor();
      return 'Home, 100 × PageDown, 100 × ArrowDown, End';
    })),
  ];
}

/** Letter by letter, each of which may begin a search through all rows. */
export function measureSearching(page: Page): Promise<Figure[]> {
  return measureWhile(page, 'typing a search', async () => {
    await page.getByRole('searchbox').click();
    await page.keyboard.type('amelia.99', { delay: 150 });
    // Not every letter is searched for, but the last is.
    await page.keyboard.press('Enter');
    await page.getByText('Searching…').waitFor();
    await page.getByText('Searching…').waitFor({ state: 'detached' });
    return '“amelia.99”, a letter every 150 ms';
  });
}
