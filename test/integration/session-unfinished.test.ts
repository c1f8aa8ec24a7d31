import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, vi } from 'vitest';
import { connect } from '../../src-main/application/connect.ts';
import { push } from '../../src-main/application/push.ts';
import { reviewFile } from '../../src-main/application/review.ts';
import { readRun } from '../../src-main/application/run-journal.ts';
import { AS_FOUND } from '../../src-main/contract/reading.ts';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import type { UnfinishedRun, UnfinishedWork } from '../../src-main/contract/unfinished.ts';
import { startThreadedReader } from '../../src-main/worker/threaded-reader.ts';
import { clientOf } from './practice-client.ts';
import { PEOPLE, QUICK } from './pushing.ts';
import { people, sessions } from './session.ts';

const WORKER = pathToFileURL(new URL('../../out/main/review-worker.js', import.meta.url).pathname);
const on = sessions();
const POST = { method: 'POST', path: /ContactImport$/ };
const FOLLOW = { method: 'GET', path: /ContactImport\/\d+$/ };

const runs = (): UnfinishedRun[] => on.state.unfinished.runs;
const work = (): UnfinishedWork => on.state.unfinished.work;
const tiers = (count: number) =>
  PEOPLE.slice(0, count).map((phone) => on.practice.company.find(1001, phone)!.values.get(601));

/** Closes the app in the middle of a push, and starts it again. */
async function closedWhile(lines: readonly string[]): Promise<string> {
  const path = on.write(lines);
  await on.review(path);
  await on.done('push', { rows: on.ready(), withoutSample: WITHOUT_SAMPLE });
  // Not before Listrak has it, and all of it is out: a short body counts as sent while there is no connection yet.
  await vi.waitFor(() => {
    expect(on.imports()).toHaveLength(1);
    const { stage } = on.state.sending.active!;
    expect(stage.stage === 'uploading' && stage.bytes === stage.ofBytes).toBe(true);
  });
  await on.start();
  return path;
}

/** An import that left, and was never answered. */
async function mayHaveArrived(count = 5): Promise<string> {
  on.practice.faults.add({ ...POST, fault: { type: 'never' } });
  return await closedWhile(people(count));
}

/** Of five rows in three imports the first was sent; the second was refused. */
async function cutOffInTheMiddle(): Promise<string> {
  const path = on.write(people(5));
  const reader = startThreadedReader(WORKER);
  const connection = await connect(clientOf(on.practice).client, 'practice', 1001);
  const choices = {
    reading: AS_FOUND,
    mapping: new Map<string, string>(),
    options: new Map(),
    constants: [],
    optIn: null,
    meanings: null,
    usesConsentFile: false,
    withoutConsentInformation: false,
    country: 'US' as const,
    keep: 'first' as const,
  };
  const reviewed = await reviewFile(reader, path, connection.fields, choices, '2026-11-24');
  await push({
    scope: 'push',
    sample: null,
    provenBy: null,
    connection,
    reader,
    reviewed,
    seed: 1,
    withoutOptOuts: false,
    source: { path, reading: AS_FOUND, consentFile: null },
    kept: on.kept,
    largestImportBytes: 60,
    runId: 'cut-off',
    now: () => new Date(),
    follow: QUICK,
    check: QUICK,
    tell: () => {},
    gate: async () => on.practice.faults.add({ ...POST, fault: { type: 'status', status: 400 } }),
  });
  await reader.close();
  await on.start();
  return path;
}

async function connectAgain(senderCode = 1001): Promise<void> {
  await on.done('connect', { account: 'practice' });
  await on.done('chooseSenderCode', { id: senderCode });
}

/** Connects, and counts what is left of the one unfinished run. */
async function counted(): Promise<Extract<UnfinishedWork, { status: 'counted' }>> {
  await connectAgain();
  await on.until(({ unfinished }) => unfinished.work.status === 'none', 'what follows by itself');
  await on.done('prepareRun', { runId: runs()[0]!.runId });
  const now = work();
  if (now.status !== 'counted') throw new Error(JSON.stringify(now));
  return now;
}

async function finish(rows: number, sendsAgain = false) {
  await on.done('finishRun', { runId: runs()[0]!.runId, rows, sendsAgain });
  await on.idle();
  return on.state.unfinished.finished?.report;
}

describe('an app that is started after a push was cut off', () => {
  it('tells what may have arrived, and asks Listrak for nothing by itself', async () => {
    await mayHaveArrived();
    const before = on.practice.traffic.length;
    expect(runs()).toMatchObject([
      {
        file: 'audience.csv',
        account: 'practice',
        senderCodeId: 1001,
        ready: 5,
        sent: 0,
        taken: 0,
        mayHaveArrived: 5,
        failed: 0,
        notSent: 0,
        fromBefore: true,
      },
    ]);
    await connectAgain();
    expect(on.practice.traffic.slice(before).some(({ path }) => path.includes('Import'))).toBe(false);
    expect(work()).toEqual({ status: 'none' });
  });

  it('tells what was sent and what was certainly not', async () => {
    await cutOffInTheMiddle();
    expect(runs()).toMatchObject([{ ready: 5, sent: 2, taken: 0, mayHaveArrived: 0, notSent: 3 }]);
  });

  it('follows what Listrak took by itself, once it is connected to that sender code, and then nothing is left but to read it back', async () => {
    on.practice.faults.add({ ...FOLLOW, fault: { type: 'never' } });
    await on.review(on.write(people(5)));
    await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
    // It is being followed by then, so that the next who follows it is answered.
    const isFollowed = () => on.practice.traffic.some(({ path }) => FOLLOW.path.test(path));
    await vi.waitFor(() => expect(isFollowed()).toBe(true));
    await on.start();
    expect(runs()).toMatchObject([{ sent: 5, taken: 5, notSent: 0 }]);
    await connectAgain(1002);
    expect(work()).toEqual({ status: 'none' });
    expect(runs()).toHaveLength(1);
    await on.done('chooseSenderCode', { id: 1001 });
    await on.until(({ unfinished }) => unfinished.runs[0]?.onlyCheckLeft === true, 'the end of it');
    expect(runs()).toMatchObject([{ sent: 5, taken: 0, notSent: 0 }]);
    expect(on.states.some(({ unfinished }) => unfinished.work.status === 'following')).toBe(true);
    expect(on.imports()).toHaveLength(1);
  });

  it('knows of one that was cut off since then, too, which was not there at the start', async () => {
    on.practice.faults.add({ ...POST, fault: { type: 'status', status: 400 } });
    await on.review(on.write(people(5)));
    await on.push(WITHOUT_SAMPLE);
    expect(runs()).toMatchObject([{ sent: 0, mayHaveArrived: 0, notSent: 5, fromBefore: false }]);
  });
});

describe('finishing a run', () => {
  it('sends what was not sent, and nothing a second time', async () => {
    await cutOffInTheMiddle();
    const { rows, again, sample } = await counted();
    expect({ rows, again, sample }).toEqual({ rows: 3, again: 0, sample: 0 });
    expect(on.imports()).toHaveLength(2);
    const report = await finish(3);
    expect(report).toMatchObject({ state: 'finished', sent: 5, error: null, check: { match: 5 } });
    expect(on.imports().map(({ body }) => (body as { rows: number } | null)?.rows ?? null)).toEqual([
      2,
      null,
      2,
      1,
    ]);
    expect(tiers(5)).toEqual(Array(5).fill('Gold'));
    expect(runs()).toEqual([]);
    expect(work()).toEqual({ status: 'none' });
    expect((await readRun(on.kept, 'cut-off')).state).toBe('finished');
  });

  it('sends what may have arrived only by the user’s word', async () => {
    await mayHaveArrived();
    expect(await counted()).toMatchObject({ rows: 0, again: 5 });
    const { runId } = runs()[0]!;
    expect(await on.refused('finishRun', { runId, rows: 0, sendsAgain: false })).toBe('run.nothingGoes');
    expect(on.imports()).toHaveLength(1);
    expect(await finish(5, true)).toMatchObject({ state: 'finished', sent: 5 });
    expect(on.imports()).toHaveLength(2);
    expect(tiers(5)).toEqual(Array(5).fill('Gold'));
    expect(runs()).toEqual([]);
  });

  it('sends nothing that was not counted on screen', async () => {
    await cutOffInTheMiddle();
    await connectAgain();
    const { runId } = runs()[0]!;
    expect(await on.refused('finishRun', { runId, rows: 3, sendsAgain: false })).toBe('run.notCounted');
    await on.done('prepareRun', { runId });
    expect(await on.refused('finishRun', { runId, rows: 4, sendsAgain: false })).toBe('sending.countChanged');
    expect(on.imports()).toHaveLength(2);
  });

  it('counts anew when somebody opted out meanwhile, and sends without them at the second word', async () => {
    await cutOffInTheMiddle();
    await counted();
    on.practice.company.find(1001, PEOPLE[3]!)!.values.set(601, 'Basic');
    on.practice.company.optOut(PEOPLE[3]!, '2026-11-28T09:30:00');
    expect(await finish(3)).toBeUndefined();
    expect(on.imports()).toHaveLength(2);
    expect(work()).toMatchObject({
      status: 'counted',
      rows: 2,
      optedOut: 1,
      failure: {
        code: 'sending.countChanged',
        message:
          'By now 2 rows are ready, not 3: 1 more row is opted out in Listrak since you looked, so nothing was sent.',
      },
    });
    expect(await finish(2)).toMatchObject({ state: 'finished', sent: 4 });
    expect(tiers(5)[3]).toBe('Basic');
  });

  it('is not begun where the file is another one by now, which is said', async () => {
    const path = await cutOffInTheMiddle();
    writeFileSync(path, `phone,Loyalty Tier,is_sms_opted_in\n${people(5, 'Basic').join('\n')}\n`);
    await connectAgain();
    await on.done('prepareRun', { runId: 'cut-off' });
    expect(work()).toMatchObject({ status: 'failed', failure: { code: 'run.otherFile' } });
    expect(on.imports()).toHaveLength(2);
  });

  it('is refused where the file was changed after the count', async () => {
    const path = await cutOffInTheMiddle();
    await counted();
    writeFileSync(path, `phone,Loyalty Tier,is_sms_opted_in\n${people(5, 'Basic').join('\n')}\n`);
    expect(await finish(3)).toBeUndefined();
    expect(work()).toMatchObject({
      status: 'failed',
      failure: { code: 'file.changed', message: expect.stringMatching(/Nothing was sent\.$/) },
    });
    expect(on.imports()).toHaveLength(2);
  });

  it('is refused where the run went on elsewhere after the count', async () => {
    await mayHaveArrived();
    await counted();
    const { runId } = runs()[0]!;
    const elsewhere = { kind: 'resumed', at: new Date().toISOString(), sendsAgain: true };
    writeFileSync(`${on.folder.path}/runs/${runId}.jsonl`, `${JSON.stringify(elsewhere)}\n`, { flag: 'a' });
    await finish(5, true);
    expect(work()).toMatchObject({ status: 'failed', failure: { code: 'run.goneOnElsewhere' } });
    expect(on.imports()).toHaveLength(1);
  });

  it('is refused on another sender code, or on none', async () => {
    await cutOffInTheMiddle();
    expect(await on.refused('prepareRun', { runId: 'cut-off' })).toBe('connection.ofAnotherRun');
    await connectAgain(1002);
    expect(await on.refused('prepareRun', { runId: 'cut-off' })).toBe('connection.ofAnotherRun');
    expect(await on.refused('followRun', { runId: 'cut-off' })).toBe('connection.ofAnotherRun');
  });

  it('takes the place of the file that is open, and opening one takes the place of the count', async () => {
    await cutOffInTheMiddle();
    await on.review(on.write(people(7), 'other.csv'));
    await on.done('prepareRun', { runId: 'cut-off' });
    expect(on.state.file).toEqual({ status: 'none' });
    expect(on.state.review).toEqual({ status: 'none' });
    expect(work().status).toBe('counted');
    await on.choose(on.write(people(7), 'other.csv'));
    await on.reviewed();
    expect(on.ready()).toBe(7);
    expect(work()).toEqual({ status: 'none' });
    expect(await on.refused('finishRun', { runId: 'cut-off', rows: 3, sendsAgain: false })).toBe(
      'run.notCounted',
    );
    expect((await on.push(WITHOUT_SAMPLE)).push?.report).toMatchObject({ state: 'finished', sent: 7 });
  });

  it('is shown, paused and stopped like a push, and what is left can be finished after that', async () => {
    await cutOffInTheMiddle();
    await counted();
    await on.done('finishRun', { runId: 'cut-off', rows: 3, sendsAgain: false });
    expect(on.state.sending.active).toMatchObject({ what: 'rest', runId: 'cut-off', rows: 3 });
    await on.done('pause', { paused: true });
    expect(await on.refused('abandonRun', { runId: 'cut-off' })).toBe('sending.underWay');
    expect(await on.refused('prepareRun', { runId: 'cut-off' })).toBe('sending.underWay');
    expect(await on.refused('stopRun', null)).toBe('sending.underWay');
    expect(await on.refused('chooseFile', null)).toBe('sending.underWay');
    await on.until(({ sending }) => sending.active?.pause === 'paused', 'the pause');
    await on.done('stopSending', null);
    await on.idle();
    const { finished } = on.state.unfinished;
    expect(finished?.report).toMatchObject({ state: 'stopped', error: { code: 'stopped' } });
    const sent = finished!.report.sent;
    expect(runs()).toMatchObject([{ sent, notSent: 5 - sent }]);
    await on.done('prepareRun', { runId: 'cut-off' });
    expect(await finish(5 - sent)).toMatchObject({ state: 'finished', sent: 5 });
    expect(tiers(5)).toEqual(Array(5).fill('Gold'));
  });

  it('of which the reading is stopped leaves nothing counted', async () => {
    await cutOffInTheMiddle();
    await connectAgain();
    const preparing = on.done('prepareRun', { runId: 'cut-off' });
    await on.done('stopRun', null);
    await preparing;
    expect(work()).toEqual({ status: 'none' });
    expect(runs()).toHaveLength(1);
  });

  it('ends its count when the connection is another one', async () => {
    await cutOffInTheMiddle();
    await counted();
    await on.done('disconnect', null);
    expect(work()).toEqual({ status: 'none' });
  });
});

describe('leaving a run as it is', () => {
  it('puts that on record, sends nothing, and lists it no longer', async () => {
    await cutOffInTheMiddle();
    await on.done('abandonRun', { runId: 'cut-off' });
    expect(runs()).toEqual([]);
    expect(await readRun(on.kept, 'cut-off')).toMatchObject({ state: 'abandoned', sent: 2 });
    expect(await on.refused('abandonRun', { runId: 'cut-off' })).toBe('run.notUnfinished');
    await on.start();
    expect(runs()).toEqual([]);
    expect(on.imports()).toHaveLength(2);
  });
});
