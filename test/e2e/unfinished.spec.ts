import { expect, type TestApp, test } from './app.ts';
import { beginWithoutSample, changedPeople, IMPORT, importsAsked, toPush } from './sending.ts';
import { addAndConnect, goToStep, railStep } from './way.ts';

const banner = ({ page }: TestApp) => page.getByRole('complementary', { name: 'Not finished before' });
const button = ({ page }: TestApp, name: string | RegExp) => page.getByRole('button', { name });

/** Kills the app when an import of 30 rows has left, of which nothing is heard any more, and starts it again. */
async function cutOff(app: TestApp): Promise<void> {
  await toPush(app);
  app.practice.faults.add({ ...IMPORT, fault: { type: 'never' } });
  await beginWithoutSample(app);
  await expect.poll(() => importsAsked(app)).toHaveLength(1);
  await app.kill();
  await app.relaunch();
}

test.describe('an app that is started after a run was cut off', () => {
  test('says so, and finishes the run when the user has seen the count', async ({ app }) => {
    await cutOff(app);
    const { page } = app;
    await expect(banner(app)).toContainText('All 30 rows may have arrived.');
    await button(app, 'See it in History').click();
    await expect(banner(app)).toBeHidden();
    await expect(page.getByRole('heading', { name: 'Not finished: audience.csv' })).toBeVisible();
    await expect(page.getByText('To finish it, connect to Our shop, sender code 55501.')).toBeVisible();
    await page.getByRole('main').getByRole('button', { name: 'Go to Connect' }).click();
    await addAndConnect(app);
    await goToStep(app, 'History');
    await button(app, 'Finish this run').click();
    await expect(button(app, 'Send 0 rows')).toBeDisabled();
    await page.getByRole('checkbox', { name: /^Send again what may have arrived: 30 rows/ }).check();
    expect(importsAsked(app)).toHaveLength(1);
    await button(app, 'Send 30 rows').click();
    await expect(page.getByRole('heading', { name: 'What came of audience.csv' })).toBeVisible();
    await expect(page.getByText(/^Everything that was ready was sent, and/)).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Not finished/ })).toBeHidden();
    await expect(railStep(app, 'History')).toContainText('1 run');
    expect(importsAsked(app)).toHaveLength(2);
    expect(changedPeople(app)).toBe(30);
  });

  test('leaves it as it is when the user says so twice', async ({ app }) => {
    await cutOff(app);
    const { page } = app;
    await expect(railStep(app, 'History')).toContainText('1 not finished');
    await goToStep(app, 'History');
    await button(app, 'Leave it as it is…').click();
    await page.getByRole('group', { name: 'Leave it?' }).getByRole('button', { name: 'Leave it' }).click();
    await expect(page.getByRole('heading', { name: /^Not finished/ })).toBeHidden();
    await expect(page.getByRole('table').getByRole('row').nth(1)).toContainText('Left as it was');
    await goToStep(app, 'Connect');
    await expect(banner(app)).toBeHidden();
    expect(importsAsked(app)).toHaveLength(1);
  });
});
