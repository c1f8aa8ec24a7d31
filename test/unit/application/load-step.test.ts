import { describe, expect, it } from 'vitest';
import { fileSchema } from '../../../src-main/contract/audience.ts';
import { AS_FOUND } from '../../../src-main/contract/reading.ts';
import { fakeSession, head, settled } from './fake-session.ts';

const LETTERS = { headerRow: null, header: ['A', 'B', 'C'] };
const SHEETS = [
  { name: 'May', hidden: false },
  { name: 'June', hidden: false },
];

describe('a file that is opened', () => {
  it('tells how far it is, and then how it is read and what its beginning tells', async () => {
    const on = fakeSession();
    const opening = await on.open('a.csv');
    expect(on.state.file).toEqual({
      status: 'opening',
      name: 'a.csv',
      reading: AS_FOUND,
      bytes: 0,
      ofBytes: 0,
    });
    opening.watch.onProgress?.({ bytes: 5, ofBytes: 10 });
    expect(on.state.file).toEqual({
      status: 'opening',
      name: 'a.csv',
      reading: AS_FOUND,
      bytes: 5,
      ofBytes: 10,
    });
    await opening.opened();
    expect(on.state.file).toMatchObject({ status: 'open', reading: AS_FOUND, head: { headerRow: 1 } });
    expect(fileSchema.safeParse(on.state.file).success).toBe(true);
  });

  it('whose beginning cannot be read keeps what is known of it, so that another way can be chosen', async () => {
    const on = fakeSession();
    const failure = { code: 'file.noRows', message: 'No rows. Nothing was sent.', hint: 'Choose.' };
    await (await on.open('a.xlsx')).opened({ head: null, failure }, { sheets: SHEETS, sheet: 'May' });
    expect(on.state.file).toMatchObject({
      status: 'failed',
      failure,
      reading: AS_FOUND,
      source: { sheets: SHEETS },
    });
    await (await on.readAs({ ...AS_FOUND, sheet: 'June' })).opened();
    expect(on.state.file).toMatchObject({ status: 'open', reading: { sheet: 'June' } });
  });

  it('shows no more than its first rows, and no cell longer than can be shown', async () => {
    const on = fakeSession();
    const preview = Array.from({ length: 200 }, (_, row) => ({
      fileRow: row + 2,
      cells: ['x'.repeat(5000)],
    }));
    await (await on.open('a.csv')).opened(head({ preview }));
    const { file } = on.state;
    if (file.status !== 'open') throw new Error(file.status);
    expect(file.head.preview).toHaveLength(20);
    expect(file.head.preview[19]).toEqual({ fileRow: 21, cells: [`${'x'.repeat(2000)}…`] });
  });
});

describe('a second file that is chosen while the first is being opened', () => {
  it('ends the first, of which nothing is shown afterwards', async () => {
    const on = fakeSession();
    const first = await on.open('first.csv');
    const second = await on.open('second.csv');
    expect(first.watch.signal?.aborted).toBe(true);
    const since = on.states.length;
    first.watch.onProgress?.({ bytes: 5, ofBytes: 10 });
    await first.opened();
    await second.opened();
    const names = on.states.slice(since).map(({ file }) => file.status !== 'none' && file.name);
    expect(new Set(names)).toEqual(new Set(['second.csv']));
    expect(on.state.file.status).toBe('open');
    expect(on.load.audience?.path).toBe('second.csv');
  });

  it('is not opened before the first is let go, and is the one that stays', async () => {
    const on = fakeSession();
    for (const name of ['first.csv', 'second.csv', 'third.csv']) void on.load.open(name);
    await settled();
    expect(on.openings.map(({ path }) => path)).toEqual(['third.csv']);
    await on.openings[0]!.opened();
    expect(on.load.audience?.path).toBe('third.csv');
  });
});

describe('an opening that is stopped', () => {
  it('says so at once, and nothing comes of it any more', async () => {
    const on = fakeSession();
    const opening = await on.open('a.csv');
    on.load.stopOpening();
    expect(opening.watch.signal?.aborted).toBe(true);
    const { file } = on.state;
    expect(file).toMatchObject({ status: 'failed', failure: { code: 'stopped' }, source: null });
    expect(on.state.mapping.columns).toEqual([]);
    opening.watch.onProgress?.({ bytes: 5, ofBytes: 10 });
    await opening.opened();
    expect(on.state.file).toBe(file);
    expect(on.load.audience).toBeNull();
  });

  it('can be begun again in the same way', async () => {
    const on = fakeSession();
    await on.open('a.csv');
    const reading = { ...AS_FOUND, encoding: 'windows-1252' } as const;
    await on.readAs(reading);
    on.load.stopOpening();
    void on.load.openAgain();
    await settled();
    expect(on.openings.at(-1)).toMatchObject({ path: 'a.csv', reading });
    await on.openings.at(-1)!.opened();
    expect(on.state.file).toMatchObject({ status: 'open', reading });
  });

  it('is nothing where nothing is being opened', async () => {
    const on = fakeSession();
    await (await on.open('a.csv')).opened();
    const before = on.state;
    on.load.stopOpening();
    expect(on.state).toBe(before);
  });
});

describe('the way in which a file is read', () => {
  it('is changed by opening it anew, and kept when it is reviewed again', async () => {
    const on = fakeSession();
    await (await on.open('a.csv')).opened();
    const reading = { ...AS_FOUND, delimiter: ';', headerRow: 3 } as const;
    await (await on.readAs(reading)).opened();
    expect(on.state.file).toMatchObject({ status: 'open', reading });
    void on.load.openAgain();
    await settled();
    expect(on.openings.at(-1)).toMatchObject({ path: 'a.csv', reading });
  });

  it('is as found again for another file', async () => {
    const on = fakeSession();
    await (await on.open('a.csv')).opened();
    await (await on.readAs({ ...AS_FOUND, headerRow: 'none' })).opened();
    expect((await on.open('b.csv')).reading).toEqual(AS_FOUND);
  });

  it('forgets the header’s row with the sheet, and with nothing else', async () => {
    const on = fakeSession();
    await (await on.open('a.xlsx')).opened();
    const inMay = { ...AS_FOUND, sheet: 'May', headerRow: 3 };
    await (await on.readAs({ ...AS_FOUND, sheet: 'May' })).opened();
    await (await on.readAs(inMay)).opened();
    const large = { ...inMay, evenIfLarge: true };
    expect((await on.readAs(large)).reading).toEqual(large);
    expect((await on.readAs({ ...large, sheet: 'June' })).reading).toEqual({
      ...large,
      sheet: 'June',
      headerRow: null,
    });
  });

  it('cannot be chosen before there is a file', async () => {
    await expect(fakeSession().load.readAs(AS_FOUND)).rejects.toMatchObject({ code: 'file.none' });
  });
});

describe('what was chosen for columns', () => {
  const targets = (on: ReturnType<typeof fakeSession>) =>
    on.state.mapping.columns.map(({ target }) => target);
  async function withPhoneChosen(beginning = head(), source = {}) {
    const on = fakeSession();
    await (await on.open('a.csv')).opened(beginning, source);
    on.columns.mapColumn({ position: 1, target: 'ignored' });
    return on;
  }

  it('holds for another file with the same names', async () => {
    const on = await withPhoneChosen();
    await (await on.open('b.csv')).opened();
    expect(targets(on)).toEqual(['byName', 'ignored', 'byName']);
  });

  it('does not hold for another file whose columns go by the same letters, but for this one read again', async () => {
    const on = await withPhoneChosen(head(LETTERS));
    await (await on.readAs({ ...AS_FOUND, headerRow: 'none', encoding: 'windows-1252' })).opened(
      head(LETTERS),
    );
    expect(targets(on)).toEqual(['byName', 'ignored', 'byName']);
    await (await on.open('b.csv')).opened(head(LETTERS));
    expect(targets(on)).toEqual(['byName', 'byName', 'byName']);
  });

  it('does not hold for the same letters of another sheet, nor for a header that reads like letters', async () => {
    const may = { sheets: SHEETS, sheet: 'May' };
    const on = await withPhoneChosen(head(LETTERS), may);
    await (await on.readAs(AS_FOUND)).opened(head({ ...LETTERS, headerRow: 1 }), may);
    expect(targets(on)).toEqual(['byName', 'byName', 'byName']);
    on.columns.mapColumn({ position: 1, target: 'ignored' });
    await (await on.readAs(AS_FOUND)).opened(head(LETTERS), { ...may, sheet: 'June' });
    expect(targets(on)).toEqual(['byName', 'byName', 'byName']);
  });

  it('does not hold where the file is read with another header', async () => {
    const on = await withPhoneChosen();
    await (await on.readAs({ ...AS_FOUND, headerRow: 2 })).opened(
      head({ headerRow: 2, header: ['x', 'y', 'z'] }),
    );
    expect(targets(on)).toEqual(['byName', 'byName', 'byName']);
  });

  it('of one sheet without consent is no word for another sheet', async () => {
    const on = fakeSession();
    const plain = head({ header: ['phone', 'Tier'] });
    await (await on.open('a.xlsx')).opened(plain, { sheets: SHEETS, sheet: 'May' });
    on.columns.chooseConsent({
      column: null,
      meanings: null,
      withoutInformation: true,
      withoutOptOuts: false,
    });
    await (await on.readAs({ ...AS_FOUND, headerRow: 1 })).opened(plain, { sheets: SHEETS, sheet: 'May' });
    expect(on.state.consent.withoutInformation).toBe(true);
    await (await on.readAs({ ...AS_FOUND, sheet: 'June' })).opened(plain, { sheets: SHEETS, sheet: 'June' });
    expect(on.state.consent.withoutInformation).toBe(false);
  });

  it('is asked for with a hint where the header seems to be, if no column is the phone', async () => {
    const on = fakeSession();
    await (await on.open('a.csv')).opened(head({ header: ['Report'], suggestedHeaderRow: 3 }));
    expect(on.state.mapping.failure?.hint).toMatch(/^Row 3 looks like the header/);
  });
});
