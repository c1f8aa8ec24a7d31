import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, type TestApp, test } from './app.ts';
import { beginWithoutSample, finished, IMPORT, importsAsked, latestRun, toPush } from './sending.ts';
import { goToStep } from './way.ts';

const search = ({ page }: TestApp) => page.getByRole('searchbox', { name: 'Search the runs' });
const button = ({ page }: TestApp, name: string | RegExp) => page.getByRole('button', { name });
const lines = ({ page }: TestApp) => page.getByRole('main').getByRole('table').getByRole('row');

/** What is on record of a run that sent nothing. */
function record(count: number): string {
  const at = new Date(Date.UTC(2026, 0, 1, count)).toISOString();
  const planned = {
    ...{
      kind: 'planned',
      at,
      runId: `run-${count}`,
      account: 'Our shop',
      senderCode: { id: 1001, code: '55501' },
    },
    file: { name: `audience-${count}.csv`, bytes: 100, sha256: 'ab'.repeat(32) },
    mapping: [],
    rows: { total: 5, ready: 0, notOptedIn: 5, invalid: 0, duplicate: 0, malformed: 0, adjusted: 0 },
    ...{ sampleSkipped: false, withoutConsentInformation: false, seed: 1 },
  };
  const ended = { kind: 'ended', at, state: 'nothingToSend', sent: 0 };
  return `${JSON.stringify(planned)}\n${JSON.stringify(ended)}\n`;
}

test.describe('History', () => {
  test('finds runs by what is shown of them, and says when there is none', async ({ app }) => {
    const { page } = app;
    await toPush(app);
    await beginWithoutSample(app);
    await expect(finished(app)).toBeVisible();
    await goToStep(app, 'History');
    await search(app).fill('AUDIENCE our shop 9001 finished');
    await expect(page.getByText('1 of 1 run', { exact: true })).toBeVisible();
    await expect(lines(app)).toHaveCount(2);
    await search(app).fill('audience stopped');
    await expect(lines(app)).toHaveCount(0);
    await expect(page.getByText('No run has all the words of “audience stopped”')).toBeVisible();
    await button(app, 'Clear the search').click();
    await expect(search(app)).toBeFocused();
    await expect(search(app)).toHaveValue('');
    await expect(lines(app)).toHaveCount(2);
  });

  test('draws many runs as they come near view', async ({ app }) => {
    const records = join(app.dataDir, 'runs');
    mkdirSync(records, { recursive: true });
    for (let count = 1; count <= 250; count++)
      writeFileSync(join(records, `run-${count}.jsonl`), record(count));
    await goToStep(app, 'History');
    await expect(app.page.getByText('250 runs on record')).toBeVisible();
    await expect(lines(app)).toHaveCount(101);
    await lines(app).last().getByRole('button').focus();
    await expect(lines(app)).toHaveCount(201);
    await lines(app).last().scrollIntoViewIfNeeded();
    await expect(lines(app)).toHaveCount(251);
    await search(app).fill('audience-7.csv');
    await expect(lines(app)).toHaveCount(2);
  });

  test('deletes the record of a run when the user says so twice, and nothing at Listrak', async ({ app }) => {
    await toPush(app);
    app.practice.faults.add({ ...IMPORT, fault: { type: 'never' } });
    await beginWithoutSample(app);
    await expect.poll(() => importsAsked(app)).toHaveLength(1);
    await app.kill();
    await app.relaunch();
    const { page } = app;
    const asked = app.practice.traffic.length;
    const { record } = await latestRun(app);
    await record.getByRole('button', { name: 'Delete this record…' }).click();
    const question = record.getByRole('group', { name: 'Delete this record?' });
    await expect(question).toContainText('Nothing changes at Listrak, and the audience file stays.');
    await expect(question).toContainText('it can then no longer be finished or followed.');
    await question.getByRole('button', { name: 'Keep it' }).click();
    await expect(record.getByRole('button', { name: 'Delete this record…' })).toBeFocused();
    await record.getByRole('button', { name: 'Delete this record…' }).click();
    await question.getByRole('button', { name: 'Delete it' }).click();
    await expect(record).toBeHidden();
    await expect(page.getByText('Nothing was sent yet.')).toBeVisible();
    await expect(page.getByRole('heading', { name: /^Not finished/ })).toBeHidden();
    await expect(page.getByRole('heading', { level: 1, name: 'History' })).toBeFocused();
    expect(app.practice.traffic).toHaveLength(asked);
  });

  test('deletes a record that cannot be read', async ({ app }) => {
    const { page } = app;
    const records = join(app.dataDir, 'runs');
    mkdirSync(records, { recursive: true });
    writeFileSync(join(records, 'damaged.jsonl'), 'no JSON\n');
    writeFileSync(join(records, 'notes of mine.jsonl'), 'no record\n');
    await goToStep(app, 'History');
    await expect(page.getByText('2 records cannot be read, and are not listed.')).toBeVisible();
    await button(app, 'Delete this record…').click();
    await button(app, 'Delete it').click();
    await expect(page.getByText('1 record cannot be read, and is not listed.')).toBeVisible();
    expect(readdirSync(records)).toEqual(['notes of mine.jsonl']);
  });
});
