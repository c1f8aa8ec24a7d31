import { describe, expect, test } from 'vitest';
import type { PushScope } from '../../src-main/application/push-order.ts';
import { listRuns, readRun } from '../../src-main/application/run-journal.ts';
import { runReportSchema } from '../../src-main/contract/run.ts';
import { runDetailSchema } from '../../src-main/contract/sending.ts';
import { PEOPLE, pushing, QUICK } from './pushing.ts';

const it = pushing();
const lines = PEOPLE.slice(0, 30).map((phone) => `${phone},Gold,true`);
const SAMPLE: PushScope = {
  scope: 'sample',
  sample: { count: 5, choice: { kind: 'first' } },
  provenBy: null,
};

const kinds = (runId: string) => it.record(runId).map((line) => JSON.parse(line).kind);

const tierOf = (phone: string) => it.practice.company.find(1001, phone)!.values.get(601);

describe('a sample alone', () => {
  test('is sent and checked, and nobody beyond it is touched', async () => {
    const before = PEOPLE.slice(5, 30).map(tierOf);
    const report = await it.push(lines, { ...SAMPLE, runId: 'one' });
    runReportSchema.parse(report);
    expect(report).toMatchObject({
      state: 'sampleSent',
      sample: { asked: 5, match: 5, rows: 5, choice: 'first', status: 'Completed' },
      imports: [],
      sent: 0,
      check: null,
      error: null,
    });
    expect(PEOPLE.slice(0, 5).map(tierOf)).toEqual(Array(5).fill('Gold'));
    expect(PEOPLE.slice(5, 30).map(tierOf)).toEqual(before);
    expect(kinds('one')).toEqual(['planned', 'uploading', 'accepted', 'over', 'checked', 'ended']);
    expect(await readRun(it.kept, 'one')).toMatchObject({
      state: 'sampleSent',
      scope: 'sample',
      provenBy: null,
      sampleSkipped: false,
      sampleCheck: { asked: 5, match: 5 },
      check: null,
      imports: [{ purpose: 'sample', rows: 5 }],
    });
  });

  test('of rows that a person chose is of exactly these', async () => {
    const before = tierOf(PEOPLE[1]!);
    const choice = { kind: 'chosen', places: [0, 7, 29] } as const;
    const report = await it.push(lines, { ...SAMPLE, sample: { count: 3, choice } } as PushScope);
    expect(report).toMatchObject({ state: 'sampleSent', sample: { rows: 3, choice: 'chosen', seed: null } });
    expect([0, 7, 29].map((place) => tierOf(PEOPLE[place]!))).toEqual(['Gold', 'Gold', 'Gold']);
    expect(tierOf(PEOPLE[1]!)).toBe(before);
  });

  test.each([
    ['that are not there', [3, 30], 'sample.outOfRange'],
    ['of which there are none', [], 'sample.empty'],
  ])('of rows %s is not sent', async (_which, places, code) => {
    const sample = { count: places.length, choice: { kind: 'chosen', places } as const };
    const report = await it.push(lines, { ...SAMPLE, sample } as PushScope);
    expect(report).toMatchObject({ state: 'failed', sample: null, error: { code } });
    expect(report.error!.message).toContain('Nothing was sent.');
    expect(it.imports()).toEqual([]);
  });

  test('that does not match ends as it does in one go', async () => {
    const strangers = ['13035550100,Gold,true', '13035550101,Gold,true'];
    const report = await it.push(strangers, SAMPLE);
    expect(report).toMatchObject({ state: 'stoppedAfterSample', error: { code: 'sample.allUnknown' } });
  });
});

describe('everything, later', () => {
  test('is a run of its own that names the run which proved it', async () => {
    const prepared = await it.prepare(lines);
    await it.send(prepared, { ...SAMPLE, runId: 'one' });
    const report = await it.send(prepared, { scope: 'push', sample: null, provenBy: 'one', runId: 'two' });
    runReportSchema.parse(report);
    expect(report).toMatchObject({
      state: 'finished',
      sample: null,
      sent: 30,
      imports: [{ rows: 30, status: 'Completed' }],
      check: { asked: 30, match: 30 },
      error: null,
    });
    expect(lines.map((_, place) => tierOf(PEOPLE[place]!))).toEqual(Array(30).fill('Gold'));
    expect(it.imports().map(({ body }) => body!.fileName)).toEqual([
      'audience-one-sample-1.csv',
      'audience-two-push-1.csv',
    ]);
    expect(kinds('two')).toEqual(['planned', 'parted', 'uploading', 'accepted', 'over', 'checked', 'ended']);
    const detail = runDetailSchema.parse(await readRun(it.kept, 'two'));
    expect(detail).toMatchObject({
      scope: 'push',
      provenBy: 'one',
      sampleSkipped: false,
      sampleCheck: null,
      check: { asked: 30, match: 30 },
      mapping: [
        { column: 'phone', field: 'Phone' },
        { column: 'Loyalty Tier', field: 'Loyalty Tier' },
      ],
      consentColumn: 'is_sms_opted_in',
      sent: 30,
    });
    expect((await listRuns(it.kept)).runs.map(({ runId, state }) => [runId, state])).toEqual([
      ['two', 'finished'],
      ['one', 'sampleSent'],
    ]);
  });

  test('that nothing proved has it on record that the sample was skipped', async () => {
    const report = await it.push(lines, { scope: 'push', sample: null, provenBy: null });
    expect(report).toMatchObject({ state: 'finished', sample: null });
    expect(await readRun(it.kept, 'run')).toMatchObject({ sampleSkipped: true, provenBy: null });
  });
});

describe('a pause', () => {
  const many = PEOPLE.slice(0, 300).map((phone) => `${phone},Gold,true`);
  const EVERYTHING: PushScope = { scope: 'push', sample: null, provenBy: 'one' };

  test('holds the second import back until it ends, and the first not at all', async () => {
    let release = () => {};
    let asked = 0;
    const waiting = new Promise<void>((resolve) => {
      release = resolve;
    });
    let reached = () => {};
    const atGate = new Promise<void>((resolve) => {
      reached = resolve;
    });
    const gate = async () => {
      asked++;
      reached();
      await waiting;
    };
    const pushed = it.push(many, { ...EVERYTHING, largestImportBytes: 2_000, gate });
    await atGate;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(it.imports()).toHaveLength(1);
    expect(asked).toBe(1);
    release();
    const report = await pushed;
    expect(report).toMatchObject({ state: 'finished', sent: 300 });
    expect(asked).toBe(report.imports.length - 1);
    expect(it.imports()).toHaveLength(report.imports.length);
  });

  test('in which the run is stopped ends at once, and the report says what was sent before', async () => {
    const stop = new AbortController();
    const gate = () => {
      setTimeout(() => stop.abort(), 20);
      return new Promise<void>(() => {});
    };
    const report = await it.push(many, {
      ...EVERYTHING,
      largestImportBytes: 2_000,
      gate,
      signal: stop.signal,
    });
    expect(report).toMatchObject({
      state: 'stopped',
      imports: [{ status: 'Completed' }],
      check: null,
      error: { code: 'stopped' },
    });
    expect(report.error!.message).toBe(
      `Stopped, as you asked. So far ${report.imports[0]!.rows} rows in 1 import were sent, and nothing else.`,
    );
    expect(it.imports()).toHaveLength(1);
    expect(await readRun(it.kept, 'run')).toMatchObject({
      state: 'stopped',
      sent: report.imports[0]!.rows,
      imports: [{ status: 'Completed' }],
    });
  });

  test('that fails ends the run and says what was sent before', async () => {
    const gate = async () => {
      throw new Error();
    };
    const report = await it.push(many, {
      ...EVERYTHING,
      largestImportBytes: 2_000,
      gate,
      signal: new AbortController().signal,
      follow: QUICK,
    });
    expect(report).toMatchObject({ state: 'failed', imports: [{ status: 'Completed' }] });
    expect(report.error!.message).toContain('rows in 1 import were sent, and nothing else.');
  });
});
