import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { people, sessions } from './session.ts';

const on = sessions();
const STRANGER = '19725550123,Gold,yes';

/** Sends a sample of five people and a number that Listrak does not know; the run's id. */
async function sampleSent(): Promise<string> {
  await on.review(on.write([...people(5), STRANGER]));
  const { sending } = await on.sendSample();
  return sending.sample!.report.runId;
}

it('the report of a run is saved where the user says, as what they chose', async () => {
  const runId = await sampleSent();
  for (const format of ['html', 'csv', 'json'] as const) {
    on.place = join(on.folder.path, `report.${format}`);
    expect(await on.done('saveRunReport', { runId, format })).toMatchObject({ savedAs: `report.${format}` });
  }
  const saved = (name: string) => readFileSync(join(on.folder.path, name), 'utf8');
  expect(saved('report.html')).toContain('Only the sample was sent');
  expect(saved('report.csv')).toContain('7,unknown to Listrak');
  expect(JSON.parse(saved('report.json'))).toEqual(await on.done('openRun', { runId }));
});

it('is saved nowhere when the user changes their mind, and of no run that is not on record', async () => {
  const runId = await sampleSent();
  on.place = null;
  expect(await on.done('saveRunReport', { runId, format: 'html' })).toEqual({ savedAs: null, folder: null });
  on.place = join(on.folder.path, 'report.html');
  expect(await on.refused('saveRunReport', { runId: 'another', format: 'html' })).toBe('journal.unknownRun');
  const outside = await on.refused('saveRunReport', { runId: '../audience', format: 'html' });
  expect(outside).toBe('call.refused');
});

it('is not saved of a run that is being sent just now', async () => {
  await on.review(on.write(people(5)));
  await on.done('sendSample', { rows: on.ready(), choice: on.state.sending.choice });
  const { runId } = on.state.sending.active!;
  on.place = join(on.folder.path, 'report.html');
  expect(await on.refused('saveRunReport', { runId, format: 'html' })).toBe('sending.underWay');
  await on.idle();
  expect(await on.done('saveRunReport', { runId, format: 'html' })).toMatchObject({ savedAs: 'report.html' });
});
