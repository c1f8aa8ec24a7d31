import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deleteRun } from '../../../src-main/application/delete-run.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-updater-'));
  mkdirSync(join(folder, 'runs'));
  for (const name of ['runs/r-1.jsonl', 'runs/r-2.jsonl', 'secret.jsonl']) {
    writeFileSync(join(folder, name), 'not even a plan');
  }
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('deleting the record of a run', () => {
  it('takes it away, be it damaged, and no other', async () => {
    await deleteRun(folder, 'r-1');
    expect(readdirSync(join(folder, 'runs'))).toEqual(['r-2.jsonl']);
    await expect(deleteRun(folder, 'r-1')).rejects.toMatchObject({ code: 'journal.unknownRun' });
  });

  it.each(['r-3', '', '..', '../secret', 'runs/r-1', '..\\secret', 'r-1.jsonl', 'r-1\u0000', 'r-1\n'])(
    'is refused of “%s”, whatever file that would lead to',
    async (runId) => {
      await expect(deleteRun(folder, runId)).rejects.toMatchObject({ code: 'journal.unknownRun' });
      expect(readdirSync(join(folder, 'runs'))).toHaveLength(2);
      expect(existsSync(join(folder, 'secret.jsonl'))).toBe(true);
    },
  );

  it('says so when it cannot be deleted', async () => {
    mkdirSync(join(folder, 'runs/folder.jsonl'));
    await expect(deleteRun(folder, 'folder')).rejects.toMatchObject({
      code: 'journal.cannotDelete',
      message: 'The record of this run cannot be deleted, and is still there.',
    });
  });
});
