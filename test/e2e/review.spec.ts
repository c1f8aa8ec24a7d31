import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

/** Two columns of dates: which of them a reason is about is not to be guessed. */
async function reviewDamaged(app: TestApp): Promise<void> {
  const [one, other, third] = way.subscribedPhones(3);
  await way.addAndConnect(app);
  const path = way.writeAudience(app, 'damaged.csv', [
    'Phone,SMS Opted In,First Name,Birthday,Last Purchase Date,Loyalty Points',
    `${one},yes,Ann,1984-03-15,Mar-84,12`,
    `${other},yes,Bo,,2025-01-02,1.005`,
    `${third},no,Cy,,,`,
  ]);
  await way.loadFile(app, path);
  await way.toReview(app);
}

test.describe('a row in Review', () => {
  test('names the column of its reason, and marks the cell, in the grid and in its details', async ({
    app,
  }) => {
    const { page } = app;
    await reviewDamaged(app);
    const grid = page.getByRole('grid', { name: 'Rows of the file' });
    const line = (index: number) => grid.locator(`[data-index="${index}"]`);
    const why = 'Last Purchase Date: changed by a spreadsheet';
    await expect(line(0).getByTitle(why)).toBeVisible();
    await expect(line(1)).toContainText('Loyalty Points: number rounded');
    await expect(line(2)).toContainText('SMS Opted In: did not opt in');

    // Columns out of view are not in the page.
    for (let time = 0; time < 5; time++) await grid.press('ArrowRight');
    const cell = line(0).getByRole('gridcell', { name: 'Changed by a spreadsheet Mar-84' });
    await expect(cell).toBeVisible();
    await expect(line(0).getByRole('img', { name: 'Changed by a spreadsheet' })).toHaveCount(1);

    await line(0).click();
    const detail = page.getByRole('dialog', { name: 'Row 2 of the file' });
    await expect(detail.getByRole('listitem')).toHaveText([
      'Last Purchase Date: A spreadsheet changed the value, and nobody can know what it was.',
    ]);
    await expect(detail.getByRole('row', { name: /^Last Purchase Date/ })).toContainText(
      'Mar-84Changed by a spreadsheet',
    );
    await expect(detail.getByRole('row', { name: /^Birthday/ })).not.toContainText('Changed');
    await page.getByRole('button', { name: 'Next row' }).click();
    const next = page.getByRole('dialog', { name: 'Row 3 of the file' });
    await expect(next.getByRole('row', { name: /^Loyalty Points/ })).toContainText('Number rounded');
  });
});

test.describe('at the smallest size of the window', () => {
  test.use({ viewport: { width: 1000, height: 700 } });

  test('all of the grid is above the bottom bar', async ({ app }) => {
    const { page } = app;
    await reviewDamaged(app);
    const bar = await page.getByRole('region', { name: 'Next action' }).boundingBox();
    const grid = await page.getByRole('grid', { name: 'Rows of the file' }).boundingBox();
    expect(grid!.y + grid!.height).toBeLessThanOrEqual(bar!.y);
    expect(grid!.height).toBeGreaterThan(200);
  });
});
