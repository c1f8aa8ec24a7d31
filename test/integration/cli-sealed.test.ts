import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SEAL } from '../fixtures/kept.ts';
import { skip } from '../skip.ts';
import { runCli, temporaryFolder } from './run-cli.ts';
import { SAMPLE_AUDIENCE } from './session.ts';

let folder: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => folder.remove());

test('without a keychain, that a run’s record is not encrypted is said once, and so are records that are', async (ctx) => {
  if (process.platform !== 'linux')
    skip(ctx, 'elsewhere the keychain of whoever runs the tests would be asked');
  const sealed = SEAL.close('{}', 'old');
  mkdirSync(join(folder.path, 'runs'));
  writeFileSync(join(folder.path, 'runs', 'old.jsonl'), `${sealed}\n`);
  const data = ['--data-dir', folder.path];

  const pushed = await runCli([
    'push',
    ...[SAMPLE_AUDIENCE, '--account', 'practice', '--skip-sample', '--yes', '--json'],
    ...data,
  ]);
  expect(pushed.stderr.match(/So the record of this run is kept without encryption\./g)).toHaveLength(1);
  expect(pushed.stderr).toContain('No system keychain was found');
  const { runId } = pushed.json;
  expect(readFileSync(join(folder.path, 'runs', `${runId}.jsonl`), 'utf8')).toContain('sample-audience');

  const listed = await runCli(['runs', ...data]);
  expect([listed.code, listed.stdout]).toEqual([3, expect.stringContaining(runId)]);
  expect(listed.stdout).toContain(
    '1 record is encrypted, and the keychain that has its key cannot be opened, so it is not listed.',
  );
  const { json } = await runCli(['runs', '--json', ...data]);
  expect(json).toMatchObject({ unreadable: [], sealed: { names: ['old.jsonl'], why: 'noKeychain' } });

  const resumed = await runCli(['resume', 'old', '--json', ...data]);
  expect([resumed.code, resumed.json.error.code]).toEqual([1, 'journal.sealed']);
  const reported = await runCli(['report', 'old', '--out', join(folder.path, 'r.html'), '--json', ...data]);
  expect(reported.json.error.code).toBe('journal.sealed');
  expect(readFileSync(join(folder.path, 'runs', 'old.jsonl'), 'utf8')).toBe(`${sealed}\n`);
});
