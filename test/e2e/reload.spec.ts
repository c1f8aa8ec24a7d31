import { expect, type TestApp, test } from './app.ts';
import * as way from './way.ts';

test.use({ viewport: { width: 1280, height: 800 } });

const READY = 40;

/** Reloads the page, and answers once it shows the step that it showed before. */
async function reload(app: TestApp, step: string): Promise<void> {
  const { page } = app;
  const born = await page.evaluate('performance.timeOrigin');
  const loaded = page.waitForEvent('load');
  await app.clickMenu('reload');
  await loaded;
  expect(await page.evaluate('performance.timeOrigin'), 'it is another document').not.toBe(born);
  await expect(way.railStep(app, step)).toHaveAttribute('aria-current', 'step');
}

/** What the page shows, for comparing it before and after. */
const shown = ({ page }: TestApp) => page.locator('#root').ariaSnapshot();

/** What it shows once it has stopped changing, since a step may still be reading when it is opened. */
async function settled(app: TestApp): Promise<string> {
  let before = '';
  await expect
    .poll(async () => {
      const last = before;
      before = await shown(app);
      return before === last;
    })
    .toBe(true);
  return before;
}

test('every step before a sending shows the same after a reload', async ({ app }) => {
  await way.addAndConnect(app);
  await way.loadReadyRows(app, READY);
  await way.toReview(app);
  // Until Listrak's opt-outs were asked, the page still changes by itself.
  await expect(app.page.getByText(/opted out in Listrak, asked/)).toBeVisible();
  for (const step of ['Review', 'Connect', 'Load', 'Map', 'Consent']) {
    await way.goToStep(app, step);
    const { page } = app;
    if (step === 'Review') await expect(page.locator('[data-index]').first()).toContainText('Name 0');
    const before = await settled(app);
    await reload(app, step);
    await expect.poll(() => shown(app)).toBe(before);
  }
});

test.describe('while something is being sent', () => {
  // Long enough for a page to be loaded anew twice in the middle of it.
  test.use({ practiceOptions: { importMilliseconds: 8_000 } });

  test('a push goes on while the page is loaded anew, and is told to its end', async ({ app }) => {
    const { page, practice } = app;
    await way.toMatchingSample(app, READY);
    await way.beginPush(app, READY);
    const works = page.getByText(/^Listrak works on import/);
    await expect(works.first()).toBeVisible();
    await reload(app, 'Push');
    await expect(works.first()).toBeVisible();
    await expect(page.getByRole('heading', { name: `Updating ${READY} profiles` })).toBeVisible();
    await reload(app, 'Push');
    await way.cameOutWell(app);
    await expect(page.getByText(`${READY} of ${READY} rows that were ready`)).toBeVisible();
    const imports = practice.traffic.filter(
      ({ method, path }) => method === 'POST' && path.endsWith('Import'),
    );
    expect(imports.map(({ status, body }) => [status, body?.rows])).toEqual([
      [201, 10],
      [201, READY],
    ]);

    for (const step of ['Push', 'Sample', 'History']) {
      await way.goToStep(app, step);
      const before = await settled(app);
      await reload(app, step);
      await expect.poll(() => shown(app)).toBe(before);
    }
  });
});
