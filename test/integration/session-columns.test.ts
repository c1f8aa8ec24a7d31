import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ColumnState } from '../../src-main/contract/audience.ts';
import { AUDIENCE_HEADER, PEOPLE } from './pushing.ts';
import { CREDENTIALS, people, sessions } from './session.ts';

const on = sessions();
const column = (position: number): ColumnState => on.state.mapping.columns[position]!;
const counts = () => {
  const { review } = on.state;
  return review.status === 'done' ? review.review.rows : null;
};

describe('a file', () => {
  it.each([
    ['that is not there', 'gone.csv', null, 'file.missing'],
    ['that is a folder', 'folder', null, 'file.directory'],
    ['that is empty', 'empty.csv', '', 'file.empty'],
    ['that is broken', 'a.csv', 'PK\x03\x04…', 'file.damaged'],
  ])('%s is told, and another one can be chosen', async (_what, name, content, code) => {
    mkdirSync(join(on.folder.path, 'folder'));
    const path = content === null ? join(on.folder.path, name) : on.folder.file(name, content);
    await on.choose(path);
    expect(on.state.file).toMatchObject({ status: 'failed', name, failure: { code } });
    expect(on.state.recentFiles).toEqual([]);
    await on.review(on.write(people(2)));
    expect(on.state.recentFiles).toMatchObject([{ name: 'audience.csv' }]);
    expect(on.ready()).toBe(2);
  });

  it('is opened again by its token alone, also at the next start', async () => {
    await on.choose(on.write(people(2)));
    await on.start();
    const { token } = on.state.recentFiles[0]!;
    expect(JSON.stringify(on.state)).not.toContain(on.folder.path);
    await on.done('openFile', { token });
    expect(on.state.file).toMatchObject({ status: 'open', head: { header: AUDIENCE_HEADER.split(',') } });
    expect(await on.refused('openFile', { token: on.folder.path })).toBe('file.unknown');
    await on.done('forgetRecentFiles', null);
    expect(on.state.recentFiles).toEqual([]);
  });

  it('that comes back after it was gone is found by reviewing again', async () => {
    const path = on.write(people(2));
    await on.review(path);
    rmSync(path);
    await on.done('reviewAgain', null);
    expect(on.state.file).toMatchObject({ status: 'failed', failure: { code: 'file.missing' } });
    expect(on.state).toMatchObject({ review: { status: 'none' }, mapping: { columns: [] } });
    on.write(people(3));
    await on.done('reviewAgain', null);
    await on.reviewed();
    expect(on.ready()).toBe(3);
  });

  it('chosen right after another one is the one that stays', async () => {
    await on.review(on.write(people(2)));
    const first = on.write(people(40), 'first.csv');
    const second = on.write(people(3), 'second.csv', 'Phone,VIP,is_sms_opted_in');
    const { token: one } = on.session.offerFile(first);
    const { token: two } = on.session.offerFile(second);
    await Promise.all([on.done('openFile', { token: one }), on.done('openFile', { token: two })]);
    await on.until(({ review }) => review.status !== 'none' && review.status !== 'reading');
    expect(on.state.file).toMatchObject({
      name: 'second.csv',
      head: { header: ['Phone', 'VIP', 'is_sms_opted_in'] },
    });
    expect(on.state.review).toMatchObject({ review: { file: { name: 'second.csv' }, rows: { total: 3 } } });
  });

  it('that is another one makes what it changes unseen again', async () => {
    await on.review(on.write(people(2)));
    for (const step of ['map', 'consent', 'review', 'load'] as const) await on.done('goTo', { step });
    await on.choose(on.write(people(2), 'same-columns.csv'));
    expect(on.state.seen).toEqual(['connect', 'map', 'consent', 'load']);
    await on.choose(on.write(people(2), 'others.csv', 'Phone,VIP,is_sms_opted_in'));
    expect(on.state.seen).toEqual(['connect', 'load']);
  });
});

describe('the mapping', () => {
  it('with two phone columns fails until one is chosen; then the review runs', async () => {
    const lines = PEOPLE.slice(0, 4).map((phone) => `${phone},${phone},Gold,true`);
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    await on.choose(on.write(lines, 'a.csv', 'phone,Phone Number,Loyalty Tier,is_sms_opted_in'));
    expect(on.state.mapping.failure?.code).toBe('mapping.severalPhones');
    expect(on.state.review.status).toBe('none');
    await on.done('mapColumn', { position: 1, target: 'phone' });
    await on.reviewed();
    expect(on.state.mapping.failure).toBeNull();
    expect(column(1)).toMatchObject({ role: 'phone', target: 'phone' });
    expect(column(0).role).toBe('unmatched');
    expect(on.ready()).toBe(4);
  });

  it.each([
    ['the opt-in column onto a field', { position: 2, target: 601 }, 'mapping.optInTaken'],
    ['a field that is not there', { position: 1, target: 999 }, 'mapping.unknownField'],
    ['a field that is disabled', { position: 1, target: 609 }, 'mapping.disabledField'],
    ['a column that is not there', { position: 9, target: 601 }, 'mapping.unknownColumn'],
    ['a column before the first', { position: -1, target: 'phone' as const }, 'mapping.unknownColumn'],
  ])('refuses %s, and nothing changes', async (_what, choice, code) => {
    await on.review(on.write(people(3)));
    await on.done('chooseConsent', {
      column: 2,
      meanings: null,
      withoutInformation: false,
      withoutOptOuts: false,
    });
    await on.reviewed();
    const before = on.state;
    expect(await on.refused('mapColumn', choice)).toBe(code);
    expect(on.state).toBe(before);
  });

  it('refuses a field that the user gave to another column', async () => {
    await on.connectAndChoose(on.write(people(3), 'a.csv', 'phone,Tier,is_sms_opted_in,X'));
    await on.done('mapColumn', { position: 1, target: 601 });
    const { mapping } = on.state;
    expect(await on.refused('mapColumn', { position: 3, target: 601 })).toBe('mapping.targetTaken');
    expect(on.state.mapping).toBe(mapping);
  });

  it('that sends nothing says so, and nothing is reviewed until a column goes to a profile field', async () => {
    await on.connectAndChoose(on.write(people(3), 'a.csv', 'phone,Tier,is_sms_opted_in'));
    expect(on.state.mapping.failure?.code).toBe('mapping.noFields');
    expect(on.state.review.status).toBe('none');
    await on.done('mapColumn', { position: 1, target: 601 });
    await on.reviewed();
    expect(on.state.mapping.failure).toBeNull();
    expect(on.ready()).toBe(3);
  });

  it('is refused without a file, and a field without a connection', async () => {
    expect(await on.refused('mapColumn', { position: 0, target: 'phone' })).toBe('file.none');
    await on.choose(on.write(people(3)));
    expect(await on.refused('mapColumn', { position: 1, target: 601 })).toBe('connection.none');
  });

  it('maps a nameless column by its place, and takes no header for another column’s letter', async () => {
    const lines = PEOPLE.slice(0, 3).map((phone) => `Online,${phone},true,Gold`);
    await on.connectAndChoose(on.write(lines, 'a.csv', 'D,phone,is_sms_opted_in,'));
    expect([column(0).header, column(3).header]).toEqual(['D', 'D']);
    await on.done('mapColumn', { position: 3, target: 601 });
    await on.done('mapColumn', { position: 0, target: 605 });
    await on.reviewed();
    expect(column(3)).toMatchObject({ field: { id: 601 }, target: 601, samples: ['Gold'] });
    expect(column(0)).toMatchObject({ field: { id: 605 }, samples: ['Online'] });
    const { lines: sent } = await on.done('previewImport', { what: 'push' });
    expect(sent[1]).toBe(`${PEOPLE[0]},Online,Gold`);
  });

  it('outlives a disconnection and another sender code, but not another account', async () => {
    await on.done('addAccount', { name: 'Shop', ...CREDENTIALS });
    await on.review(on.write(people(3)));
    await on.done('mapColumn', { position: 1, target: 605 });
    await on.done('disconnect', null);
    expect(column(1)).toMatchObject({ role: 'unmatched', target: 'byName' });
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1002 });
    expect(column(1)).toMatchObject({ field: { id: 605 }, target: 605 });
    await on.done('connect', { account: 'Shop' });
    await on.done('chooseSenderCode', { id: 1001 });
    expect(column(1)).toMatchObject({ field: { id: 601 }, target: 'byName' });
  });

  it('lets go of a field that was disabled in Listrak meanwhile', async () => {
    await on.review(on.write(people(3)));
    await on.done('mapColumn', { position: 1, target: 605 });
    const field = on.practice.company.field(605)!;
    field.statusFlag = 'Disabled';
    try {
      await on.done('refreshFields', null);
    } finally {
      field.statusFlag = 'Active';
    }
    expect(on.state.connection.status).toBe('connected');
    expect(column(1)).toMatchObject({ field: { id: 601 }, target: 'byName' });
    await on.reviewed();
    expect(on.ready()).toBe(3);
  });
});

describe('consent', () => {
  const header = 'phone,Loyalty Tier,is_sms_opted_in,texts';
  const lines = PEOPLE.slice(0, 4).map((phone, row) => `${phone},Gold,true,${['ja', 'ja', 'nee', ''][row]}`);

  it('by another column, and by another meaning of its answers, changes who is ready', async () => {
    await on.review(on.write(lines, 'a.csv', header));
    expect(on.ready()).toBe(4);
    await on.done('chooseConsent', {
      column: 3,
      meanings: null,
      withoutInformation: false,
      withoutOptOuts: false,
    });
    await on.reviewed();
    expect(on.state.consent).toEqual({
      column: 3,
      meanings: null,
      withoutInformation: false,
      withoutOptOuts: false,
    });
    expect(counts()).toMatchObject({ ready: 0, notOptedIn: 4 });
    expect(on.state.review).toMatchObject({
      answers: [
        { shown: 'ja', count: 2, means: 'unknown' },
        { shown: 'nee', count: 1, means: 'unknown' },
        { shown: '', count: 1, means: 'unknown' },
      ],
    });
    await on.done('chooseConsent', {
      column: 3,
      meanings: { yes: ['ja'], no: ['no'] },
      withoutInformation: false,
      withoutOptOuts: false,
    });
    await on.reviewed();
    expect(counts()).toMatchObject({ ready: 2, notOptedIn: 2 });
    expect(
      await on.refused('chooseConsent', {
        column: 9,
        meanings: null,
        withoutInformation: false,
        withoutOptOuts: false,
      }),
    ).toBe('mapping.unknownColumn');
    expect(on.state.consent.column).toBe(3);
  });

  it('that no column tells must be accepted, once for each file, and is on record', async () => {
    const plain = PEOPLE.slice(0, 3).map((phone) => `${phone},Gold`);
    await on.review(on.write(plain, 'a.csv', 'phone,Loyalty Tier'));
    expect(counts()).toMatchObject({ ready: 0, notOptedIn: 3 });
    const accepted = { column: null, meanings: null, withoutInformation: true, withoutOptOuts: false };
    await on.done('chooseConsent', accepted);
    await on.reviewed();
    expect(on.ready()).toBe(3);
    const { report } = (await on.sendSample()).sending.sample!;
    expect(await on.done('openRun', { runId: report.runId })).toMatchObject({
      withoutConsentInformation: true,
    });
    await on.done('reviewAgain', null);
    await on.reviewed();
    expect(on.ready()).toBe(3);
    // Another export in the same place is another file.
    on.write([...plain, `${PEOPLE[3]},Gold`], 'a.csv', 'phone,Loyalty Tier');
    await on.done('reviewAgain', null);
    await on.reviewed();
    expect(on.ready()).toBe(0);
    await on.done('chooseConsent', accepted);
    await on.reviewed();
    expect(on.ready()).toBe(4);
    await on.choose(on.write(plain, 'b.csv', 'phone,Loyalty Tier'));
    await on.reviewed();
    expect(on.ready()).toBe(0);
    expect(on.state.consent).toEqual({ ...accepted, withoutInformation: false });
  });

  it('cannot be both accepted as missing and told by a column', async () => {
    await on.review(on.write(lines, 'a.csv', header));
    await on.done('chooseConsent', {
      column: 3,
      meanings: null,
      withoutInformation: true,
      withoutOptOuts: false,
    });
    expect(on.state.consent).toEqual({
      column: 3,
      meanings: null,
      withoutInformation: false,
      withoutOptOuts: false,
    });
  });
});

describe('the rules', () => {
  it('say whose national numbers the phones are, and which duplicate is kept', async () => {
    const [phone] = PEOPLE;
    await on.review(on.write([`${phone},Gold,true`, `${phone},Silver,true`]));
    await on.done('chooseRules', { country: 'US', keep: 'last' });
    await on.reviewed();
    const { lines: last } = await on.done('previewImport', { what: 'push' });
    expect(last[1]).toContain('Silver');
    await on.done('chooseRules', { country: 'XX', keep: 'last' });
    const { review } = await on.until(({ review }) => review.status === 'failed');
    expect(review).toMatchObject({ failure: { code: 'country.unknown' } });
    await on.done('chooseRules', { country: 'GB', keep: 'first' });
    await on.reviewed();
    await on.done('chooseSenderCode', { id: 1002 });
    expect(on.state.rules.country).toBe('GB');
  });
});
