import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../e2e/app.ts';
import { beginWithoutSample, finished, OPT_OUTS, toPush } from '../e2e/sending.ts';
import { goToStep } from '../e2e/way.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));
test.beforeAll(() => mkdirSync(ALL, { recursive: true }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `history-${viewport.width}x${viewport.height}-${colorScheme}`;
    test.describe(name, () => {
      test.use({ viewport, colorScheme });

      test('a wait, a search among the runs, and deleting records', async ({ app }) => {
        const { page } = app;
        const button = (label: string | RegExp) => page.getByRole('button', { name: label });
        const shoot = async (what: string) => {
          await page.mouse.move(0, 0);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${ALL}${name}-${what}.png` });
        };
        await toPush(app);
        const fault = { type: 'status', status: 503, headers: { 'retry-after': '600' } } as const;
        app.practice.faults.add({ ...OPT_OUTS, fault, times: 2 });
        await beginWithoutSample(app);
        await button('Try now').waitFor();
        await shoot('1-wait');
        await goToStep(app, 'Push');
        await button('Try now').click();
        await button('Try now').click();
        await expect(finished(app)).toBeVisible();
        await goToStep(app, 'Consent');
        app.practice.faults.add({ ...OPT_OUTS, fault });
        await button(/^Ask Listrak/).click();
        await button('Try now').waitFor();
        await button('Try now').scrollIntoViewIfNeeded();
        await shoot('2-wait-in-consent');
        await goToStep(app, 'Review');
        await shoot('3-wait-in-review');
        await button('Try now').click();
        await goToStep(app, 'History');
        await shoot('4-list');
        const search = page.getByRole('searchbox');
        await search.fill('our shop finished');
        await shoot('5-found');
        await search.fill('spring audience stopped');
        await shoot('6-nothing-found');
        await button('Clear the search').click();
        await page.getByRole('table').getByRole('row').nth(1).getByRole('button').click();
        await button('Delete this record…').click();
        await button('Delete it').scrollIntoViewIfNeeded();
        await shoot('7-delete');
        await page.keyboard.press('Escape');
        for (const damaged of ['damaged-1.jsonl', 'damaged-2.jsonl']) {
          writeFileSync(join(app.dataDir, 'runs', damaged), 'no JSON\n');
        }
        await button('Read again').click();
        await button('Delete this record…').first().click();
        await shoot('8-delete-damaged');
      });
    });
  }
}
