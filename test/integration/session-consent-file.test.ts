import { appendFileSync, rmSync, utimesSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import type { ConsentFileChoice } from '../../src-main/contract/consent.ts';
import { WITHOUT_SAMPLE } from '../../src-main/contract/sending.ts';
import { type PracticeOptions, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { writeWorkbook } from '../fixtures/write-workbook.mjs';
import { PEOPLE } from './pushing.ts';
import { people, sessions } from './session.ts';

const on = sessions();
const _OPT_OUTS = /OptOut/;
const _refuse = { type: 'status', status: 400 } as const;
const _consent = { column: 2, meanings: null, withoutInformation: false, withoutOptOuts: false };

function review() {
  if (on.state.review.status !== 'done') throw new Error(`The review is ${on.state.review.status}.`);
  return on.state.review.review;
}

const record = async (runId: string | undefined) => await on.done('openRun', { runId: runId ?? '' });

async function _restartPractice(options: PracticeOptions): Promise<void> {
  await on.practice.stop();
  on.practice = await startPracticeListrak(options);
}

describe('a second file that says who opted in', () => {
  const header = 'phone,is_sms_opted_in,brand';
  const writeConsent = (lines: readonly string[], columns = header) =>
    on.write(lines, 'consent.csv', columns);
  const [yes, no, both, blank] = PEOPLE as [string, string, string, string];
  const answers = [
    `${yes},true,Shoes`,
    `+${no},false,Shoes`,
    `${both},true,Shoes`,
    `${both},false,Hats`,
    `${blank},,Shoes`,
  ];

  async function chooseConsent(path: string | null): Promise<void> {
    on.picked = path;
    await on.done('chooseConsentFile', null);
  }

  function choice(): ConsentFileChoice {
    const { consentFile } = on.state;
    if (consentFile.status !== 'read') throw new Error(`The consent file is ${consentFile.status}.`);
    return consentFile.choice;
  }

  it('has to say yes as well as the audience’s own column: any no, a blank, and nothing at all leave out', async () => {
    await on.review(on.write(people(5)));
    await chooseConsent(writeConsent(answers));
    await on.reviewed();
    expect(on.state.consentFile).toMatchObject({
      status: 'read',
      name: 'consent.csv',
      rows: 5,
      chosen: 5,
      people: 4,
      conflicting: 1,
    });
    expect(on.ready()).toBe(1);
    expect(review().consent).toMatchObject({
      column: { yes: 5 },
      file: { yes: 1, no: 2, unknown: 2, notThere: 1, conflicting: 1 },
      outcome: { yes: 1, no: 2, unknown: 2 },
    });
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ sent: 1 });
    expect(await record(push?.report.runId)).toMatchObject({
      withoutConsentInformation: false,
      consent: { file: { name: 'consent.csv', yes: 1, readAt: expect.any(String) } },
    });
  });

  it('is read anew by other rows and other meanings, and makes a sample from before prove nothing', async () => {
    await on.review(on.write(people(5)));
    await chooseConsent(writeConsent(answers));
    await on.reviewed();
    await on.sendSample();
    expect(on.state.sending.proven).toBe(true);
    await on.done('changeConsentFile', { ...choice(), where: [{ column: 2, values: ['Shoes'] }] });
    await on.reviewed();
    expect(on.state.consentFile).toMatchObject({ rows: 5, chosen: 4, conflicting: 0 });
    expect(on.ready()).toBe(2);
    expect(on.state.sending.proven).toBe(false);
    await on.done('changeConsentFile', { ...choice(), meanings: { yes: ['false'], no: ['true'] } });
    await on.reviewed();
    expect(on.ready()).toBe(1);
  });

  it('that is forgotten no longer counts', async () => {
    await on.review(on.write(people(5)));
    await chooseConsent(writeConsent(answers));
    await on.reviewed();
    await on.done('forgetConsentFile', null);
    await on.reviewed();
    expect(on.state.consentFile).toEqual({ status: 'none' });
    expect(on.ready()).toBe(5);
    expect(review().consent.file).toBeNull();
  });

  it('is needed only with an audience, and is none when the user changes their mind', async () => {
    expect(await on.refused('chooseConsentFile', null)).toBe('file.none');
    await on.review(on.write(people(2)));
    const before = on.state;
    await chooseConsent(null);
    expect(on.state).toBe(before);
  });

  it('that cannot be read lets nobody through, until it can or is forgotten', async () => {
    await on.review(on.write(people(3)));
    await chooseConsent(on.write([], 'empty.csv', ''));
    await on.reviewed();
    expect(on.state.consentFile).toMatchObject({ status: 'failed', name: 'empty.csv' });
    expect(on.ready()).toBe(0);
    const { push } = await on.push(WITHOUT_SAMPLE);
    expect(push?.report).toMatchObject({ state: 'nothingToSend', sent: 0 });
    await chooseConsent(writeConsent(answers));
    await on.reviewed();
    expect(on.ready()).toBe(1);
  });

  it('without a column that says so lets nobody through until one is chosen', async () => {
    await on.review(on.write(people(3)));
    await chooseConsent(writeConsent(answers, 'phone,texts,brand'));
    await on.reviewed();
    expect(choice().answerColumn).toBeNull();
    expect(on.ready()).toBe(0);
    await on.done('changeConsentFile', { ...choice(), answerColumn: 1 });
    await on.reviewed();
    expect(on.ready()).toBe(1);
  });

  it('is read anew for another country’s phones', async () => {
    const british = ['07400123456,Gold,true', '07400123457,Gold,true'];
    await on.review(on.write(british));
    await chooseConsent(writeConsent(['+44 7400 123456,true,Shoes', '07400123457,false,Shoes']));
    await on.reviewed();
    expect(on.state.consentFile).toMatchObject({ people: 1, unreadable: 1 });
    expect(on.ready()).toBe(0);
    await on.done('chooseRules', { country: 'GB', keep: 'first' });
    await on.until(
      ({ consentFile }) => consentFile.status === 'read' && consentFile.people === 2,
      'the file',
    );
    await on.reviewed();
    expect(on.ready()).toBe(1);
  });

  it('keeps the user’s choice when the country is changed twice in a hurry', async () => {
    await on.review(on.write(people(5)));
    await chooseConsent(writeConsent(answers));
    await on.reviewed();
    await on.done('changeConsentFile', { ...choice(), where: [{ column: 2, values: ['Shoes'] }] });
    await on.reviewed();
    const chosen = choice();
    await on.done('chooseRules', { country: 'CA', keep: 'first' });
    await on.done('chooseRules', { country: 'US', keep: 'first' });
    await on.until(({ consentFile }) => consentFile.status === 'read', 'the file');
    expect(choice()).toEqual(chosen);
  });

  it('is refused as a workbook of several sheets, since nobody said which of them has the answers', async () => {
    await on.review(on.write(people(5)));
    const path = on.write([], 'statuses.xlsx');
    const sheetOf = (name: string, answer: string) => ({
      name,
      rows: [
        ['phone', 'is_sms_opted_in'],
        [yes, answer],
      ],
    });
    await writeWorkbook(path, { sheets: [sheetOf('Opt-ins', 'yes'), sheetOf('Opt-outs', 'no')] });
    await chooseConsent(path);
    await on.reviewed();
    expect(on.state.consentFile).toMatchObject({
      status: 'failed',
      failure: { code: 'consentFile.severalSheets' },
    });
    expect(on.ready()).toBe(0);
  });

  it('joined by an id is read anew for an audience that has it elsewhere', async () => {
    const lines = (first: boolean) =>
      PEOPLE.slice(0, 3).map((phone, row) => (first ? `id-${row},${phone},Gold` : `${phone},Gold,id-${row}`));
    await on.review(on.write(lines(false), 'a.csv', 'phone,Loyalty Tier,amperity_id'));
    await chooseConsent(
      writeConsent(
        ['id-0,true,Shoes', 'id-1,no,Shoes', 'id-2,yes,Hats'],
        'amperity_id,is_sms_opted_in,brand',
      ),
    );
    await on.reviewed();
    expect(choice()).toMatchObject({ key: 'id', keyColumn: 0, audienceColumn: 2 });
    expect(on.ready()).toBe(2);
    await on.choose(on.write(lines(true), 'b.csv', 'amperity_id,phone,Loyalty Tier'));
    await on.until(
      ({ consentFile }) => consentFile.status === 'read' && consentFile.choice.audienceColumn === 0,
    );
    await on.reviewed();
    expect(on.ready()).toBe(2);
  });

  it('written anew with its columns in another order is read by its names again, not by their places', async () => {
    await on.review(
      on.write(
        PEOPLE.slice(0, 3).map((phone) => `${phone},Gold`),
        'a.csv',
        'phone,Loyalty Tier',
      ),
    );
    const rows = PEOPLE.slice(0, 3).map((phone, row) => ({ phone, sms: row === 0 ? 'yes' : 'no' }));
    const path = on.write(
      rows.map(({ phone, sms }) => `${phone},${sms},yes`),
      'c.csv',
      'phone,is_sms_opted_in,is_email_opted_in',
    );
    await chooseConsent(path);
    await on.reviewed();
    expect(on.ready()).toBe(1);
    on.write(
      rows.map(({ phone, sms }) => `${phone},yes,${sms}`),
      'c.csv',
      'phone,is_email_opted_in,is_sms_opted_in',
    );
    await on.done('chooseRules', { country: 'CA', keep: 'first' });
    await on.until(({ consentFile }) => consentFile.status === 'read', 'the file');
    await on.reviewed();
    expect(choice()).toMatchObject({ answerColumn: 2 });
    expect(on.ready()).toBe(1);
  });

  it('joined by an id that only the user knows keeps that choice for another country', async () => {
    const lines = PEOPLE.slice(0, 2).map((phone, row) => `${phone},Gold,id-${row}`);
    await on.review(on.write(lines, 'a.csv', 'phone,Loyalty Tier,member'));
    await chooseConsent(writeConsent(['id-0,true,Shoes', 'id-1,true,Shoes'], 'who,is_sms_opted_in,brand'));
    await on.reviewed();
    await on.done('changeConsentFile', { ...choice(), key: 'id', keyColumn: 0, audienceColumn: 2 });
    await on.reviewed();
    expect(on.ready()).toBe(2);
    await on.done('chooseRules', { country: 'CA', keep: 'first' });
    await on.until(({ consentFile }) => consentFile.status === 'read', 'the file');
    await on.reviewed();
    expect(choice().audienceColumn).toBe(2);
    expect(on.ready()).toBe(2);
  });

  it.each([
    ['is longer', (path: string) => appendFileSync(path, `${PEOPLE[5]},true,Shoes\n`)],
    ['was written anew', (path: string) => utimesSync(path, new Date(), new Date(Date.now() + 5000))],
    ['is gone', (path: string) => rmSync(path)],
  ])('that %s since it was read means that nothing is sent, by sample or push', async (_what, change) => {
    await on.review(on.write(people(3)));
    const path = writeConsent(PEOPLE.slice(0, 3).map((phone) => `${phone},true,Shoes`));
    await chooseConsent(path);
    await on.reviewed();
    await on.sendSample();
    expect(on.state.sending.proven).toBe(true);
    const imports = on.imports().length;
    change(path);
    const { push } = await on.push();
    expect(push?.report).toMatchObject({ state: 'failed', sent: 0, error: { code: 'consentFile.changed' } });
    const { sending } = await on.sendSample();
    expect(sending.failure?.failure.code).toBe('consentFile.changed');
    expect(sending.failure?.failure.message).toContain('othing was sent');
    expect(on.imports()).toHaveLength(imports);
  });

  describe('and is large', () => {
    let large: string;
    beforeEach(() => {
      const others = Array.from({ length: 300_000 }, (_, row) => `1213${5550000 + row},true,Shoes`);
      large = on.write([...answers, ...others], 'large.csv', header);
    });

    async function beginReading(): Promise<{ reading: Promise<void> }> {
      await on.review(on.write(people(5)));
      const reading = chooseConsent(large);
      await on.until(
        ({ consentFile }) => consentFile.status === 'reading' && consentFile.bytes > 0,
        'some progress',
      );
      return { reading };
    }

    it('can be stopped, and then nobody is in it until it is read or removed', async () => {
      const { reading } = await beginReading();
      await on.done('stopConsentFile', null);
      await reading;
      expect(on.state.consentFile).toMatchObject({ status: 'failed', failure: { code: 'stopped' } });
      await on.reviewed();
      expect(on.ready()).toBe(0);
      await on.done('forgetConsentFile', null);
      await on.reviewed();
      expect(on.ready()).toBe(5);
    });

    it('lets nothing be sent by the review from before it, while it is being read', async () => {
      const { reading } = await beginReading();
      const pushed = await on.call('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
      await reading;
      await on.idle();
      expect(pushed.ok).toBe(false);
      expect(on.imports()).toEqual([]);
    });

    it('does not keep the session from being closed', async () => {
      await beginReading();
      const started = Date.now();
      await on.session.close();
      expect(Date.now() - started).toBeLessThan(500);
    });
  });

  it('is not taken up from a dialog of before, while something is being sent', async () => {
    await on.review(on.write(people(5)));
    let choose = (_path: string) => {};
    on.picked = new Promise<string>((resolve) => {
      choose = resolve;
    });
    const choosing = on.call('chooseConsentFile', null);
    let release = () => {};
    on.holding = new Promise((resolve) => {
      release = resolve;
    });
    await on.done('push', { rows: 5, withoutSample: WITHOUT_SAMPLE });
    choose(writeConsent(answers));
    expect(await choosing).toMatchObject({ ok: false, failure: { code: 'sending.underWay' } });
    expect(on.state.consentFile).toEqual({ status: 'none' });
    release();
    expect((await on.idle()).push?.report).toMatchObject({ state: 'finished', sent: 5 });
  });
});
