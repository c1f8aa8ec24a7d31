import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { finishRun, followRun, reviewRun } from '../../src-main/application/resume.ts';
import { readRun } from '../../src-main/application/run-journal.ts';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { isOnlyCheckLeft, restOf } from '../../src-main/delivery/run-rest.ts';
import { meansFailure } from '../../src-main/listrak/assumptions.ts';
import { PEOPLE, pushing, QUICK } from './pushing.ts';
import { people, sessions } from './session.ts';

const its = pushing();
const on = sessions();
const now = () => new Date();

/** Takes the last lines off a run's record, as if it had been cut off before them. */
function cutOff(dataDir: string, runId: string, lines: number): void {
  const path = join(dataDir, 'runs', `${runId}.jsonl`);
  const kept = readFileSync(path, 'utf8').trimEnd().split('\n').slice(0, -lines);
  writeFileSync(path, `${kept.join('\n')}\n`);
}

describe('a run that was cut off after all was sent', () => {
  it('is read back when it is finished, and nothing is sent again', async () => {
    const prepared = await its.prepare(PEOPLE.slice(0, 20).map((phone) => `${phone},Checked,true`));
    expect(await its.send(prepared)).toMatchObject({ state: 'finished' });
    // The check, and the end.
    cutOff(its.folder.path, 'run', 2);
    const { connection } = prepared;
    const setting = { connection, kept: its.kept, runId: 'run', now, follow: QUICK, tell: () => {} };
    const progress = await followRun(setting);
    expect(isOnlyCheckLeft(progress, restOf(progress, meansFailure))).toBe(true);
    expect(await readRun(its.kept, 'run')).toMatchObject({ state: 'unfinished', check: null });
    const reviewed = await reviewRun(its.reader, connection, progress, now, () => {});
    const choice = { sendsAgain: false, check: QUICK, largestImportBytes: 195_000_000 };
    expect(await finishRun(setting, its.reader, reviewed, progress, choice)).toMatchObject({
      state: 'finished',
      sent: 20,
      check: { asked: 20, match: 20 },
    });
    expect(its.imports()).toHaveLength(1);
  });

  it('is put on record as it came out where only its end was missing', async () => {
    const prepared = await its.prepare(PEOPLE.slice(0, 20).map((phone) => `${phone},Checked,true`));
    await its.send(prepared);
    cutOff(its.folder.path, 'run', 1);
    const { connection } = prepared;
    await followRun({ connection, kept: its.kept, runId: 'run', now, follow: QUICK, tell: () => {} });
    expect(await readRun(its.kept, 'run')).toMatchObject({ state: 'finished', check: { match: 20 } });
  });

  it('is told so in the window, and read back by a word of its own', async () => {
    await on.review(on.write(people(8)));
    await on.push(WITHOUT_SAMPLE);
    const { runId } = on.state.sending.push!.report;
    cutOff(on.folder.path, runId, 2);
    await on.start();
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    expect(on.state.unfinished.runs).toMatchObject([{ runId, sent: 8, notSent: 0, onlyCheckLeft: true }]);
    await on.done('prepareRun', { runId });
    expect(on.state.unfinished.work).toMatchObject({ status: 'counted', rows: 0, onlyCheck: true });
    const before = on.imports().length;
    await on.done('finishRun', { runId, rows: 0, sendsAgain: false });
    await on.idle();
    expect(on.state.unfinished).toMatchObject({
      runs: [],
      finished: { report: { state: 'finished', check: { asked: 8, match: 8 } } },
    });
    expect(on.imports()).toHaveLength(before);
  });
});
