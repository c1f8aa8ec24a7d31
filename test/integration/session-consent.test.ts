import { describe, expect, it } from 'vitest';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { type PracticeOptions, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { practiceOptedOut } from '../../src-main/practice/seed.ts';
import { PEOPLE } from './pushing.ts';
import { people, sessions } from './session.ts';

const on = sessions();
const OPT_OUTS = /OptOut/;
const refuse = { type: 'status', status: 400 } as const;
const consent = { column: 2, meanings: null, withoutInformation: false, withoutOptOuts: false };

function review() {
  if (on.state.review.status !== 'done') throw new Error(`The review is ${on.state.review.status}.`);
  return on.state.review.review;
}

const record = async (runId: string | undefined) => await on.done('openRun', { runId: runId ?? '' });

async function restartPractice(options: PracticeOptions): Promise<void> {
  await on.practice.stop();
  on.practice = await startPracticeListrak(options);
}

describe('somebody who opts out in Listrak between review and push', () => {
  it('is not sent: the push says how many more there are, and the second word sends the others', async () => {
    await on.review(on.write(people(6)));
    await on.sendSample();
    const sample = on.imports().length;
    const before = on.practice.company.snapshot();
    for (const phone of PEOPLE.slice(2, 5)) on.practice.company.optOut(phone, '2026-11-28T09:30:00');
    const { failure } = await on.push();
    expect(failure).toMatchObject({
      what: 'push',
      failure: {
        code: 'sending.countChanged',
        message:
          'By now 3 rows are ready, not 6: 3 more rows are opted out in Listrak since you looked, so nothing was sent.',
      },
    });
    expect(on.imports()).toHaveLength(sample);
    expect(review()).toMatchObject({ rows: { ready: 3 }, consent: { outcome: { optedOutInListrak: 3 } } });

    const { push } = await on.push();
    expect(push?.report).toMatchObject({ state: 'finished', sent: 3 });
    expect(on.imports().at(-1)?.body).toMatchObject({ rows: 3 });
    expect(await record(push?.report.runId)).toMatchObject({
      withoutOptOuts: false,
      counts: { ready: 3 },
      consent: { listrak: { optedOut: 3, readAt: expect.any(String) } },
    });
    const left = new Set(PEOPLE.slice(2, 5));
    const valuesOf = (all: typeof before) =>
      all.filter(({ phone }) => left.has(phone)).map((one) => one.values);
    expect(valuesOf(on.practice.company.snapshot())).toEqual(valuesOf(before));
  });

  it('is told in the singular, and so is who came back', async () => {
    await on.review(on.write(people(2)));
    on.practice.company.optOut(PEOPLE[1]!, '2026-11-28T09:30:00');
    expect((await on.push(WITHOUT_SAMPLE)).failure?.failure.message).toBe(
      'By now 1 row is ready, not 2: 1 more row is opted out in Listrak since you looked, so nothing was sent.',
    );
    on.practice.company.find(1001, PEOPLE[1]!)!.optedOut = false;
    expect((await on.push(WITHOUT_SAMPLE)).failure?.failure.message).toBe(
      'By now 2 rows are ready, not 1: 1 fewer row is opted out in Listrak since you looked, so nothing was sent.',
    );
    expect(on.imports()).toEqual([]);
  });

  it('is not sent with the first sample either, though Listrak was never asked before', async () => {
    on.practice.faults.add({ path: OPT_OUTS, fault: refuse });
    on.practice.company.optOut(PEOPLE[1]!, '2026-11-28T09:30:00');
    await on.connectAndChoose(on.write(people(4)));
    await on.until(({ optOuts }) => optOuts.status === 'failed', 'the failure');
    const { sending } = await on.sendSample();
    expect(sending.failure).toMatchObject({
      what: 'sample',
      failure: {
        message:
          'By now 3 rows are ready, not 4: 1 row is opted out in Listrak, which was asked only now, so nothing was sent.',
      },
    });
    expect(on.imports()).toEqual([]);
    expect((await on.sendSample()).sending.proven).toBe(true);
  });
});

describe('when Listrak cannot be asked who is opted out', () => {
  const [out] = practiceOptedOut(1001);
  const lines = [...people(3), `${out},Gold,true`];

  it('a push is refused, unless the user goes on without; and that is on record', async () => {
    on.practice.faults.add({ path: OPT_OUTS, fault: refuse, times: 100 });
    await on.connectAndChoose(on.write(lines));
    await on.until(({ optOuts }) => optOuts.status === 'failed', 'the failure');
    expect(on.ready()).toBe(4);
    const { failure } = await on.push(WITHOUT_SAMPLE);
    expect(failure?.failure).toMatchObject({
      code: 'ERROR_UNHANDLED_EXCEPTION',
      message: 'Listrak answered with an error (ERROR_UNHANDLED_EXCEPTION). Nothing was sent.',
    });
    expect(on.imports()).toEqual([]);

    await on.done('chooseConsent', { ...consent, withoutOptOuts: true });
    await on.until((state) => state.review.status === 'done', 'the review');
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'finished', sent: 4 });
    expect(await record(push?.report.runId)).toMatchObject({
      withoutOptOuts: true,
      consent: { listrak: null },
    });
  });

  it('the record of going on without says so, too, where the opt-outs of an earlier asking are left out', async () => {
    await on.review(on.write(lines));
    expect(on.ready()).toBe(3);
    on.practice.faults.add({ path: OPT_OUTS, fault: refuse, times: 100 });
    await on.done('chooseConsent', { ...consent, withoutOptOuts: true });
    await on.reviewed();
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'finished', sent: 3 });
    expect(await record(push?.report.runId)).toMatchObject({
      withoutOptOuts: true,
      consent: { listrak: { optedOut: 1, readAt: expect.any(String) } },
    });
  });

  it('nothing is on record of a word that was given and not needed', async () => {
    await on.review(on.write(lines));
    await on.done('chooseConsent', { ...consent, withoutOptOuts: true });
    await on.reviewed();
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'finished', sent: 3 });
    expect(await record(push?.report.runId)).toMatchObject({ withoutOptOuts: false });
  });

  it('the word holds for one sender code only', async () => {
    await on.review(on.write(lines));
    await on.done('chooseConsent', { ...consent, withoutOptOuts: true });
    await on.reviewed();
    expect(on.state.consent.withoutOptOuts).toBe(true);
    await on.done('chooseSenderCode', { id: 1002 });
    expect(on.state.consent.withoutOptOuts).toBe(false);
  });

  it('the word holds for one file only', async () => {
    await on.review(on.write(lines));
    await on.done('chooseConsent', { ...consent, withoutOptOuts: true });
    await on.reviewed();
    await on.choose(on.write(people(5), 'other.csv'));
    expect(on.state.consent.withoutOptOuts).toBe(false);
  });

  it.each([
    ['fails midway', { type: 'status', status: 400 }],
    ['repeats itself midway', { type: 'sameCursor' }],
  ] as const)(
    'and its list %s, what was known before stays, and the failure is told',
    async (_what, fault) => {
      await restartPractice({ inventedOptOuts: 500, pageMembers: 50 });
      await on.review(on.write(lines));
      expect(on.ready()).toBe(3);
      on.practice.company.optOut(PEOPLE[0]!, '2026-11-28T09:30:00');
      on.practice.faults.add({ path: /OptOut\?cursor=after-350&/, fault });
      await on.done('readOptOuts', null);
      expect(on.state.optOuts).toMatchObject({
        status: 'failed',
        failure: { message: expect.stringMatching(/^Listrak.*\.$/) },
      });
      expect(on.states.some(({ optOuts }) => optOuts.status === 'reading' && optOuts.count === 350)).toBe(
        true,
      );
      expect(review().consent).toMatchObject({ outcome: { optedOutInListrak: 1 } });
      expect(on.ready()).toBe(3);
      await on.done('readOptOuts', null);
      expect(on.state.optOuts.status).toBe('read');
      expect(on.ready()).toBe(2);
    },
  );

  it('because the user stopped that, what was known before stays', async () => {
    await restartPractice({ inventedOptOuts: 500, pageMembers: 50 });
    await on.review(on.write(lines));
    const known = on.state.optOuts;
    on.practice.company.optOut(PEOPLE[0]!, '2026-11-28T09:30:00');
    on.practice.faults.add({ path: /OptOut\?cursor=after-350&/, fault: { type: 'never' } });
    const asking = on.done('readOptOuts', null);
    await on.until(
      ({ optOuts }) => optOuts.status === 'reading' && optOuts.count === 350,
      'the pages before',
    );
    await on.done('stopOptOuts', null);
    await asking;
    expect(on.state.optOuts).toEqual(known);
    expect(on.ready()).toBe(3);
  });

  it('because the user stopped that the first time, nothing is known, and the review says so', async () => {
    on.practice.faults.add({ path: OPT_OUTS, fault: { type: 'never' } });
    await on.connectAndChoose(on.write(lines));
    await on.until((state) => state.review.status === 'done' && state.optOuts.status === 'reading');
    await on.done('stopOptOuts', null);
    expect(on.state.optOuts).toEqual({ status: 'unread' });
    expect(review().consent.listrak).toBeNull();
  });
});

describe('no consent information at all', () => {
  const lines = PEOPLE.slice(0, 3).map((phone) => `${phone},Gold`);
  const write = (name = 'plain.csv') => on.write(lines, name, 'phone,Loyalty Tier');
  const accepted = { ...consent, column: null, withoutInformation: true };

  it('lets nobody through until it is accepted, and then is on record', async () => {
    await on.review(write());
    expect(on.ready()).toBe(0);
    expect(review().consent).toMatchObject({ column: null, file: null, outcome: { yes: 0 } });
    await on.done('chooseConsent', accepted);
    await on.reviewed();
    expect(on.ready()).toBe(3);
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'finished', sent: 3 });
    expect(await record(push?.report.runId)).toMatchObject({
      withoutConsentInformation: true,
      withoutOptOuts: false,
      consentColumn: null,
      consent: { column: null, file: null },
    });
  });

  it('leaves out who is opted out in Listrak all the same', async () => {
    await on.review(on.write([...lines, `${practiceOptedOut(1001)[0]},Gold`], 'a.csv', 'phone,Loyalty Tier'));
    await on.done('chooseConsent', accepted);
    await on.reviewed();
    expect(on.ready()).toBe(3);
  });

  it('is no longer so once there is a second file, which then decides', async () => {
    await on.review(write());
    await on.done('chooseConsent', accepted);
    await on.reviewed();
    on.picked = on.write([`${PEOPLE[0]},yes`], 'consent.csv', 'phone,is_sms_opted_in');
    await on.done('chooseConsentFile', null);
    await on.reviewed();
    expect(on.ready()).toBe(1);
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(await record(push?.report.runId)).toMatchObject({ withoutConsentInformation: false });
  });
});
