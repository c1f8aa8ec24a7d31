import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from './app.ts';
import { latestRun } from './sending.ts';
import * as way from './way.ts';

test.use({ viewport: { width: 1280, height: 800 } });

test('the report of a run is saved from History, to print and for programs', async ({ app }) => {
  await way.toMatchingSample(app, 12);
  const { record } = await latestRun(app);
  const saved = async (button: string) => {
    const before = await record.getByRole('status').allTextContents();
    await record.getByRole('button', { name: button }).click();
    const said = record.getByRole('status').filter({ hasText: /^Saved as/ });
    await expect(said).not.toHaveText(before.at(-1) || 'nothing yet');
    const name = (await said.textContent())!.replace(/^Saved as (.*) in .*\.$/, '$1');
    return readFileSync(join(app.downloads, name), 'utf8');
  };
  const markup = await saved('To print (HTML)…');
  expect(markup).toContain('✓ Only the sample was sent');
  expect(markup).not.toContain(way.subscribedPhones(1)[0]!.slice(-10));
  expect(await saved('Differences (CSV)…')).toMatch(/^\uFEFFFile row,Finding/);
  expect(JSON.parse(await saved('For programs (JSON)…'))).toMatchObject({ state: 'sampleSent' });
});
