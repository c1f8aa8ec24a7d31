import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { expect, type TestApp } from './app.ts';
import { addAndConnect, goToStep, loadReadyRows, railStep, toReview } from './way.ts';

/*
 * What the tests of troubles and of the window around a sending have in common. They send without a sample, with the
 * sentence that this takes: samples have tests of their own.
 */

/** For faults: what strikes an import on its way to Listrak. */
export const IMPORT = { method: 'POST', path: /\/ContactImport$/ };
export const OPT_OUTS = { method: 'GET', path: /\/OptOut\?/ };

/** Every import that the practice Listrak was ever asked for, whatever it answered. */
export const importsAsked = ({ practice }: Pick<TestApp, 'practice'>) =>
  practice.traffic.filter(({ method, path }) => method === IMPORT.method && IMPORT.path.test(path));

/** Everything up to Push, with so many rows that are ready. */
export async function toPush(app: TestApp, rows = 30): Promise<void> {
  await addAndConnect(app);
  await loadReadyRows(app, rows);
  await toReview(app);
  // Else the opt-outs that Review asks for would take the faults that are meant for those of the push.
  await expect(app.page.getByText(/opted out in Listrak, asked/)).toBeVisible();
  await goToStep(app, 'Push');
}

/** In Push: unlocks it with the sentence, confirms the count, and begins to send. */
export async function beginWithoutSample({ page }: TestApp, ready = 30): Promise<void> {
  const override = page.getByRole('button', { name: 'Send without a sample…' });
  const sentence = page.getByRole('textbox', { name: /^To send without one, type/ });
  await expect(override.or(sentence)).toBeVisible();
  // After a push that was refused at once, the sentence is asked for already.
  if (await override.isVisible()) await override.click();
  await sentence.fill(WITHOUT_SAMPLE);
  await page.getByRole('textbox', { name: /^How many rows go to Listrak/ }).fill(String(ready));
  await page.getByRole('button', { name: /^Update [\d,]+ profiles?$/ }).click();
}

/** What History says of the latest run, in its list and when it is opened. */
export async function latestRun(app: TestApp) {
  const { page } = app;
  await goToStep(app, 'History');
  const line = page.getByRole('table').getByRole('row').nth(1);
  await expect(line).toBeVisible();
  await line.getByRole('button').click();
  return { line, record: page.getByRole('dialog', { name: 'A run on record' }) };
}

export const alert = ({ page }: TestApp) => page.getByRole('alert');

/** In the rail, where “done” is said of a push that has sent everything and found nothing different. */
export const finished = (app: TestApp) => railStep(app, 'Push').filter({ hasText: /done.*sent$/ });

/** How many no longer have the first name that the practice company begins with. */
export const changedPeople = ({ practice }: TestApp) =>
  practice.company.snapshot().filter(({ values }) => /^Name \d+$/.test(values[503] ?? '')).length;
