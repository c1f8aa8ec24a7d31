import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { people, sessions } from './session.ts';

const on = sessions();
const FOLLOW = { method: 'GET', path: /ContactImport\/\d+$/ };

const records = () => readdirSync(join(on.folder.path, 'runs'));

/** Closes the app when Listrak has taken everything and is not heard of any more, and starts it again; the run's id. */
async function takenAndCutOff(): Promise<string> {
  on.practice.faults.add({ ...FOLLOW, fault: { type: 'never' }, times: 2 });
  await on.review(on.write(people(5)));
  await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
  await vi.waitFor(() => expect(on.practice.traffic.some(({ path }) => FOLLOW.path.test(path))).toBe(true));
  await on.start();
  return on.state.unfinished.runs[0]!.runId;
}

describe('deleting the record of a run', () => {
  it('takes it out of History and off the disk, and touches neither Listrak nor the audience file', async () => {
    const path = on.write(people(5));
    const audience = readFileSync(path);
    await on.review(path);
    const { push } = await on.push(WITHOUT_SAMPLE);
    const { runId } = push!.report;
    const asked = on.practice.traffic.length;
    expect(records()).toHaveLength(1);
    await on.done('deleteRun', { runId });
    expect(on.state.history.runs).toEqual([]);
    expect(records()).toEqual([]);
    expect(on.practice.traffic).toHaveLength(asked);
    expect(readFileSync(path)).toEqual(audience);
    expect(await on.refused('openRun', { runId })).toBe('journal.unknownRun');
    expect(await on.refused('deleteRun', { runId })).toBe('journal.unknownRun');
  });

  it('is refused while something is being sent', async () => {
    await on.review(on.write(people(5)));
    await on.sendSample();
    on.practice.faults.neverEndNextImport();
    await on.done('push', { rows: 5, withoutSample: null });
    await on.until(({ sending: { active } }) => active?.stage.stage === 'following', 'the following');
    for (const { runId } of on.state.history.runs) {
      expect(await on.refused('deleteRun', { runId })).toBe('sending.underWay');
    }
    await on.done('stopSending', null);
    await on.idle();
    expect(records()).toHaveLength(2);
  });

  it('of an unfinished run is refused while that is followed; after it, nobody follows it any more', async () => {
    const runId = await takenAndCutOff();
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    await on.until(({ unfinished }) => unfinished.work.status === 'following', 'what follows by itself');
    expect(await on.refused('deleteRun', { runId })).toBe('run.workedOn');
    expect(on.state.unfinished.work.status).toBe('following');
    await on.done('stopRun', null);
    await on.done('deleteRun', { runId });
    expect(on.state.unfinished.runs).toEqual([]);
    expect(records()).toEqual([]);
  });

  it('of the run that was finished last takes away what is told of it as well', async () => {
    const runId = await takenAndCutOff();
    on.practice.faults.clear();
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    await on.until(({ unfinished }) => unfinished.runs[0]?.onlyCheckLeft === true);
    await on.done('prepareRun', { runId });
    await on.done('finishRun', { runId, rows: 0, sendsAgain: false });
    await on.idle();
    expect(on.state.unfinished.finished?.report).toMatchObject({ runId, state: 'finished' });
    await on.done('deleteRun', { runId });
    expect(on.state.unfinished.finished).toBeNull();
    expect(records()).toEqual([]);
  });

  it('works for one that cannot be read, and for nothing that is no record', async () => {
    await on.review(on.write(people(5)));
    await on.push(WITHOUT_SAMPLE);
    on.folder.file('runs/damaged.jsonl', '{"kind":"plan');
    on.folder.file('secret.jsonl', 'kept');
    await on.done('readHistory', null);
    expect(on.state.history.unreadable).toEqual(['damaged.jsonl']);
    await on.done('deleteRun', { runId: 'damaged' });
    expect(on.state.history).toMatchObject({ unreadable: [], runs: [{ sent: 5 }] });
    expect(await on.refused('deleteRun', { runId: '../secret' })).toBe('call.refused');
    expect(readFileSync(join(on.folder.path, 'secret.jsonl'), 'utf8')).toBe('kept');
  });
});
