import { describe, expect, it } from 'vitest';
import { deleteRun } from '../../src-main/application/delete-run.ts';
import { abandonRun, finishRun, followRun, reviewRun } from '../../src-main/application/resume.ts';
import { listRuns, readRun } from '../../src-main/application/run-journal.ts';
import { PEOPLE, pushing, QUICK } from './pushing.ts';

const its = pushing();
const people = (tier: string) => PEOPLE.slice(0, 20).map((phone) => `${phone},${tier},true`);
const now = () => new Date();
const IMPORT = { method: 'POST', path: /ContactImport$/ };

/** A push that is under way until the import is let go. */
async function underWay() {
  await its.restart({ importMilliseconds: 400 });
  const prepared = await its.prepare(people('First'));
  const imported = new Promise<void>((resolve) => {
    its.watch = (event) => event.stage === 'following' && resolve();
  });
  const report = its.send(prepared);
  await imported;
  return { prepared, report };
}

/** A run of two imports of which the second was refused, as two who want to finish it see it. */
async function cutOff() {
  const prepared = await its.prepare(people('First'));
  const sent = await its.send(prepared, {
    largestImportBytes: 300,
    gate: async () => its.practice.faults.add({ ...IMPORT, fault: { type: 'status', status: 400 } }),
  });
  expect(sent).toMatchObject({ state: 'failed' });
  its.practice.faults.clear();
  const { connection } = prepared;
  const setting = { connection, kept: its.kept, runId: 'run', now, follow: QUICK, tell: () => {} };
  const progress = await followRun(setting);
  const reviewed = await reviewRun(its.reader, connection, progress, now, () => {});
  const choice = { sendsAgain: false, check: QUICK, largestImportBytes: 300 };
  return { finish: () => finishRun(setting, its.reader, reviewed, progress, choice) };
}

describe('a run that two want to finish', () => {
  it('is finished once, and the other is told that it went on', async () => {
    const { finish } = await cutOff();
    const before = its.imports().filter(({ status }) => status === 201).length;
    const first = await finish();
    expect(first).toMatchObject({ state: 'finished', sent: 20 });
    await expect(finish()).rejects.toMatchObject({ code: 'run.goneOnElsewhere' });
    const taken = its.imports().filter(({ status }) => status === 201).length;
    expect(taken - before).toBe(first.imports.length - 1);
  });

  it('is not finished by one when the other deleted its record meanwhile, and no record begins anew', async () => {
    const { finish } = await cutOff();
    const before = its.imports().length;
    await deleteRun(its.kept.dataDir, 'run');
    await expect(finish()).rejects.toMatchObject({ code: 'journal.unknownRun' });
    expect(its.imports()).toHaveLength(before);
    expect(await listRuns(its.kept)).toMatchObject({ runs: [], unreadable: [] });
  });
});

it('a run that is over is not put on record as left', async () => {
  expect(await its.push(people('First'))).toMatchObject({ state: 'finished' });
  await expect(abandonRun(its.kept, 'run', now)).rejects.toMatchObject({ code: 'run.notUnfinished' });
  expect(await readRun(its.kept, 'run')).toMatchObject({ state: 'finished' });
});

describe('while a push is under way', () => {
  it('another one to the same sender code is refused before anything is sent', async () => {
    const { prepared, report } = await underWay();
    await expect(its.send(prepared, { runId: 'another' })).rejects.toMatchObject({
      code: 'push.sendingElsewhere',
      message: expect.stringContaining('Nothing was sent from here.'),
    });
    expect(await report).toMatchObject({ state: 'finished', sent: 20 });
    expect(its.imports()).toHaveLength(1);
    expect((await listRuns(its.kept)).runs.map(({ runId }) => runId)).toEqual(['run']);
    expect(await its.send(prepared, { runId: 'another' })).toMatchObject({ state: 'finished' });
  });

  it('its run is told as being sent, and can neither be followed, left nor deleted by somebody else', async () => {
    const { prepared, report } = await underWay();
    expect(await readRun(its.kept, 'run')).toMatchObject({ state: 'beingSent' });
    expect((await listRuns(its.kept)).runs).toMatchObject([{ runId: 'run', state: 'beingSent' }]);
    const setting = { ...prepared, kept: its.kept, runId: 'run', now, follow: QUICK, tell: () => {} };
    const refused = { code: 'run.beingSent' };
    await expect(followRun(setting)).rejects.toMatchObject(refused);
    await expect(abandonRun(its.kept, 'run', now)).rejects.toMatchObject(refused);
    await expect(deleteRun(its.kept.dataDir, 'run')).rejects.toMatchObject(refused);
    expect(await report).toMatchObject({ state: 'finished', sent: 20 });
    expect(await readRun(its.kept, 'run')).toMatchObject({ state: 'finished' });
  });
});
