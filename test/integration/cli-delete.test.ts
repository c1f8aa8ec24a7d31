import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCli, temporaryFolder } from './run-cli.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder.path, 'runs'));
  for (const name of ['r-1.jsonl', 'r-2.jsonl']) folder.file(`runs/${name}`, 'no JSON\n');
});
afterEach(() => folder.remove());

const runs = (...args: string[]) => runCli(['runs', ...args, '--json', '--data-dir', folder.path]);
const records = () => readdirSync(join(folder.path, 'runs'));

describe('runs --delete', () => {
  it('deletes nothing without --yes, and says what it would mean', async () => {
    const { code, json } = await runs('--delete', 'r-1');
    expect([code, json.error.code]).toEqual([2, 'runs.notConfirmed']);
    expect(json.error.hint).toContain('nothing changes at Listrak');
    expect(records()).toHaveLength(2);
  });

  it.each(['r-1', 'r-1.jsonl'])('deletes the record of %s with it, and no other', async (run) => {
    const { code, json } = await runs('--delete', run, '--yes');
    expect([code, json]).toEqual([0, { deleted: 'r-1' }]);
    expect(records()).toEqual(['r-2.jsonl']);
  });

  it('says when there is no such run', async () => {
    const { code, json } = await runs('--delete', '../runs/r-1', '--yes');
    expect([code, json.error.code]).toEqual([1, 'journal.unknownRun']);
    expect(records()).toHaveLength(2);
  });

  it('takes no --yes about nothing', async () => {
    const { code, json } = await runs('--yes');
    expect([code, json.error.message]).toEqual([
      2,
      'Say which record --yes is about, as in --delete RUN. Nothing was sent.',
    ]);
  });
});
