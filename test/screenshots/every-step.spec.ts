import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { writeAudience } from '../bench/audience-file.mjs';
import { test } from '../e2e/app.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));
const FOR_README = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));
const LARGE = `${ALL}audience-1000000.csv`;

/** The pictures of the README, by the step that they show. */
const IN_README: Record<string, string> = {
  'sample-1280x800-light-3-map': 'map',
  'sample-1280x800-light-5-review': 'review',
  'sample-1280x800-light-6-sample-sent': 'sample',
  'sample-1280x800-dark-7-push-sent': 'push-dark',
};

test.beforeAll(async () => {
  mkdirSync(ALL, { recursive: true });
  await writeAudience(LARGE, 1_000_000);
});

for (const audience of ['sample', 'large'] as const) {
  for (const viewport of [
    { width: 1280, height: 800 },
    { width: 1000, height: 700 },
  ]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const name = `${audience}-${viewport.width}x${viewport.height}-${colorScheme}`;
      test.describe(name, () => {
        test.use({ viewport, colorScheme });

        test('every step', async ({ app }) => {
          const { page } = app;
          const button = (label: string | RegExp) => page.getByRole('button', { name: label });
          const shoot = async (step: string) => {
            // A finger off the button, and no picture of a half-faded colour.
            await page.mouse.move(0, 0);
            await page.waitForTimeout(400);
            await page.screenshot({ path: `${ALL}${name}-${step}.png` });
            const forReadme = IN_README[`${name}-${step}`];
            if (forReadme) await page.screenshot({ path: `${FOR_README}${forReadme}.png` });
          };
          await button('Connect to Practice account').waitFor();
          await shoot('1-connect');
          await button('Add account').click();
          await shoot('1-connect-add');
          await button('Cancel').click();
          await button('Connect to Practice account').click();
          await button('Use this sender code').waitFor();
          await shoot('1-connect-choose');
          await button('Use this sender code').click();
          await button('Disconnect').waitFor();
          await shoot('1-connected');
          await button('Next: Load').click();
          await shoot('2-load-empty');
          if (audience === 'sample') await button('Use the sample audience').click();
          else {
            await app.chooseFile(LARGE);
            await button('Choose a file…').click();
          }
          await page.getByText('First rows').waitFor();
          await shoot('2-load');
          await button('Next: Map').click();
          await shoot('3-map');
          await button('Next: Consent').click();
          if (audience === 'large') await shoot('4-consent-reading');
          await page.getByText('Answer in the file').waitFor({ timeout: 60_000 });
          await page.getByText(/opted out in Listrak as of/).waitFor();
          await shoot('4-consent');
          await button('Next: Review').click();
          await page.getByRole('grid').waitFor();
          await shoot('5-review');
          await page.getByRole('grid').press('Control+End');
          await shoot('5-review-end');
          await page.getByRole('grid').press('Enter');
          await shoot('5-review-row');
          await page.keyboard.press('Escape');
          await page.getByRole('searchbox').fill('nobody is like this');
          await page.getByText('No row is like that.').waitFor();
          await shoot('5-review-nothing-found');
          await button('Next: Sample').click();
          await page.getByText('The file’s lines').waitFor();
          await shoot('6-sample');
          await button(/^Send sample/).click();
          await shoot('6-sample-sending');
          await button(/^Send sample of 10 again/).waitFor();
          await shoot('6-sample-sent');
          const next = button('Next: Push');
          if (await next.isVisible()) await next.click();
          else await page.getByRole('navigation').getByRole('button', { name: /^Push/ }).click();
          await shoot('7-push');
          const count = (await page.getByText(/Type [\d,]+$/).textContent())?.match(/[\d,]+$/)?.[0] ?? '';
          const override = button('Send without a sample…');
          if (await override.isVisible()) {
            // The large file is of people whom the practice Listrak does not know, so no sample of it can match.
            await override.click();
            await page.getByLabel(/^To send without one/).fill('send without a sample');
          }
          await page.getByLabel(/^How many rows go/).fill(count);
          await shoot('7-push-confirmed');
          await button(/^Update [\d,]+ profiles?$/).click();
          await shoot('7-push-sending');
          await button('See it in History').waitFor({ timeout: 120_000 });
          await shoot('7-push-sent');
          await button('See it in History').click();
          await shoot('8-history');
          await page.getByRole('table').getByRole('button').first().click();
          await shoot('8-history-run');
        });
      });
    }
  }
}
