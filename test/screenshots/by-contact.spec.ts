import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../e2e/app.ts';
import { latestRun } from '../e2e/sending.ts';
import * as way from '../e2e/way.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));
test.beforeAll(() => mkdirSync(ALL, { recursive: true }));

const TOO_LONG = `${'a'.repeat(60)}@${'b'.repeat(60)}.com`;
const LINES = [
  'Email Address,Phone,Loyalty Tier,Birthday,SMS Opted In',
  ...way
    .subscribedPhones(150)
    .map(
      (phone, row) =>
        `${row % 40 === 39 ? TOO_LONG : `shot.${row}@example.com`},${phone},Gold,1990-02-03,yes`,
    ),
];

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `by-contact-${viewport.width}x${viewport.height}-${colorScheme}`;
    test.describe(name, () => {
      test.use({ viewport, colorScheme, practiceOptions: { unlistedFields: ['Birthday', 'Email Address'] } });

      test('fields that are changed contact by contact', async ({ app }) => {
        const { page, practice } = app;
        const button = (label: string | RegExp) => page.getByRole('button', { name: label });
        const shoot = async (what: string) => {
          await page.mouse.move(0, 0);
          await page.waitForTimeout(400);
          await page.screenshot({ path: `${ALL}${name}-${what}.png` });
        };
        const down = (what: string | RegExp) => page.getByText(what).last().scrollIntoViewIfNeeded();
        const choice = page.getByRole('checkbox', { name: 'Change them contact by contact' });
        await way.addAndConnect(app);
        await way.loadFile(app, way.writeAudience(app, 'emails.csv', LINES));
        await way.next(app, 'Map');
        await choice.scrollIntoViewIfNeeded();
        await shoot('1-map-off');
        await choice.click();
        await expect(choice).toBeChecked();
        await expect(page.getByText(/^For 150 ready rows/)).toBeVisible();
        await choice.scrollIntoViewIfNeeded();
        await shoot('2-map-on');
        await page.getByRole('heading', { level: 1 }).scrollIntoViewIfNeeded();
        await shoot('3-map-columns');
        await way.toReview(app);
        await way.goToStep(app, 'Sample');
        await page.getByText('First rows', { exact: true }).click();
        await down(/contact by contact/);
        await shoot('4-sample-preview');
        await way.sendSample(app);
        await shoot('5-sample-result');
        await page.getByRole('table', { name: 'Contacts changed one by one' }).scrollIntoViewIfNeeded();
        await shoot('6-sample-contacts');
        await way.goToStep(app, 'Push');
        await shoot('7-push-what-goes');
        practice.faults.add({ method: 'PUT', fault: { type: 'slow', milliseconds: 300 }, times: 1000 });
        await way.beginPush(app, 150);
        await page.getByText(/^[2-9]\d of 150 contacts/).waitFor();
        await shoot('8-push-running');
        await button(/^Pause/).click();
        await page.getByText('Paused after').waitFor({ timeout: 60_000 });
        await shoot('9-push-paused');
        practice.faults.clear();
        await button('Resume').click();
        await page.getByText('This is over.').waitFor({ timeout: 60_000 });
        await shoot('10-push-report');
        await page.getByText(/^Read back/).scrollIntoViewIfNeeded();
        await shoot('11-push-refused');
        const { record } = await latestRun(app);
        await record.waitFor();
        await shoot('12-history-record');
        await record
          .getByRole('table', { name: 'Contacts changed one by one' })
          .last()
          .scrollIntoViewIfNeeded();
        await shoot('13-history-contacts');
      });
    });
  }
}
