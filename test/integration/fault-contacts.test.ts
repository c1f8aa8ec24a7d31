import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import { readProgress, readRun } from '../../src-main/application/run-journal.ts';
import { isUnfinished, restOf } from '../../src-main/delivery/run-rest.ts';
import { meansFailure } from '../../src-main/listrak/assumptions.ts';
import { causeTrouble, FAULTS } from './every-fault.ts';
import { finishSending } from './finish-run.ts';
import { PEOPLE, pushing } from './pushing.ts';

/*
 * Every fault of a request while contacts are changed one by one, of the sample and of everything. However it ends: as many
 * contacts were changed as the report says, nothing else of anybody was, the record says the same, and what is left of the run
 * can be finished.
 */

const it = pushing();
const EMAIL = 502;
const ROWS = PEOPLE.slice(0, 40);
const rows = new Set(ROWS);
const HEADER = 'phone,email,is_sms_opted_in';
const lines = ROWS.map((phone, place) => `${phone},fault.${place}@example.com,yes`);

const READ = { method: 'GET', path: /Contact\/1/ };
const WRITE = { method: 'PUT', path: /Contact$/ };
const STAGES: [name: string, when: (event: PushEvent) => boolean, strikes: typeof READ][] = [
  ['the sample’s contacts are read', () => true, READ],
  ['the sample’s contacts are written', () => true, WRITE],
  ['contacts are read', ({ stage, ...of }) => stage === 'updating' && 'done' in of && of.done === 20, READ],
  [
    'contacts are written',
    ({ stage, ...of }) => stage === 'updating' && 'done' in of && of.done === 20,
    WRITE,
  ],
];
const faults = FAULTS.filter(([, trouble]) => trouble !== 'fails' && trouble !== 'neverEnds');

beforeEach(() => it.restart({ unlistedFields: ['Email Address'] }));

describe.each(STAGES)('while %s', (_stage, when, strikes) => {
  const possible = faults.filter(([name]) => strikes.method === 'PUT' || !name.endsWith('within the body'));
  test.each(possible)('%s', async (_fault, trouble) => {
    const before = it.practice.company.snapshot();
    const changed = () => {
      let count = 0;
      for (const [place, { phone, values, ...others }] of it.practice.company.snapshot().entries()) {
        const { values: was, phone: same, ...rest } = before[place]!;
        expect([phone, others]).toEqual([same, rest]);
        expect({ ...values, [EMAIL]: '' }).toEqual({ ...was, [EMAIL]: '' });
        if (values[EMAIL] === was[EMAIL]) continue;
        expect([phone, values[EMAIL]]).toEqual([phone, `fault.${ROWS.indexOf(phone)}@example.com`]);
        count++;
      }
      return count;
    };
    const prepared = await it.prepare(lines, {}, HEADER);
    let armed = false;
    it.watch = (event) => {
      if (armed || !when(event)) return;
      armed = true;
      causeTrouble(it.practice.faults, trouble, strikes);
    };
    it.watch({ stage: 'reading', bytes: 0, ofBytes: 0 });
    const report = await it.send(prepared, {
      sample: { count: 4, choice: { kind: 'first' } },
      check: { firstWaitMs: 5, longestWaitMs: 20, patienceMs: 200 },
    });
    expect(armed).toBe(true);
    await sleep(60);

    const {
      changed: first = 0,
      unsure: firstUnsure = 0,
      refused: firstRefused = 0,
    } = report.sample?.updates ?? {};
    const { changed: others = 0, unsure = 0, refused = 0 } = report.updates ?? {};
    const seen = changed();
    expect(seen).toBeGreaterThanOrEqual(first + others);
    expect(seen).toBeLessThanOrEqual(first + others + firstUnsure + unsure);
    expect(await readRun(it.kept, 'run')).toMatchObject({
      state: report.state,
      sampleUpdates: report.sample?.updates ?? null,
      updates: report.updates,
    });
    if (report.state !== 'finished') expect(report.error?.message).toMatch(/sent|changed/);

    it.practice.faults.clear();
    const progress = await readProgress(it.kept, 'run');
    if (!isUnfinished(progress, restOf(progress, meansFailure))) {
      if (report.state === 'finished') expect(seen).toBe(rows.size);
      return;
    }
    expect(await finishSending(it, prepared, 195_000_000)).toMatchObject({ state: 'finished' });
    expect(changed()).toBe(rows.size - firstRefused - refused);
  });
});
