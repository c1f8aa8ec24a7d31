import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { PEOPLE } from './pushing.ts';
import { people, SAMPLE_AUDIENCE, sessions } from './session.ts';

const on = sessions();
const tierOf = (phone: string) => on.practice.company.find(1001, phone)!.values.get(601);

describe('what is confirmed', () => {
  it('must be what is ready: another count sends nothing', async () => {
    await on.review(on.write(people(5)));
    expect(await on.refused('sendSample', { rows: 4, choice: on.state.sending.choice })).toBe(
      'sending.countChanged',
    );
    expect(await on.refused('push', { rows: 6, withoutSample: WITHOUT_SAMPLE })).toBe('sending.countChanged');
    expect(on.imports()).toEqual([]);
    expect(on.state.sending.active).toBeNull();
  });

  it('without a proof is refused, unless the user types so; and then the record says so', async () => {
    await on.review(on.write(people(5)));
    for (const withoutSample of [null, '', 'send', `${WITHOUT_SAMPLE}!`]) {
      expect(await on.refused('push', { rows: 5, withoutSample })).toBe('push.notProven');
    }
    expect(on.imports()).toEqual([]);
    const { push } = await on.push(` ${WITHOUT_SAMPLE.toUpperCase()} `);
    expect(push?.report).toMatchObject({ state: 'finished', sent: 5 });
    expect(await on.done('openRun', { runId: push!.report.runId })).toMatchObject({
      sampleSkipped: true,
      provenBy: null,
      withoutConsentInformation: false,
    });
  });

  it('is not sent when somebody opted out since: the new count is shown, and confirming that sends it', async () => {
    await on.review(on.write(people(5)));
    await on.sendSample();
    const before = on.imports().length;
    on.practice.company.optOut(PEOPLE[2]!, '2026-01-01T00:00:00');
    const { failure, proven } = await on.push();
    expect(failure).toMatchObject({ what: 'push', failure: { code: 'sending.countChanged' } });
    expect(on.imports()).toHaveLength(before);
    expect(on.ready()).toBe(4);
    expect(proven).toBe(true);
    const { push, failure: none } = await on.push();
    expect(none).toBeNull();
    expect(push?.report).toMatchObject({ state: 'finished', sent: 4 });
  });

  it('is not sent when as many people are ready as before, but others', async () => {
    on.practice.company.optOut(PEOPLE[1]!, '2026-01-01T00:00:00');
    await on.review(on.write(people(5)));
    await on.sendSample();
    const before = on.imports().length;
    on.practice.company.optOut(PEOPLE[2]!, '2026-01-01T00:00:00');
    on.practice.company.find(1001, PEOPLE[1]!)!.optedOut = false;
    const { failure } = await on.push();
    expect(failure?.failure).toMatchObject({
      code: 'sending.countChanged',
      message: expect.stringContaining('not the same ones'),
    });
    expect(on.imports()).toHaveLength(before);
  });
});

describe('a sample', () => {
  it('is sent as it was seen, or not at all', async () => {
    await on.review(on.write(people(5)));
    const { choice } = on.state.sending;
    await on.done('chooseSample', { ...choice, count: 3 });
    expect(await on.refused('sendSample', { rows: 5, choice })).toBe('sample.choiceChanged');
    expect(on.state.sending.sampleRows).toBe(3);
    expect(on.imports()).toHaveLength(0);
  });

  it('tells of every contact what was sent and what Listrak holds, numbers that it does not know among them', async () => {
    await on.review(on.write([...people(2), '19725550123,Gold,yes']));
    const { sending } = await on.sendSample();
    const contacts = sending.sample?.report.sample?.contacts;
    expect(contacts?.map(({ row, outcome }) => [row, outcome])).toEqual([
      [2, 'match'],
      [3, 'match'],
      [4, 'unknownNumber'],
    ]);
    const tier = { field: 'Loyalty Tier', sent: 'Gold' };
    expect(contacts?.[0]?.values).toEqual([{ ...tier, stored: 'Gold', same: true }]);
    expect(contacts?.[2]).toMatchObject({
      phone: '•••0123',
      values: [{ ...tier, stored: null, same: false }],
    });
  });

  it('of rows that were chosen carries exactly those, as the preview showed them', async () => {
    await on.review(on.write([...people(6), `${PEOPLE[9]},Gold,no`]));
    const choice = { kind: 'chosen' as const, count: 50, seed: 1, rows: [1, 4, 6] };
    await on.done('chooseSample', choice);
    const preview = await on.done('previewImport', { what: 'sample' });
    expect(preview.lines).toEqual(['Phone,Loyalty Tier', `${PEOPLE[1]},Gold`, `${PEOPLE[4]},Gold`]);
    const others = PEOPLE.slice(0, 6).filter((_, row) => row !== 1 && row !== 4);
    const before = others.map(tierOf);
    const { sending } = await on.sendSample();
    expect(sending.sample?.report).toMatchObject({ state: 'sampleSent', sample: { rows: 2, asked: 2 } });
    expect([tierOf(PEOPLE[1]!), tierOf(PEOPLE[4]!)]).toEqual(['Gold', 'Gold']);
    expect(others.map(tierOf)).toEqual(before);
    const bytes = preview.lines.reduce((sum, line) => sum + line.length, 0) + 2 * preview.lines.length;
    expect(on.imports()[0]!.body).toMatchObject({ fileName: preview.fileName, fileBytes: bytes });
    expect(on.states.map(({ sending }) => sending.active?.rows).find(Boolean)).toBe(2);
  });

  it('at random is the one of the preview', async () => {
    await on.review(SAMPLE_AUDIENCE);
    await on.done('chooseSample', { kind: 'random', count: 7, seed: 42, rows: [] });
    const { lines } = await on.done('previewImport', { what: 'sample' });
    const changed = new Map(on.practice.company.snapshot().map((one) => [one.phone, JSON.stringify(one)]));
    expect((await on.sendSample()).sending.proven).toBe(true);
    const touched = on.practice.company
      .snapshot()
      .filter((one) => changed.get(one.phone) !== JSON.stringify(one))
      .map(({ phone }) => phone);
    const shown = lines.slice(1).map((line) => line.slice(0, 11));
    expect(shown).toHaveLength(7);
    expect(shown).toEqual(expect.arrayContaining(touched));
    expect(touched.length).toBeGreaterThan(0);
  });

  it('whose chosen rows are all left out is not sent, and proves nothing', async () => {
    await on.review(on.write([...people(3), `${PEOPLE[9]},Gold,no`]));
    await on.sendSample();
    await on.done('mapColumn', { position: 1, target: 605 });
    await on.reviewed();
    expect(on.state.sending).toMatchObject({ proven: false, sample: { upToDate: false } });
    await on.done('chooseSample', { kind: 'chosen', count: 1, seed: 1, rows: [3] });
    const { sending } = await on.sendSample();
    expect(sending.failure?.failure.code).toBe('sample.nothingChosen');
    // The sample before was of another mapping, and must not be taken for one of this.
    expect(sending).toMatchObject({ proven: false, sample: { upToDate: false } });
    expect(await on.refused('push', { rows: 3, withoutSample: null })).toBe('push.notProven');
  });

  it('that comes back otherwise proves nothing, and says where it differs', async () => {
    await on.review(on.write(people(5)));
    await on.done('chooseSample', { kind: 'first', count: 5, seed: 1, rows: [] });
    on.check = { firstWaitMs: 1, longestWaitMs: 1, patienceMs: 0 };
    const end = on.session.subscribe(({ sending: { active } }) => {
      const stage = active?.stage;
      if (stage?.stage !== 'following' || stage.status !== 'Completed') return;
      on.practice.company.find(1001, PEOPLE[2]!)!.values.set(601, 'Silver');
    });
    const { sending } = await on.sendSample();
    end();
    expect(sending.sample?.report).toMatchObject({
      state: 'stoppedAfterSample',
      sample: { match: 4, differ: 1, differences: [{ row: 4, sent: 'Gold', stored: 'Silver' }] },
    });
    expect(sending.proven).toBe(false);
    expect(await on.refused('push', { rows: 5, withoutSample: null })).toBe('push.notProven');
  });

  it('holds for the file, mapping, consent and rules that it was sent with, and for the same file again', async () => {
    await on.review(on.write(people(5)));
    await on.sendSample();
    const proven = () => [on.state.sending.proven, on.state.sending.sample?.upToDate];
    expect(proven()).toEqual([true, true]);
    await on.done('reviewAgain', null);
    await on.reviewed();
    expect(proven()).toEqual([true, true]);
    await on.done('mapColumn', { position: 1, target: 605 });
    expect(proven()).toEqual([false, false]);
    await on.reviewed();
    expect(proven()).toEqual([false, false]);
    await on.done('mapColumn', { position: 1, target: 'byName' });
    await on.reviewed();
    expect(proven()).toEqual([true, true]);
    await on.done('chooseRules', { country: 'US', keep: 'last' });
    await on.reviewed();
    expect(proven()).toEqual([false, false]);
    await on.done('chooseRules', { country: 'US', keep: 'first' });
    await on.choose(on.write(people(5), 'copy.csv'));
    await on.reviewed();
    expect(proven()).toEqual([true, true]);
    await on.choose(on.write(people(5, 'Silver')));
    await on.reviewed();
    expect(proven()).toEqual([false, false]);
  });
});

describe('a file that changed since its review', () => {
  const path = () => join(on.folder.path, 'audience.csv');

  it.each([
    ['is other', () => on.write(people(5, 'Silver'))],
    ['is gone', () => renameSync(path(), `${path()}.bak`)],
  ])('%s before the sample, and before the push: nothing is sent', async (_what, change) => {
    await on.review(on.write(people(5)));
    change();
    const { sending } = await on.sendSample();
    expect(sending.failure).toMatchObject({ what: 'sample', failure: { code: 'file.changed' } });
    expect(sending.failure?.failure.message).toContain('Nothing was sent.');
    expect(sending).toMatchObject({ sample: null, proven: false });
    expect(on.imports()).toEqual([]);

    on.write(people(6));
    await on.done('reviewAgain', null);
    await on.reviewed();
    expect((await on.sendSample()).sending.proven).toBe(true);
    change();
    const { push } = await on.push();
    expect(push?.report).toMatchObject({ state: 'failed', sent: 0, error: { code: 'file.changed' } });
    expect(on.imports()).toHaveLength(1);

    on.write(people(6));
    await on.done('reviewAgain', null);
    await on.reviewed();
    expect(on.state.sending.proven).toBe(true);
    expect((await on.push()).push?.report).toMatchObject({ state: 'finished', sent: 6 });
  });
});

describe('a record that cannot be written', () => {
  it('means that nothing is sent; once it can be, sending works', async () => {
    await on.review(on.write(people(3)));
    const { fileName } = await on.done('previewImport', { what: 'sample' });
    const runId = /^audience-(.+)-sample-1\.csv$/.exec(fileName)![1]!;
    // As after a disk that filled up in the middle of the first line.
    mkdirSync(join(on.folder.path, 'runs'));
    writeFileSync(join(on.folder.path, 'runs', `${runId}.jsonl`), '');
    const { sending } = await on.sendSample();
    expect(sending.failure?.failure).toMatchObject({ code: 'journal.cannotWrite' });
    expect(sending.failure?.failure.message).toContain('Nothing was sent.');
    expect(on.imports()).toEqual([]);
    const { sending: again } = await on.sendSample();
    expect(again).toMatchObject({ proven: true, failure: null });
    expect(readFileSync(join(on.folder.path, 'runs', `${runId}.jsonl`), 'utf8')).toBe('');
  });
});
