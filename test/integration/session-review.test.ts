import { readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { OUTCOMES } from '../../src-main/contract/outcome.ts';
import { practiceOptedOut } from '../../src-main/practice/seed.ts';
import { PEOPLE } from './pushing.ts';
import { people, SAMPLE_AUDIENCE, sessions } from './session.ts';

const on = sessions();
const all = { outcome: null, reason: null, search: '' };

function done() {
  const { review } = on.state;
  if (review.status !== 'done') throw new Error(`The review is ${review.status}.`);
  return review;
}

/** Some hundred thousand rows, of which the first few are ready: a while to read. */
function bigFile(): string {
  const rest = Array.from({ length: 400_000 }, (_, row) => `${13035550100 + (row % 100)},Gold,false`);
  return on.write([...people(5), ...rest], 'big.csv');
}

describe('the rows of a review', () => {
  it('agree with its counts, outcome by outcome and page by page', async () => {
    await on.review(SAMPLE_AUDIENCE);
    const { revision, review } = done();
    for (const outcome of OUTCOMES) {
      const { layout, count } = await on.done('findRows', { revision, filter: { ...all, outcome } });
      expect([outcome, count]).toEqual([outcome, review.rows[outcome]]);
      const { rows } = await on.done('rows', { layout, from: Math.max(count - 7, 0), count: 200 });
      expect(rows).toHaveLength(Math.min(7, count));
      expect(rows.every((row) => row.outcome === outcome)).toBe(true);
    }
    for (const { code: reason, count } of review.reasons) {
      const found = await on.done('findRows', { revision, filter: { ...all, reason } });
      expect([reason, found.count]).toEqual([reason, count]);
    }
    const found = await on.done('findRows', { revision, filter: { ...all, search: 'amelia' } });
    const { rows } = await on.done('rows', { layout: found.layout, from: 0, count: 1 });
    expect(rows[0]).toMatchObject({ row: 0, fileRow: 2, cells: expect.arrayContaining(['Amelia']) });
  });

  it('are refused for a review, or a layout, that is no longer there', async () => {
    await on.review(on.write(people(3)));
    const { revision } = done();
    const { layout } = await on.done('findRows', { revision, filter: all });
    await on.done('chooseRules', { country: 'US', keep: 'last' });
    expect(await on.refused('findRows', { revision, filter: all })).toBe('rows.stale');
    await on.reviewed();
    expect(done().revision).toBeGreaterThan(revision);
    expect(await on.refused('findRows', { revision, filter: all })).toBe('rows.stale');
    expect(await on.refused('rows', { layout, from: 0, count: 1 })).toBe('rows.stale');
  });
});

describe('a review that is under way', () => {
  it('can be stopped, and begun again', async () => {
    await on.review(on.write(people(2)));
    await on.choose(bigFile());
    await on.until(({ review }) => review.status === 'reading' && review.bytes > 0, 'some progress');
    await on.done('stopReview', null);
    expect(on.state.review).toEqual({ status: 'stopped' });
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(on.state.review).toEqual({ status: 'stopped' });
    expect(await on.refused('sendSample', { rows: 5, choice: on.state.sending.choice })).toBe(
      'sending.notReviewed',
    );
    expect(await on.refused('saveLeftOut', null)).toBe('rows.stale');
    expect(await on.call('checkFields', null)).toMatchObject({
      failure: { message: expect.stringContaining('how its columns fit') },
    });
    await on.done('reviewAgain', null);
    await on.reviewed();
    expect(on.ready()).toBe(5);
  });

  it('gives way to the review by a mapping that is chosen meanwhile', async () => {
    await on.review(on.write(people(2)));
    await on.choose(bigFile());
    await on.until(({ review }) => review.status === 'reading' && review.bytes > 0, 'some progress');
    for (const target of [605, 'ignored', 606] as const) {
      await on.done('mapColumn', { position: 1, target });
    }
    await on.reviewed();
    expect(done().review.columns[1]).toMatchObject({ field: { id: 606 } });
    const { mappings } = await on.done('previewImport', { what: 'push' });
    expect(mappings[1]).toMatchObject({ segmentationFieldId: 606 });
    const shown = on.states.flatMap(({ review }) =>
      review.status === 'done' && review.review.rows.total > 5 ? [review.review.columns[1]!.field?.id] : [],
    );
    expect(new Set(shown)).toEqual(new Set([606]));
  });

  it('does not keep the session from being closed', async () => {
    await on.review(on.write(people(2)));
    await on.choose(bigFile());
    await on.until(({ review }) => review.status === 'reading' && review.bytes > 0, 'some progress');
    const started = Date.now();
    await on.session.close();
    expect(Date.now() - started).toBeLessThan(500);
  });
});

describe('Listrak’s opt-outs', () => {
  it('are left out of the review, and counted once each', async () => {
    const [out] = practiceOptedOut(1001);
    await on.review(on.write([...people(3), `${out},Gold,true`]));
    expect(on.ready()).toBe(3);
    expect(on.state.optOuts).toMatchObject({ status: 'read', count: practiceOptedOut(1001).length });
    await on.done('chooseRules', { country: 'CA', keep: 'first' });
    await on.reviewed();
    // Each can be read by the rules of two countries now, and is one person all the same.
    expect(on.state.optOuts).toMatchObject({ status: 'read', count: practiceOptedOut(1001).length });
  });

  it('that cannot be read are told, the review stands, and reading them again repairs it', async () => {
    const [out] = practiceOptedOut(1001);
    on.practice.faults.add({ path: /OptOut/, fault: { type: 'status', status: 400 } });
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    await on.choose(on.write([...people(3), `${out},Gold,true`]));
    const { review } = await on.until(({ optOuts }) => optOuts.status === 'failed', 'the failure');
    expect(review).toMatchObject({ status: 'done', review: { rows: { ready: 4 } } });
    await on.done('readOptOuts', null);
    expect(on.state.optOuts.status).toBe('read');
    expect(on.ready()).toBe(3);
  });

  it('that come while the file is being reviewed anew do not bring the given-up review back', async () => {
    await on.review(on.write(people(200)));
    for (let time = 0; time < 30; time++) {
      const asking = on.done('readOptOuts', null);
      await on.until(({ optOuts }) => optOuts.status === 'reading' && optOuts.count > 0, 'a page');
      // The rows are counted anew just now.
      await new Promise((resolve) => setImmediate(resolve));
      await on.done('mapColumn', { position: 1, target: time % 2 ? 605 : 606 });
      await asking;
      await on.reviewed();
      expect(done().review.columns[1]?.field?.id).toBe(time % 2 ? 605 : 606);
    }
    const gone = on.states.filter(({ optOuts }) => optOuts.status === 'failed');
    expect(gone).toEqual([]);
  });
});

describe('saving the rows left out', () => {
  const lines = [...people(2), `${PEOPLE[5]},Gold,no`, `12,Gold,true`, `${PEOPLE[6]},Gold,`];

  it('writes exactly those, for their owner alone', async () => {
    await on.review(on.write(lines));
    on.place = join(on.folder.path, 'out.csv');
    expect(await on.done('saveLeftOut', null)).toEqual({
      savedAs: 'out.csv',
      folder: basename(on.folder.path),
    });
    expect(readFileSync(on.place, 'utf8').trim().split(/\r?\n/)).toEqual([
      'File row,Outcome,Reasons,Why,Columns,phone,Loyalty Tier,is_sms_opted_in',
      `4,notOptedIn,consent.no,is_sms_opted_in: They did not opt in.,is_sms_opted_in,${PEOPLE[5]},Gold,no`,
      '5,invalid,phone.invalid,phone: The phone is no possible number.,phone,12,Gold,true',
      `6,notOptedIn,consent.unknown,is_sms_opted_in: It is not known whether they opted in; unknown counts as no.,is_sms_opted_in,${PEOPLE[6]},Gold,`,
    ]);
    expect(statSync(on.place).mode & 0o777).toBe(0o600);
  });

  it('writes nothing when the user changes their mind, nor over the audience file', async () => {
    const path = on.write(lines);
    await on.review(path);
    expect(await on.done('saveLeftOut', null)).toEqual({ savedAs: null, folder: null });
    const before = readFileSync(path);
    on.place = join(on.folder.path, '.', 'audience.csv');
    expect(await on.refused('saveLeftOut', null)).toBe('output.isAudience');
    expect(readFileSync(path)).toEqual(before);
  });

  it('writes nothing when another file was chosen while the place was', async () => {
    await on.review(on.write(lines));
    const other = on.write(people(9), 'other.csv');
    let choose = (_place: string) => {};
    on.place = new Promise<string>((resolve) => {
      choose = resolve;
    });
    const saving = on.refused('saveLeftOut', null);
    await on.choose(other);
    await on.reviewed();
    choose(other);
    expect(await saving).toBe('rows.stale');
    expect(readFileSync(other, 'utf8').split('\n')).toHaveLength(11);
  });
});

describe('the history', () => {
  it('keeps the newest look when two overlap, and tells when it cannot be read', async () => {
    await on.review(on.write(people(2)));
    await on.sendSample();
    await Promise.all([on.done('readHistory', null), on.done('readHistory', null)]);
    expect(on.state.history).toMatchObject({ runs: [{ state: 'sampleSent' }], failure: null });
    expect(await on.refused('openRun', { runId: 'no-such-run' })).toBe('journal.unknownRun');
  });
});
