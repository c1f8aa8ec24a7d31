import { beforeEach, describe, expect, it } from 'vitest';
import type { ColumnState } from '../../src-main/contract/audience.ts';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import type { State } from '../../src-main/contract/state.ts';
import { startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { PEOPLE } from './pushing.ts';
import { CREDENTIALS, sessions } from './session.ts';

const on = sessions();

const [EMAIL, TIER] = [502, 601];
const HEADER = 'Email Address,phone,Loyalty Tier,is_sms_opted_in';
const emailOf = (place: number) => `session.${place}@example.com`;
const lines = (count: number, tier = 'Both') =>
  PEOPLE.slice(0, count).map((phone, place) => `${emailOf(place)},${phone},${tier},yes`);

beforeEach(async () => {
  await on.practice.stop();
  on.practice = await startPracticeListrak({ unlistedFields: ['Birthday', 'Email Address'] });
});

const connected = () => {
  const { connection } = on.state;
  if (connection.status !== 'connected') throw new Error(connection.status);
  return connection;
};
const column = (header: string): ColumnState =>
  on.state.mapping.columns.find((one) => one.header === header)!;
const switchTo = (byContact: boolean) => on.done('chooseByContact', { byContact });

/** Opens such a file with the contact-by-contact way switched on. */
async function opened(count: number, header = HEADER, of = lines(count)): Promise<void> {
  await on.connectAndChoose(on.write(of, 'audience.csv', header));
  await switchTo(true);
  await on.reviewed();
}

const held = (count: number, id = EMAIL) =>
  PEOPLE.slice(0, count).map((phone) => on.practice.company.find(1001, phone)!.values.get(id!));
const emails = (count: number) => Array.from({ length: count }, (_, place) => emailOf(place));
const puts = () => on.practice.traffic.filter(({ method }) => method === 'PUT');

/** Does something once so many contacts are through. */
function onceUpdated(done: number, act: (state: State) => void): void {
  const end = on.session.subscribe((state) => {
    const { stage } = state.sending.active ?? {};
    if (stage?.stage !== 'updating' || stage.done < done) return;
    end();
    act(state);
  });
}

describe('changing system fields contact by contact', () => {
  it('is off until it is switched on, and what the account does not list is told by its names', async () => {
    await on.connectAndChoose(on.write(lines(3), 'audience.csv', HEADER));
    await on.reviewed();
    expect(connected()).toMatchObject({ unlisted: ['Birthday', 'Email Address'], byContact: false });
    expect(connected().fields.every(({ id }) => id > 0)).toBe(true);
    expect(column('Email Address').role).toBe('unmatched');
  });

  it('maps and reviews anew when it is switched on, and when it is switched off again', async () => {
    await opened(3);
    expect(connected().byContact).toBe(true);
    expect(column('Email Address')).toMatchObject({ role: 'field', field: { name: 'Email Address' } });
    const revisionOf = ({ review }: State) => (review.status === 'done' ? review.revision : null);
    const reviewedOn = revisionOf(on.state);
    await switchTo(false);
    await on.reviewed();
    expect(connected().byContact).toBe(false);
    expect(column('Email Address')).toMatchObject({ role: 'unmatched', field: null });
    expect(revisionOf(on.state)).not.toBe(reviewedOn);
    expect((await on.done('previewImport', { what: 'push' })).byContact).toBeNull();
  });

  it('stays on with the fields read again and another sender code, and is off with another account', async () => {
    await on.done('addAccount', { name: 'Shop', ...CREDENTIALS });
    await opened(3);
    await on.done('refreshFields', null);
    expect(connected()).toMatchObject({ byContact: true });
    await on.done('chooseSenderCode', { id: 1002 });
    expect(connected()).toMatchObject({ byContact: true, senderCode: { id: 1002 } });
    await on.done('connect', { account: 'Shop' });
    await on.done('chooseSenderCode', { id: 1001 });
    expect(connected()).toMatchObject({ byContact: false, unlisted: ['Birthday', 'Email Address'] });
  });

  it('cannot be asked for without a connection', async () => {
    expect(await on.refused('chooseByContact', { byContact: true })).toBe('connection.none');
  });

  it('cannot be switched while something is being sent', async () => {
    await opened(150);
    await on.done('push', { rows: 150, withoutSample: WITHOUT_SAMPLE });
    expect(await on.refused('chooseByContact', { byContact: false })).toBe('sending.underWay');
    await on.idle();
    expect(connected().byContact).toBe(true);
  });

  it('is missed by a remembered mapping that needs it, which says so', async () => {
    await opened(3);
    await on.done('rememberMapping', { name: 'Weekly' });
    await switchTo(false);
    await on.reviewed();
    expect(on.state.mapping.recalled).toMatchObject({
      notes: [
        {
          text: '“Email Address” went to the profile field “Email Address”, which is changed contact by contact, and that is not switched on; it is not sent until you choose.',
          column: column('Email Address').position,
        },
      ],
    });
    await on.start();
    await on.connectAndChoose(on.write(lines(3), 'next-week.csv', HEADER));
    expect(on.state.mapping.recalled?.notes).toHaveLength(1);
    await switchTo(true);
    await on.reviewed();
    expect(on.state.mapping.recalled).toMatchObject({ mapping: { name: 'Weekly' }, notes: [] });
    expect(column('Email Address').role).toBe('field');
  });
});

describe('what is shown before it is sent', () => {
  it('has the import without these columns, and the columns that go contact by contact', async () => {
    await opened(3);
    const preview = await on.done('previewImport', { what: 'push' });
    expect(preview.lines).toEqual([
      'Phone,Loyalty Tier',
      ...PEOPLE.slice(0, 3).map((phone) => `${phone},Both`),
    ]);
    expect(
      preview.mappings.map(({ from, to, segmentationFieldId }) => [from, to, segmentationFieldId]),
    ).toEqual([
      ['phone', 'Phone', 0],
      ['Loyalty Tier', 'Loyalty Tier', TIER],
    ]);
    expect(preview.byContact).toEqual({
      address: `${on.practice.apiUrl}/v1/ShortCode/1001/Contact`,
      columns: [{ from: 'Email Address', to: 'Email Address' }],
      lines: [
        'Phone,Email Address',
        ...PEOPLE.slice(0, 3).map((phone, place) => `${phone},${emailOf(place)}`),
      ],
    });
  });

  it('has no import where nothing goes by one, of the sample and of everything', async () => {
    await opened(30, 'Email Address,phone,Left out,is_sms_opted_in');
    for (const [what, rows] of [
      ['push', 30],
      ['sample', 10],
    ] as const) {
      const preview = await on.done('previewImport', { what });
      expect(preview).toMatchObject({ rows, lines: [], mappings: [], byContact: { columns: [{}] } });
    }
  });

  it('has a value for every row among those that go contact by contact', async () => {
    await opened(3, 'Left out,phone,Loyalty Tier,is_sms_opted_in');
    const field = connected().fields.find(({ name }) => name === 'Email Address')!.id;
    await on.done('setConstant', { field, value: 'shop@example.com' });
    await on.reviewed();
    const preview = await on.done('previewImport', { what: 'push' });
    expect(preview.lines[0]).toBe('Phone,Loyalty Tier');
    expect(preview.byContact!.columns).toMatchObject([{ to: 'Email Address' }]);
    await on.push(WITHOUT_SAMPLE);
    expect([held(3), held(3, TIER)]).toEqual([Array(3).fill('shop@example.com'), Array(3).fill('Both')]);
  });
});

describe('a sending of both kinds', () => {
  it('goes by a sample to the end, and its record tells of both', async () => {
    await opened(30);
    const { sending } = await on.sendSample();
    expect(sending.sample).toMatchObject({
      upToDate: true,
      report: {
        state: 'sampleSent',
        sample: { rows: 10, match: 10, updates: { changed: 10 } },
        updates: null,
      },
    });
    expect(held(30).filter((email) => email?.startsWith('session.'))).toHaveLength(10);
    const { push } = await on.push();
    expect(push).toMatchObject({
      report: {
        ...{ state: 'finished', error: null, sent: 30 },
        updates: { fields: ['Email Address'], changed: 20, alreadySo: 10 },
        check: { asked: 30, match: 30 },
      },
    });
    expect([held(30), held(30, TIER)]).toEqual([emails(30), Array(30).fill('Both')]);
    const stages = on.states.map(({ sending: { active } }) => active?.stage.stage);
    expect(stages.indexOf('updating')).toBeGreaterThan(stages.indexOf('following'));
    const { runId } = on.state.history.runs[0]!;
    expect(await on.done('openRun', { runId })).toMatchObject({
      ...{ state: 'finished', sent: 30, updated: { push: 30 }, updates: { changed: 20, alreadySo: 10 } },
      mapping: [
        { column: 'Email Address', field: 'Email Address' },
        { column: 'phone', field: 'Phone' },
        { column: 'Loyalty Tier', field: 'Loyalty Tier' },
      ],
    });
  });

  it('pauses between two hundreds of contacts, and goes on where it was', async () => {
    await opened(250);
    onceUpdated(20, () => void on.call('pause', { paused: true }));
    await on.done('push', { rows: 250, withoutSample: WITHOUT_SAMPLE });
    await on.until(({ sending }) => sending.active?.pause === 'paused', 'the pause');
    const { length } = puts();
    expect(length).toBe(100);
    expect(on.state.sending.active?.stage).toMatchObject({ stage: 'updating', done: 100, of: 250 });
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(puts()).toHaveLength(length);
    await on.done('pause', { paused: false });
    const { push } = await on.idle();
    expect(push?.report).toMatchObject({ state: 'finished', updates: { changed: 250 } });
    expect(held(250)).toEqual(emails(250));
  });

  it('tells when it is stopped how far it came, and is then unfinished', async () => {
    await opened(250);
    onceUpdated(130, () => void on.call('stopSending', null));
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'stopped', sent: 250, updates: { unsure: 0 } });
    const { changed } = push!.report.updates!;
    expect(changed).toBeGreaterThanOrEqual(130);
    expect(changed).toBeLessThan(200);
    expect(push!.report.error!.message).toContain(
      `So far all 250 rows in 1 import were sent, ${changed} contacts were changed one by one, and nothing else.`,
    );
    expect(on.state.unfinished.runs).toMatchObject([{ sent: 250, notSent: 0, updatesLeft: true }]);
  });
});

describe('a run that was cut off while contacts were changed', () => {
  /** Of 250 contacts some 130 are changed when the app is closed, and started again. */
  async function cutOff(): Promise<string> {
    await opened(250);
    const there = new Promise<void>((resolve) => onceUpdated(130, () => resolve()));
    await on.done('push', { rows: 250, withoutSample: WITHOUT_SAMPLE });
    await there;
    await on.start();
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    const { runs } = await on
      .until(({ unfinished }) => unfinished.runs.length > 0, 'the run')
      .then((state) => state.unfinished);
    return runs[0]!.runId;
  }

  async function counted(runId: string) {
    await on.until(({ unfinished }) => unfinished.work.status === 'none', 'what follows by itself');
    await on.done('prepareRun', { runId });
    const { work } = on.state.unfinished;
    if (work.status !== 'counted') throw new Error(JSON.stringify(work));
    return work;
  }

  it('is finished from the hundred on in which it was, whether it is switched on or not, with no import more', async () => {
    const runId = await cutOff();
    expect(connected().byContact).toBe(false);
    expect(await counted(runId)).toMatchObject({ rows: 0, again: 0, contacts: 150, sample: 0 });
    const written = puts().length;
    expect(await on.refused('finishRun', { runId, rows: 149, sendsAgain: false })).toBe(
      'sending.countChanged',
    );
    await on.done('finishRun', { runId, rows: 150, sendsAgain: false });
    expect(on.state.sending.active).toMatchObject({ what: 'rest', rows: 150, byContact: true });
    await on.idle();
    const report = on.state.unfinished.finished!.report;
    expect(report).toMatchObject({ state: 'finished', error: null, sent: 250, check: { match: 200 } });
    expect(on.imports()).toHaveLength(1);
    expect(puts().length).toBeGreaterThan(written);
    const { changed, alreadySo, unsure } = report.updates!;
    expect([changed + alreadySo, unsure]).toEqual([250, 0]);
    expect([held(250), held(250, TIER)]).toEqual([emails(250), Array(250).fill('Both')]);
    expect(on.state.unfinished.runs).toEqual([]);
    expect((await on.done('openRun', { runId })).updates).toEqual(report.updates);
  });

  it('counts those who have not opted out since, and leaves the others alone', async () => {
    const runId = await cutOff();
    await counted(runId);
    on.practice.company.optOut(PEOPLE[240]!, '2026-11-28T00:00:00');
    const before = held(250);
    await on.done('finishRun', { runId, rows: 150, sendsAgain: false });
    await on.idle();
    expect(on.state.unfinished.work).toMatchObject({ status: 'counted', contacts: 149 });
    expect(held(250)).toEqual(before);
    await on.done('finishRun', { runId, rows: 149, sendsAgain: false });
    await on.idle();
    expect(on.state.unfinished.finished!.report).toMatchObject({ state: 'finished' });
    expect(held(250)).toEqual(emails(250).with(240, before[240]!));
  });
});

describe('a run of which an import may have arrived', () => {
  it('changes no contact until that is sent again, since it may still be going on', async () => {
    await opened(5);
    on.practice.faults.add({ method: 'POST', path: /ContactImport$/, fault: { type: 'resetAfter' } });
    await on.push(WITHOUT_SAMPLE);
    const { runId } = on.state.unfinished.runs[0]!;
    await on.done('prepareRun', { runId });
    expect(on.state.unfinished.work).toMatchObject({ rows: 0, again: 5, contacts: 5 });
    expect(await on.refused('finishRun', { runId, rows: 0, sendsAgain: false })).toBe('run.nothingGoes');
    expect(puts()).toEqual([]);
    await on.done('finishRun', { runId, rows: 5, sendsAgain: true });
    await on.idle();
    expect(on.state.unfinished.finished!.report).toMatchObject({
      ...{ state: 'finished', sent: 5, updates: { changed: 5 } },
    });
    expect(held(5)).toEqual(emails(5));
  });
});
