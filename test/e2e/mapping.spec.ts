import { AxeBuilder } from '@axe-core/playwright';
import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

const HEADER = 'Mobile,Loyalty Teir,Birthday,Store Visits,is_sms_opted_in';

/** An audience of the practice account's contacts, as a spreadsheet left it. */
function damaged(): string[] {
  const birthdays = ['1984-03-15', 'Mar-84', '30756', 'not known'];
  return way.subscribedPhones(4).map((phone, row) => `${phone},Gold,${birthdays[row]},${row},yes`);
}

async function axeFindsNothing({ page }: TestApp, where: string) {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  expect
    .soft(
      violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`),
      where,
    )
    .toEqual([]);
}

test('columns are mapped by suggestions, with the evidence beside them, and the mapping is remembered', async ({
  app,
}) => {
  const { page } = app;
  const button = (name: string | RegExp) => page.getByRole('button', { name });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await way.addAccount(app);
  await way.connect(app);
  await way.goToStep(app, 'Load');
  await way.loadFile(app, way.writeAudience(app, 'loyalty.csv', [HEADER, ...damaged()]));
  await way.next(app, 'Map');
  await expect(page.getByRole('alert')).toContainText(
    'None of the file’s columns is known to hold the phone',
  );
  await button(/^Map “Mobile” to Phone/).click();
  await button(/^Map “Loyalty Teir” to Loyalty Tier/).click();
  await expect(page.getByText('2 of 4 values do not fit')).toBeVisible();

  await button('Details of “Birthday”').click();
  await expect(page.getByText('Excel cut a date down to month and year')).toBeVisible();
  await expect(page.getByText(/becomes 03\/15\/1984/)).toBeVisible();
  await page.getByLabel('Send the row without this value').click();
  await button('Details of “Store Visits”').click();
  await expect(page.getByText('Add a field named “Store Visits”')).toBeVisible();
  await axeFindsNothing(app, 'Map, with details');

  await page.getByLabel('Remember this mapping as').fill('Weekly');
  await button('Remember').click();
  await expect(page.getByText('Mapped as in “Weekly”.')).toBeVisible();
  await button('Check the fields…').click();
  const report = page.getByRole('dialog');
  await expect(report.getByRole('row', { name: /^Birthday/ })).toContainText('2 of 4');
  await axeFindsNothing(app, 'the field check');
  await report.getByRole('button', { name: 'Copy as text' }).click();
  await expect(report.getByText('Copied')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(button('Check the fields…')).toBeFocused();

  await way.loadFile(app, way.writeAudience(app, 'next-week.csv', [HEADER, ...damaged()]));
  await way.goToStep(app, 'Map');
  await expect(page.getByText('Mapped as in “Weekly”.')).toBeVisible();
  await way.goToStep(app, 'Review');
  await expect(page.getByText('4 of 4 rows will be sent')).toBeVisible();
  await button(/^A value that cannot be used is sent as blank/).click();
  await expect(page.getByRole('grid').getByText('Mar-84')).toBeVisible();
  await button('Columns…').click();
  await expect(page.getByRole('dialog')).toContainText('4 filled · 0 blank');
  await axeFindsNothing(app, 'the columns in Review');
});
