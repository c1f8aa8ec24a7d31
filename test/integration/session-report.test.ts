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
    expect(await on.done('saveRunReport', { runId, format, showPhones: false })).toMatchObject({
      savedAs: `report.${format}`,
    });
  }
  const saved = (name: string) => readFileSync(join(on.folder.path, name), 'utf8');
  expect(saved('report.html')).toContain('Only the sample was sent');
  expect(saved('report.csv')).toContain('7,unknown to Listrak');
  expect(JSON.parse(saved('report.json'))).toEqual(await on.done('openRun', { runId }));
});

it('is saved nowhere when the user changes their mind, and of no run that is not on record', async () => {
  const runId = await sampleSent();
  on.place = null;
  expect(await on.done('saveRunReport', { runId, format: 'html', showPhones: false })).toEqual({
    savedAs: null,
    folder: null,
  });
  on.place = join(on.folder.path, 'report.html');
  expect(await on.refused('saveRunReport', { runId: 'another', format: 'html', showPhones: false })).toBe(
    'journal.unknownRun',
  );
  const outside = await on.refused('saveRunReport', {
    runId: '../audience',
    format: 'html',
    showPhones: false,
  });
  expect(outside).toBe('call.refused');
});

it('is not saved of a run that is being sent just now', async () => {
  await on.review(on.write(people(5)));
  await on.done('sendSample', { rows: on.ready(), choice: on.state.sending.choice });
  const { runId } = on.state.sending.active!;
  on.place = join(on.folder.path, 'report.html');
  expect(await on.refused('saveRunReport', { runId, format: 'html', showPhones: false })).toBe(
    'sending.underWay',
  );
  await on.idle();
  expect(await on.done('saveRunReport', { runId, format: 'html', showPhones: false })).toMatchObject({
    savedAs: 'report.html',
  });
});

it('shows the phones when the user wants them, while another file is open, and never of another file', async () => {
  const path = on.write([...people(5), STRANGER]);
  await on.review(path);
  const { sending } = await on.sendSample();
  const { runId } = sending.sample!.report;
  await on.review(on.folder.file('other.csv', `phone,Loyalty Tier,is_sms_opted_in\n${people(1)[0]}\n`));
  for (const format of ['html', 'csv', 'json'] as const) {
    on.place = join(on.folder.path, `report.${format}`);
    expect(await on.done('saveRunReport', { runId, format, showPhones: true })).toMatchObject({
      savedAs: `report.${format}`,
    });
    expect(readFileSync(on.place, 'utf8')).toContain('19725550123');
  }
  expect(on.state.file).toMatchObject({ status: 'open', name: 'other.csv' });
  expect(on.ready()).toBe(1);

  on.write([...people(4), STRANGER]);
  on.place = join(on.folder.path, 'another.html');
  expect(await on.refused('saveRunReport', { runId, format: 'html', showPhones: true })).toBe(
    'report.otherFile',
  );
  expect(() => readFileSync(on.place as string)).toThrow();
});
