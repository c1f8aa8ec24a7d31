import { utimesSync, writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { AUDIENCE_HEADER, PEOPLE } from './pushing.ts';
import { people, sessions } from './session.ts';

const on = sessions();

/** Rows of nobody's. */
const many = (count: number, phone = '717555', tier = 'Gold') =>
  Array.from({ length: count }, (_, row) => `${phone}${String(row % 10_000).padStart(4, '0')},${tier},no`);

const open = () => {
  const { file } = on.state;
  if (file.status !== 'open') throw new Error(`The file is ${file.status}.`);
  return file;
};

describe('how a file is read', () => {
  it('is chosen piece by piece, and what was chosen before stays, however fast the choices come', async () => {
    await on.choose(
      on.folder.file('report.csv', Buffer.from(`Title\n${AUDIENCE_HEADER}\n${PEOPLE[0]},é,true\n`, 'latin1')),
    );
    expect(open()).toMatchObject({ source: { encoding: 'windows-1252' }, head: { suggestedHeaderRow: 2 } });
    await Promise.all([
      on.done('readAs', { headerRow: 2 }),
      on.done('readAs', { encoding: 'utf-8' }),
      on.done('readAs', { delimiter: ',' }),
    ]);
    await on.until(({ file }) => file.status === 'open');
    expect(open().reading).toMatchObject({ headerRow: 2, encoding: 'utf-8', delimiter: ',' });
    expect(open().head.header).toEqual(AUDIENCE_HEADER.split(','));
  });

  it('is as found again for another file, and is kept when the same one is reviewed again', async () => {
    const [first, second] = ['one.csv', 'two.csv'].map((name) => on.write(people(2), name));
    await on.choose(first!);
    await on.done('readAs', { headerRow: 'none' });
    await on.done('reviewAgain', null);
    await on.until(({ file }) => file.status === 'open');
    expect(open().head.headerRow).toBeNull();
    await on.choose(second!);
    expect(open().head.headerRow).toBe(1);
  });

  it('can be chosen otherwise as long as the file can be opened at all, whatever came of the last choice', async () => {
    const text = `${AUDIENCE_HEADER}\n${PEOPLE[0]},Gold,true\n`;
    await on.choose(on.folder.file('export.csv', Buffer.from(`\ufeff${text}`, 'utf16le')));
    expect(open().source.encoding).toBe('utf-16le');
    await on.done('readAs', { encoding: 'utf-8' });
    expect(on.state.file).toMatchObject({
      status: 'failed',
      failure: { code: 'file.binary', hint: expect.stringContaining('encoding') },
      source: { encoding: 'utf-16le' },
    });
    await on.done('readAs', { encoding: null });
    expect(open().head.header).toEqual(AUDIENCE_HEADER.split(','));
    await on.choose(on.folder.file('gone.pdf', '%PDF-1.7'));
    expect(on.state.file).toMatchObject({ status: 'failed', source: null });
  });

  it('is part of what a sample proves: the same file read otherwise was not proven', async () => {
    const lines = [...people(3, 'Silver'), `${PEOPLE[5]},Gold,true`];
    await on.connectAndChoose(on.write(lines, 'audience.csv', `Report,of,today\n${AUDIENCE_HEADER}`));
    expect(on.state.review.status).toBe('none');
    await on.done('readAs', { headerRow: 2 });
    await on.reviewed();
    expect((await on.sendSample()).sending.proven).toBe(true);
    await on.done('readAs', { headerRow: 2, delimiter: ',' });
    await on.reviewed();
    expect(on.state.sending.proven).toBe(true);
    await on.done('readAs', { encoding: 'windows-1252' });
    await on.reviewed();
    expect(on.state.sending).toMatchObject({ proven: false, sample: { upToDate: false } });
  });
});

describe('a packed file that is another one by the time it is pushed', () => {
  it('is not sent, though its size and its time are the same', async () => {
    const packed = (tier: string) =>
      gzipSync(`${AUDIENCE_HEADER}\n${people(5, tier).join('\n')}\n`, { level: 0 });
    const path = on.folder.file('audience.csv.gz', packed('Silver'));
    utimesSync(path, 1000, 1000);
    await on.review(path);
    expect((await on.sendSample()).sending.proven).toBe(true);
    const sent = on.imports().length;
    writeFileSync(path, packed('Bronze'));
    utimesSync(path, 1000, 1000);
    const { failure, push } = await on.push();
    expect(failure ?? push?.report.error).toMatchObject({ code: 'file.changed' });
    expect(on.imports()).toHaveLength(sent);
  });
});

describe('a second file, chosen while the first is still read', () => {
  it('replaces it cleanly: nothing of the first comes after', async () => {
    await on.connectAndChoose(
      // Foreign numbers take longer to be judged than one can choose another file.
      on.write(many(300_000, '+44 20 7946 '), 'large.csv'),
    );
    await on.until(({ review }) => review.status === 'reading', 'the first review');
    await on.choose(on.write(people(2), 'small.csv'));
    await on.reviewed();
    expect(on.ready()).toBe(2);
    const names = on.states.map(({ file }) => ('name' in file ? file.name : ''));
    const replaced = names.slice(names.indexOf('small.csv'));
    expect(new Set(replaced)).toEqual(new Set(['small.csv']));
    const totals = on.states.flatMap(({ review }) =>
      review.status === 'done' ? [review.review.rows.total] : [],
    );
    expect(new Set(totals)).toEqual(new Set([2]));
  });

  it('does so while the first is still being opened, whichever is quicker', async () => {
    const packed = gzipSync(`${AUDIENCE_HEADER}\n${many(50_000).join('\n')}\n`);
    const first = on.folder.file('first.csv.gz', packed);
    const second = on.write(people(3), 'second.csv');
    await on.done('connect', { account: 'practice' });
    await on.done('chooseSenderCode', { id: 1001 });
    for (let round = 0; round < 5; round++) {
      await Promise.all([on.choose(first), on.choose(second)]);
      await on.until(({ file }) => file.status === 'open' && file.name === 'second.csv');
      await on.reviewed();
      expect(on.ready()).toBe(3);
    }
  });
});

describe('a search', () => {
  it('is told how far it is while it goes on, and keeps what it found when it is stopped', async () => {
    await on.review(on.write(many(200_000, '717555', 'x'.repeat(400)), 'audience.csv'));
    const { review } = on.state;
    const revision = review.status === 'done' ? review.revision : -1;
    const filter = { outcome: null, reason: null, search: '5550007' };
    const answer = on.done('findRows', { revision, filter });
    await on.until(({ finding }) => finding !== null && finding.count > 0, 'the search');
    await on.done('stopFinding', null);
    const { layout, count, complete } = await answer;
    expect(complete).toBe(false);
    expect(count).toBeGreaterThan(0);
    expect(count).toBeLessThan(20);
    expect(on.state.finding).toBeNull();
    const { rows } = await on.done('rows', { layout, from: 0, count: 100 });
    expect(rows).toHaveLength(count);
    expect((await on.done('findRows', { revision, filter })).complete).toBe(true);
  });
});
