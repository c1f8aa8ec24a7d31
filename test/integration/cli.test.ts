import { spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { skip } from '../skip.ts';
import { PEOPLE } from './pushing.ts';
import { at, CLI, runCli, temporaryFolder } from './run-cli.ts';

let practice: PracticeListrak;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  practice = await startPracticeListrak();
  folder = temporaryFolder();
});

afterEach(async () => {
  await practice.stop();
  folder.remove();
});

const audience = (lines: string[], header = 'phone,Loyalty Tier,is_sms_opted_in') =>
  folder.file('audience.csv', `${[header, ...lines].join('\n')}\n`);

const push = (file: string, ...more: string[]) => {
  const { options, env } = at(practice);
  return runCli(['push', file, ...options, '--yes', '--json', '--data-dir', folder.path, ...more], env);
};

describe('Ctrl-C', () => {
  test('while Listrak works: the push ends at once, says what was sent, and the record agrees', async () => {
    await practice.stop();
    practice = await startPracticeListrak({ importMilliseconds: 5_000 });
    const file = audience(PEOPLE.slice(0, 50).map((phone) => `${phone},Gold,true`));
    const { options, env } = at(practice);
    const args = ['push', file, ...options, '--yes', '--json', '--data-dir', folder.path];
    const { code, json: report } = await runCli(args, env, (said, child) => {
      // Twice, since that is how Ctrl-C arrives through npm.
      if (!said.includes('Listrak works on import') || child.killed) return;
      child.kill('SIGINT');
      setTimeout(() => child.kill('SIGINT'), 20);
    });
    expect(code).toBe(3);
    expect(report).toMatchObject({
      state: 'stillRunning',
      sample: { rows: 10, importId: '9001' },
      imports: [],
    });
    expect(report.error.message).toContain('Import 9001 was taken by Listrak');
    expect(report.error.message).toContain('So far the sample was sent, and nothing else.');
    const { json } = await runCli(['runs', '--json', '--data-dir', folder.path]);
    expect(json.runs).toMatchObject([{ state: 'stillRunning', imports: [{ id: '9001', rows: 10 }] }]);
  });
});

describe('a file that cannot be read', () => {
  test('for want of permission', async (ctx) => {
    const file = audience(['12015550100,Gold,true']);
    chmodSync(file, 0o000);
    const who = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
    chmodSync(folder.path, 0o755);
    const run = spawnSync(process.execPath, [CLI, 'review', file, '--json'], { ...who, encoding: 'utf8' });
    if (process.platform === 'win32' || /Cannot find module|EACCES.*cli\.js/.test(run.stderr)) {
      skip(ctx, 'nobody but root may read this checkout');
    }
    expect(run.status).toBe(1);
    expect(JSON.parse(run.stdout).error).toMatchObject({
      code: 'file.noPermission',
      message: 'The file “audience.csv” may not be read by you. Nothing was sent.',
    });
  });

  test('since it is a pipe that nobody writes to: it is not waited for', async (ctx) => {
    const pipe = join(folder.path, 'pipe');
    if (spawnSync('mkfifo', [pipe]).status !== 0) skip(ctx, 'there is no mkfifo');
    const { code, json } = await runCli(['review', pipe, '--json']);
    expect([code, json.error.code]).toEqual([1, 'file.notAFile']);
  });
});

describe('columns that could each be the one', () => {
  test.each([
    ['who opted in', 'phone,Loyalty Tier,sms_opt_in,is_sms_opted_in', 'mapping.severalOptIns', '--opt-in'],
    ['the phone', 'phone,Phone Number,Loyalty Tier,is_sms_opted_in', 'mapping.severalPhones', '--map'],
  ])('%s: none wins in silence', async (_what, header, code, option) => {
    const result = await push(audience(['12015550100,x,true,false'], header));
    expect(result.code).toBe(1);
    expect(result.json.error).toMatchObject({ code, hint: expect.stringContaining(option) });
    expect(practice.traffic.some(({ method, path }) => method === 'POST' && /Import/.test(path))).toBe(false);
  });
});

test('a first line that is data is not quoted in the message', async () => {
  const { json, stdout, stderr } = await push(audience(['1,2,3'], '12015550100,ann@example.com,true'));
  expect(json.error.code).toBe('mapping.noPhone');
  expect(stdout + stderr).not.toMatch(/12015550100|ann@example/);
});

test('--strict ends a push with 3 when rows were left out', async () => {
  const file = audience([`${PEOPLE[0]},Gold,true`, `${PEOPLE[1]},Gold,false`]);
  const result = await push(file, '--strict');
  expect([result.json.state, result.code]).toEqual(['finished', 3]);
  const all = await push(audience([`${PEOPLE[0]},Gold,true`]), '--strict');
  expect([all.json.state, all.code]).toEqual(['finished', 0]);
});

describe('the runs on record', () => {
  test('name a record that cannot be read, and leave nothing out in silence', async () => {
    await push(audience([`${PEOPLE[0]},Gold,true`]));
    writeFileSync(join(folder.path, 'runs', 'broken.jsonl'), 'no JSON\n');
    const { code, json, stdout } = await runCli(['runs', '--json', '--data-dir', folder.path]);
    expect(code).toBe(3);
    expect(json.runs).toHaveLength(1);
    expect(json.unreadable).toEqual(['broken.jsonl']);
    expect(stdout).not.toContain(PEOPLE[0]);
    expect(readdirSync(join(folder.path, 'runs'))).toHaveLength(2);
  });

  test('that cannot be reached are a failure, not an empty list', async () => {
    const file = folder.file('a-file', '');
    const { code, json } = await runCli(['runs', '--json', '--data-dir', file]);
    expect([code, json.error.code]).toEqual([1, 'journal.cannotRead']);
  });

  test('that cannot be written stop a push before anything is sent', async () => {
    const data = folder.file('a-file', '');
    const result = await push(audience([`${PEOPLE[0]},Gold,true`]), '--data-dir', data);
    expect([result.code, result.json.error.code]).toEqual([1, 'journal.cannotWrite']);
    expect(result.json.error.message).toBe('The record of the run cannot be written. Nothing was sent.');
    expect(practice.traffic.some(({ method, path }) => method === 'POST' && /Import/.test(path))).toBe(false);
  });
});

describe('wrong use says what is wrong', () => {
  test.each([
    ['--map twice for one column', ['review', 'a.csv', '--map', 'A=B', '--map', 'A=C'], 'given twice'],
    ['no answers that mean yes', ['review', 'a.csv', '--opt-in', 'Consent='], 'names no answers'],
    [
      'one file for two outputs',
      ['normalise', 'a.csv', '--out', 'o.csv', '--rejects', './o.csv'],
      'one file',
    ],
    ['opt-outs of nobody', ['review', 'a.csv', '--check-opt-outs'], '--account'],
    ['something beside the options', ['runs', 'all'], '“all”'],
    ['an output that is no file', ['normalise', 'AUDIENCE', '--out', 'FOLDER'], 'no file'],
  ])('%s', async (_what, args, words) => {
    const file = audience(['12015550100,Gold,true']);
    const given = args.map((arg) => (arg === 'AUDIENCE' ? file : arg === 'FOLDER' ? folder.path : arg));
    const { code, json } = await runCli([...given, '--json']);
    expect(code).toBe(2);
    expect(json.error.message).toContain(words);
    expect(json.error.message).toMatch(/\. Nothing was sent\.$/);
  });
});

describe('the practice command', () => {
  test('says when its port is taken', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const { code, json } = await runCli(['practice', '--port', String(port), '--json']);
    await new Promise((resolve) => server.close(resolve));
    expect([code, json.error.code]).toEqual([1, 'practice.cannotListen']);
  });

  test('runs until it is stopped, and ends well', async () => {
    let api = '';
    const { code, json } = await runCli(['practice', '--json'], {}, (said, child) => {
      if (api !== '' || !said.includes('LISTRAK_CLIENT_ID')) return;
      api = /--api (\S+)/.exec(said)![1]!;
      void fetch(`${api}/v1/ShortCode`).then(({ status }) => {
        expect(status).toBe(401);
        child.kill('SIGINT');
      });
    });
    expect([code, json]).toEqual([0, { ended: true }]);
    await expect(fetch(`${api}/v1/ShortCode`)).rejects.toThrow();
  });
});
