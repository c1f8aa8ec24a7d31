import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '../e2e/app.ts';
import { beginWithoutSample, IMPORT, importsAsked, toPush } from '../e2e/sending.ts';
import { addAndConnect, goToStep } from '../e2e/way.ts';

const ALL = fileURLToPath(new URL('../../test-results/screenshots/', import.meta.url));
test.beforeAll(() => mkdirSync(ALL, { recursive: true }));

for (const viewport of [
  { width: 1280, height: 800 },
  { width: 1000, height: 700 },
]) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const name = `unfinished-${viewport.width}x${viewport.height}-${colorScheme}`;
    test.describe(name, () => {
      test.use({ viewport, colorScheme, practiceOptions: { importMilliseconds: 3000 } });

      test('a run that was cut off', async ({ app }) => {
        const button = (label: string | RegExp) => app.page.getByRole('button', { name: label });
        const shoot = async (what: string) => {
          await app.page.mouse.move(0, 0);
          await app.page.waitForTimeout(400);
          await app.page.screenshot({ path: `${ALL}${name}-${what}.png` });
        };
        await toPush(app);
        app.practice.faults.add({ ...IMPORT, fault: { type: 'never' } });
        await beginWithoutSample(app);
        await expect.poll(() => importsAsked(app)).toHaveLength(1);
        await app.kill();
        await app.relaunch();
        await button('See it in History').waitFor();
        await shoot('1-banner');
        await button('See it in History').click();
        await shoot('2-elsewhere');
        await button('Leave it as it is…').click();
        await shoot('3-leave');
        await button('Keep it').click();
        await goToStep(app, 'Connect');
        await addAndConnect(app);
        await goToStep(app, 'History');
        await shoot('4-here');
        await button('Finish this run').click();
        await app.page.getByRole('checkbox').waitFor();
        await shoot('5-counted');
        await app.page.getByRole('checkbox').check();
        await button('Send 30 rows').click();
        await app.page.getByText(/^Listrak works on import \d+$/).waitFor();
        await shoot('6-sending');
        await app.page.getByText('What came of audience.csv').waitFor({ timeout: 30_000 });
        await shoot('7-over');
      });
    });
  }
}
