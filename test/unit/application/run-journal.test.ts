import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Kept } from '../../../src-main/application/kept.ts';
import { listRuns, openJournal, readProgress, readRun } from '../../../src-main/application/run-journal.ts';
import type { Planned } from '../../../src-main/delivery/journal-entry.ts';
import { keptIn, OTHER_SEAL, SEAL } from '../../fixtures/kept.ts';

let folder: string;
let kept: Kept;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-updater-'));
  mkdirSync(join(folder, 'runs'));
  kept = keptIn(folder);
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A plan as the first version wrote it. */
const planned = {
  kind: 'planned',
  at: '2026-06-15T10:00:00.000Z',
  runId: 'r-1',
  file: { name: 'audience.csv', bytes: 100, sha256: 'ab' },
  account: 'Example',
  senderCode: { id: 1, code: '55512' },
  mapping: [{ column: 'Points', field: 'Points', fieldId: 7 }],
  rows: { total: 5, ready: 4, notOptedIn: 1, invalid: 0, duplicate: 0, malformed: 0, adjusted: 0 },
  sampleSkipped: true,
  withoutConsentInformation: false,
  seed: 1,
};
const record = (name: string, text: string) => writeFileSync(join(folder, name), text);

describe('the record of a run', () => {
  it('is there no more when not even the plan could be written: nothing was sent then', async () => {
    const now = () => {
      throw new Error('no room');
    };
    const journal = await openJournal(kept, 'r-2', now);
    const entry = planned as unknown as Parameters<typeof journal.write>[0];
    await expect(journal.write(entry)).rejects.toMatchObject({ code: 'journal.cannotWrite' });
    await journal.close();
    expect(await listRuns(kept)).toMatchObject({ runs: [], unreadable: [] });
  });
});

describe('the record of one run', () => {
  it('is read, a half-written last line set aside, also where it is of the first version', async () => {
    record('runs/r-1.jsonl', `${JSON.stringify(planned)}\n{"kind":"upl`);
    expect(await readRun(kept, 'r-1')).toMatchObject({
      runId: 'r-1',
      state: 'unfinished',
      scope: 'both',
      provenBy: null,
      sampleSkipped: true,
      counts: { total: 5 },
    });
    const { runs } = await listRuns(kept);
    expect(await readRun(kept, 'r-1')).toMatchObject({ ...runs[0] });
  });

  it.each([
    'r-2',
    '',
    '..',
    '../secret',
    'runs/r-1',
    '..\\secret',
    'r-1.jsonl',
    'r-1\u0000',
    'r-1\n',
    '/etc/passwd',
  ])('is unknown of “%s”, whatever file that would lead to', async (runId) => {
    record('runs/r-1.jsonl', JSON.stringify(planned));
    record('secret.jsonl', JSON.stringify(planned));
    await expect(readRun(kept, runId)).rejects.toMatchObject({ code: 'journal.unknownRun' });
  });

  it('cannot be read when it is damaged from the start or no file', async () => {
    record('runs/damaged.jsonl', '{"kind":"plan');
    mkdirSync(join(folder, 'runs/folder.jsonl'));
    for (const runId of ['damaged', 'folder']) {
      await expect(readRun(kept, runId)).rejects.toMatchObject({ code: 'journal.cannotRead' });
    }
  });

  it('is unknown where no run ever was', async () => {
    await expect(readRun(keptIn(join(folder, 'nowhere')), 'r-1')).rejects.toMatchObject({
      code: 'journal.unknownRun',
    });
  });
});

describe('the record of a run that is encrypted', () => {
  const now = () => new Date('2026-06-15T11:00:00Z');
  const path = () => join(folder, 'runs/r-1.jsonl');
  const text = () => readFileSync(path(), 'utf8');
  const plan = { ...planned, kind: 'planned' } as unknown as Planned;
  const import_ = { purpose: 'push', part: 0, rows: 4 } as const;

  async function write(
    how: 'begin' | 'goOn',
    ...entries: Parameters<Awaited<ReturnType<typeof openJournal>>['write']>[0][]
  ) {
    const journal = await openJournal(kept, 'r-1', now, how);
    for (const entry of entries) await journal.write(entry);
    await journal.close();
  }
  const begin = () => write('begin', plan, { kind: 'uploading', ...import_, bytes: 90 });

  it('shows nothing of the run, and says all of it to who has the key', async () => {
    await begin();
    await write('goOn', { kind: 'accepted', ...import_, importId: '77' });
    expect(text()).not.toMatch(/audience|Example|accepted|[{}"]/);
    expect(await readRun(kept, 'r-1')).toMatchObject({
      file: 'audience.csv',
      sent: 4,
      imports: [{ id: '77' }],
    });
    expect(await listRuns(kept)).toMatchObject({ runs: [{ sent: 4 }], unreadable: [], sealed: null });
  });

  it('is read as far as it goes where its last line was half written or one was damaged, and can be gone on with', async () => {
    await begin();
    const whole = text();
    const half = SEAL.close(JSON.stringify({ kind: 'accepted', ...import_, importId: '77' }), 'r-1').slice(
      0,
      60,
    );
    appendFileSync(path(), half);
    expect(await readProgress(kept, 'r-1')).toMatchObject({ imports: [{ state: 'mayHaveArrived' }] });
    await write('goOn', { kind: 'accepted', ...import_, importId: '78' });
    expect(text().startsWith(`${whole}${half}\n`)).toBe(true);
    expect(await readProgress(kept, 'r-1')).toMatchObject({ imports: [{ state: 'taken', importId: '78' }] });
  });

  it('is damaged, not locked, where its one line was half written', async () => {
    await begin();
    writeFileSync(path(), text().slice(0, 50));
    expect(await listRuns(kept)).toEqual({ runs: [], unreadable: ['r-1.jsonl'], sealed: null });
    await expect(readRun(kept, 'r-1')).rejects.toMatchObject({ code: 'journal.cannotRead' });
  });

  it('that was begun in plain text is read as before, and what is added is encrypted', async () => {
    record('runs/r-1.jsonl', `${JSON.stringify(planned)}\n`);
    await write('goOn', { kind: 'accepted', ...import_, importId: '77' });
    const [first, second, third] = text()
      .split('\n')
      .filter((line) => line !== '');
    expect([first, third]).toEqual([JSON.stringify(planned), undefined]);
    expect(second).not.toContain('accepted');
    expect(await readRun(kept, 'r-1')).toMatchObject({ sent: 4, imports: [{ id: '77' }] });
  });

  it.each([
    ['noKeychain', null],
    ['otherKey', OTHER_SEAL],
  ] as const)('is told apart from a damaged one and left as it is: %s', async (why, seal) => {
    await begin();
    record('runs/damaged.jsonl', 'no JSON');
    record('runs/r-2.jsonl', JSON.stringify({ ...planned, runId: 'r-2' }));
    const before = text();
    const locked = keptIn(folder, seal);
    expect(await listRuns(locked)).toMatchObject({
      runs: [{ runId: 'r-2' }],
      unreadable: ['damaged.jsonl'],
      sealed: { names: ['r-1.jsonl'], why },
    });
    await expect(readProgress(locked, 'r-1')).rejects.toMatchObject({ code: 'journal.sealed' });
    expect(text()).toBe(before);
  });

  it('of which only what was added is locked is locked as a whole: else it would say that less was sent', async () => {
    record('runs/r-1.jsonl', `${JSON.stringify(planned)}\n`);
    await write('goOn', { kind: 'accepted', ...import_, importId: '77' });
    for (const seal of [null, OTHER_SEAL]) {
      await expect(readProgress(keptIn(folder, seal), 'r-1')).rejects.toMatchObject({
        code: 'journal.sealed',
      });
      expect((await listRuns(keptIn(folder, seal))).runs).toEqual([]);
    }
  });

  it('cannot be passed off as the record of another run', async () => {
    await begin();
    writeFileSync(join(folder, 'runs/r-2.jsonl'), text());
    expect(await listRuns(kept)).toMatchObject({ runs: [{ runId: 'r-1' }], unreadable: ['r-2.jsonl'] });
  });

  it('asks for the key once, so that a keychain that is locked later changes nothing', async () => {
    let asked = 0;
    const journal = await openJournal(
      { dataDir: folder, seal: async () => (asked++ === 0 ? SEAL : null) },
      'r-1',
      now,
    );
    await journal.write(plan);
    await journal.write({ kind: 'uploading', ...import_, bytes: 90 });
    await journal.close();
    expect(asked).toBe(1);
    expect(await readProgress(kept, 'r-1')).toMatchObject({ imports: [{ state: 'mayHaveArrived' }] });
  });
});
