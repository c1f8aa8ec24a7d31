import { AxeBuilder } from '@axe-core/playwright';
import { practicePhones } from '../../src-main/practice/seed.ts';
import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const READY = 30;

/** What axe finds on the page as it stands now, one line for each element, is nothing. */
async function findsNothing({ page }: TestApp, where: string, besides: string[] = []): Promise<void> {
  // In its legacy mode it opens no page of its own, which the app's window would refuse.
  const axe = new AxeBuilder({ page }).setLegacyMode().withTags(TAGS).disableRules(besides);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target }) => `${id}: ${target.join(' ')}`),
  );
  expect.soft(found, `what axe finds: ${where}`).toEqual([]);
}

for (const colorScheme of ['light', 'dark'] as const) {
  test.describe(colorScheme, () => {
    test.use({
      viewport: { width: 1280, height: 800 },
      colorScheme,
    });

    test(`nothing on any step keeps anybody out, ${colorScheme}`, async ({ app }) => {
      const { page, practice } = app;
      const works = page.getByText(/^Listrak works on import .*[^…]$/);
      const check = (where: string) => findsNothing(app, where);
      await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
      // A dialog that comes in slowly is half transparent for a while, and has too little contrast then.
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await expect(page.getByRole('heading', { name: 'Connect to Listrak' })).toBeVisible();
      await check('Connect');
      await page.getByRole('button', { name: 'Add account' }).click();
      await expect(page.getByRole('form', { name: 'Add account' })).toBeVisible();
      await check('the form for an account');
      await page.getByRole('button', { name: 'Cancel' }).click();
      await way.addAccount(app);
      practice.faults.pauseIntegration(true);
      await page.getByRole('button', { name: 'Connect to Our shop' }).click();
      await expect(page.getByRole('alert')).toBeVisible();
      await check('Connect, refused');
      practice.faults.pauseIntegration(false);
      await way.connect(app);
      await check('Connect, connected');

      await way.goToStep(app, 'Load');
      await check('Load');
      const known = way.readyRows(READY);
      const rest = practicePhones(way.SENDER_CODE)
        .slice(-3)
        .map((phone, row) => `${phone},${row === 0 ? 'no' : 'yes'},Somebody,${'x'.repeat(30)}`);
      await way.loadFile(app, way.writeAudience(app, 'audience.csv', [...known, ...rest]));
      await check('Load, with a file');
      await way.next(app, 'Map');
      await check('Map');
      await page.getByRole('combobox', { name: 'What “First Name” becomes' }).click();
      await expect(page.getByRole('option', { name: 'Do not send' })).toBeVisible();
      // A list that hangs below its field is drawn outside of the page's parts, and belongs to the field.
      await findsNothing(app, 'Map, choosing', ['region']);
      await page.keyboard.press('Escape');
      await way.next(app, 'Consent');
      await expect(page.getByText(/as of /)).toBeVisible();
      await check('Consent');

      await way.next(app, 'Review');
      const row = page.getByRole('grid', { name: 'Rows of the file' }).locator('[data-index="0"]');
      await expect(row).toContainText('Name 0');
      await check('Review');
      await row.click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await check('Review, a row opened');
      await page.keyboard.press('Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await page.getByRole('searchbox', { name: 'Search the rows' }).fill('nobody is called this');
      await expect(page.getByText('No row is like that.')).toBeVisible();
      await check('Review, nothing found');

      await way.goToStep(app, 'Push');
      await expect(page.getByText('Locked: no sample was sent yet.')).toBeVisible();
      await check('Push, locked');
      await way.goToStep(app, 'Sample');
      await expect(page.getByRole('region', { name: 'The file’s lines' })).toBeVisible();
      await check('Sample, with what exactly will be sent');
      practice.faults.neverEndNextImport();
      await page.getByRole('button', { name: /^Send sample of/ }).click();
      await expect(works).toBeVisible();
      await check('Sample, being sent');
      await page.getByRole('button', { name: 'Stop' }).click();
      await expect(page.getByRole('region', { name: 'What came of the sample' })).toBeVisible();
      await check('Sample, stopped');
      await way.sendSample(app);
      await check('Sample, matching');

      await way.next(app, 'Push');
      await page.getByRole('textbox', { name: /^How many rows go/ }).fill('7');
      await expect(page.getByText(/^That is not/)).toBeVisible();
      await check('Push, a wrong count');
      practice.faults.neverEndNextImport();
      await way.beginPush(app, READY);
      await expect(works).toBeVisible();
      await check('Push, being sent');
      await page.getByRole('button', { name: 'Stop…' }).click();
      await check('Push, asked whether to stop');
      await page.getByRole('button', { name: 'Go on sending' }).click();
      await expect(page.getByRole('button', { name: 'Stop…' })).toBeFocused();
      await page.getByRole('button', { name: 'Stop…' }).click();
      await page.getByRole('button', { name: 'Stop now' }).click();
      await expect(page.getByRole('region', { name: 'What came of it' })).toBeVisible();
      await check('Push, stopped');
      await page.getByRole('button', { name: 'Send again…' }).click();
      await way.pushAll(app, READY);
      await page.getByRole('button', { name: /^Requests of the last sending/ }).click();
      await expect(page.getByText('ContactImport').first()).toBeVisible();
      await check('Push, over, with its requests');
      await page.getByRole('button', { name: 'See it in History' }).click();
      await expect(page.getByRole('table').getByRole('row')).toHaveCount(5);
      await check('History');
      await page.getByRole('table').getByRole('button').first().click();
      await expect(page.getByRole('dialog', { name: 'A run on record' })).toContainText('Everything');
      await check('History, a run opened');
    });
  });
}
