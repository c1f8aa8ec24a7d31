import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listRuns, readRun } from '../../../src-main/application/run-journal.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-updater-'));
  mkdirSync(join(folder, 'runs'));
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

describe('the record of one run', () => {
  it('is read, a half-written last line set aside, also where it is of the first version', async () => {
    record('runs/r-1.jsonl', `${JSON.stringify(planned)}\n{"kind":"upl`);
    expect(await readRun(folder, 'r-1')).toMatchObject({
      runId: 'r-1',
      state: 'unfinished',
      scope: 'both',
      provenBy: null,
      sampleSkipped: true,
      counts: { total: 5 },
    });
    const { runs } = await listRuns(folder);
    expect(await readRun(folder, 'r-1')).toMatchObject({ ...runs[0] });
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
    await expect(readRun(folder, runId)).rejects.toMatchObject({ code: 'journal.unknownRun' });
  });

  it('cannot be read when it is damaged from the start or no file', async () => {
    record('runs/damaged.jsonl', '{"kind":"plan');
    mkdirSync(join(folder, 'runs/folder.jsonl'));
    for (const runId of ['damaged', 'folder']) {
      await expect(readRun(folder, runId)).rejects.toMatchObject({ code: 'journal.cannotRead' });
    }
  });

  it('is unknown where no run ever was', async () => {
    await expect(readRun(join(folder, 'nowhere'), 'r-1')).rejects.toMatchObject({
      code: 'journal.unknownRun',
    });
  });
});
