import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const ROWS = 200_000;
/** How many times as large is the file whose review is stopped, so that it is surely still going on. */
const TIMES = 8;
const EVERY_NTH_SAYS_NO = 1000;

const HEADER =
  'Phone,SMS Opted In,First Name,Last Name,Email Address,Birthday,Postal Code,Loyalty Tier,Loyalty Points,' +
  'Lifetime Spend,VIP,Favorite Store,Preferred Category,Last Purchase Date,Has Mobile App';

/**
 * A file that takes a few seconds to review, and one with its rows many times over. Listrak knows none of their
 * phones, which does not matter to that.
 */
function writeLargeAudiences({ downloads }: TestApp): { large: string; larger: string } {
  const large = join(downloads, 'large.csv');
  const larger = join(downloads, 'larger.csv');
  const lines = Array.from({ length: ROWS }, (_, row) => {
    const phone = `(212) ${200 + Math.floor(row / 10_000)}-${String(row % 10_000).padStart(4, '0')}`;
    const answer = row % EVERY_NTH_SAYS_NO === 0 ? 'no' : 'yes';
    const who = `Name ${row},von Mustermann,person${row}@example.com,1980-02-03,${10_000 + (row % 80_000)}`;
    return `${phone},${answer},${who},Gold,${row % 5000},${row}.50,true,Lancaster,Shoes,2025-11-12,yes`;
  });
  const text = `${lines.join('\n')}\n`;
  writeFileSync(large, `${HEADER}\n${text}`);
  writeFileSync(larger, `${HEADER}\n`);
  for (let time = 0; time < TIMES; time++) appendFileSync(larger, text);
  return { large, larger };
}

test('a large file is on screen at once, is reviewed under one’s eyes, and is reached to its last row', async ({
  app,
}) => {
  const { page } = app;
  const grid = page.getByRole('grid', { name: 'Rows of the file' });
  const rows = grid.locator('[data-index]');
  const found = (count: number) =>
    expect(grid).toHaveAttribute('aria-rowcount', String(count + 1), { timeout: 20_000 });
  const { large, larger } = writeLargeAudiences(app);
  await way.addAndConnect(app);

  await test.step('its first rows are there before it was read', async () => {
    await way.loadFile(app, larger);
    const first = page.getByRole('region', { name: 'First rows of the file' });
    await expect(first.getByRole('row').nth(20)).toContainText('Name 19');
  });

  await test.step('the review shows how far it is, can be stopped and begun again', async () => {
    const progress = page.getByRole('progressbar', { name: 'Reading and judging every row' });
    await way.goToStep(app, 'Review');
    await expect(progress).toBeVisible();
    await expect(page.getByText(/MB of \d+(\.\d)? MB/)).toBeVisible();
    await page.getByRole('button', { name: 'Stop' }).click();
    await expect(page.getByText('The review was stopped before its end.')).toBeVisible();
    await expect(way.railStep(app, 'Sample')).toHaveAttribute('aria-disabled', 'true');
    await page.getByRole('button', { name: 'Review again' }).click();
    await expect(progress).toBeVisible();
  });

  await test.step('another file takes its place, and is reviewed to its end', async () => {
    await way.loadFile(app, large);
    await way.goToStep(app, 'Review');
    await found(ROWS);
    await expect(page.getByText(`199,800 of 200,000 rows will be sent; 200 are left out.`)).toBeVisible();
  });

  await test.step('a key that is held moves on and on, faster than anything is drawn', async () => {
    // What is done at once is done between the presses; what is left for later has to wait.
    await page.evaluate(`(async () => {
      const grid = document.querySelector('[role=grid]');
      for (let press = 0; press < 150; press++) {
        grid.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
      }
    })()`);
    await expect(grid.locator('[data-index="150"]')).toBeInViewport();
  });

  await test.step('the grid reaches the last row, and only draws those in view', async () => {
    await grid.focus();
    await grid.press('ControlOrMeta+End');
    await expect(rows.last()).toContainText('200,001');
    await expect(rows.last()).toContainText(`Name ${ROWS - 1}`);
    await expect(rows.last()).toBeInViewport();
    expect(await rows.count()).toBeLessThan(80);
    await grid.press('ControlOrMeta+Home');
    await expect(rows.first()).toContainText('Name 0');
  });

  await test.step('filter and search find among all of them', async () => {
    await page.getByRole('button', { name: 'Not opted in' }).click();
    await found(ROWS / EVERY_NTH_SAYS_NO);
    await expect(rows.nth(1)).toContainText('Name 1000');
    await page.getByRole('button', { name: 'All rows' }).click();
    const search = page.getByRole('searchbox', { name: 'Search the rows' });
    await search.fill('PERSON199998@');
    await found(1);
    await expect(rows.first()).toContainText('Name 199998');
    await search.fill('(212) 219-9999');
    await found(1);
    await expect(rows.first()).toContainText(`Name ${ROWS - 1}`);
  });
});
