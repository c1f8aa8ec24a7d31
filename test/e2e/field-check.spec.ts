import { expect, test } from './app.ts';
import * as way from './way.ts';

/** So many that the review is surely still going on when the check is opened. */
const ROWS = 1_500_000;

test('the field check waits for a review that is under way', async ({ app }) => {
  const { page } = app;
  await way.addAndConnect(app);
  const [phone] = way.subscribedPhones(1);
  const lines = Array<string>(ROWS).fill(`${phone},yes,Ann,Gold,not a date`);
  await way.loadFile(
    app,
    way.writeAudience(app, 'large.csv', ['Phone,SMS Opted In,First Name,Loyalty Tier,Birthday', ...lines]),
  );
  await way.goToStep(app, 'Map');
  await page.getByRole('button', { name: 'Check the fields…' }).click();
  const report = page.getByRole('dialog');
  await expect(report.getByLabel('Loading')).toBeVisible();
  await expect(report.getByRole('alert')).toHaveCount(0);
  await expect(report.getByRole('row', { name: /^Birthday/ })).toContainText('No value fits', {
    timeout: 60_000,
  });
  await expect(report.getByRole('alert')).toHaveCount(0);
});

test('a new field is advised only where it would help', async ({ app }) => {
  const { page } = app;
  await way.addAndConnect(app);
  const [phone] = way.subscribedPhones(1);
  const header = 'Phone,Loyalty Tier,loyalty_tier,,Shoe Size,SMS Opted In';
  await way.loadFile(app, way.writeAudience(app, 'columns.csv', [header, `${phone},Gold,Gold,x,38,yes`]));
  await way.goToStep(app, 'Map');
  const advice = page.getByText('Add a field named');
  for (const [column, why, advised] of [
    ['loyalty_tier', 'Another column already goes to “Loyalty Tier”.', 0],
    ['D', 'The column has no name.', 0],
    ['Shoe Size', 'No field of this name', 1],
  ] as const) {
    const row = page.getByRole('row', { name: new RegExp(`^${column} `) });
    await expect(row).toContainText(why);
    await expect(row.getByText('No field of this name')).toHaveCount(advised);
    const details = page.getByRole('button', { name: `Details of “${column}”` });
    await details.click();
    await expect(page.getByText(/ filled ·/)).toBeVisible();
    await expect(advice).toHaveCount(advised);
    await details.click();
  }
});

test('a date order that was chosen is explained where no date shows one', async ({ app }) => {
  const { page } = app;
  await way.addAndConnect(app);
  const [one, two] = way.subscribedPhones(2);
  const header = 'Phone,Birthday,SMS Opted In';
  const load = async (name: string, birthdays: readonly string[]) => {
    await way.loadFile(
      app,
      way.writeAudience(app, name, [header, `${one},${birthdays[0]},yes`, `${two},${birthdays[1]},yes`]),
    );
    await way.goToStep(app, 'Map');
    await page.getByRole('button', { name: 'Details of “Birthday”' }).click();
  };
  await load('open.csv', ['03/04/1990', '03/05/1990']);
  await expect(page.getByText('2 dates could be either.')).toBeVisible();
  await expect(page.getByLabel('As nothing shows their order: month/day/year')).toBeChecked();
  await page.getByLabel('Day first, as in Europe').click();
  await load('iso.csv', ['1990-04-03', '1990-05-03']);
  await expect(page.getByText('None of its dates is written with slashes')).toBeVisible();
  await expect(page.getByLabel('Day first, as in Europe')).toBeChecked();
});
