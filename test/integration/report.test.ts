import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { AUDIENCE_HEADER, PEOPLE } from './pushing.ts';
import { at, runCli, temporaryFolder } from './run-cli.ts';

const STRANGER = '19725550123';

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

const inFolder = (name: string) => join(folder.path, name);

async function push(lines: readonly string[], ...more: string[]) {
  const file = folder.file('audience.csv', `${[AUDIENCE_HEADER, ...lines].join('\n')}\n`);
  const { options, env } = at(practice);
  const { json } = await runCli(
    ['push', file, ...options, '--yes', '--json', '--data-dir', folder.path, ...more],
    env,
  );
  return json;
}

const report = (...args: string[]) => runCli(['report', ...args, '--json', '--data-dir', folder.path]);

const people = PEOPLE.slice(0, 6).map((phone) => `${phone},Gold,true`);

describe('the report of a run on record', () => {
  test('is written as HTML, CSV or JSON, by the file’s ending', async () => {
    const run = await push([...people, `${STRANGER},Gold,true`]);
    expect(run).toMatchObject({ sent: 7, unknownRows: [8] });
    for (const name of ['report.html', 'report.csv', 'report.JSON']) {
      expect(await report(run.runId, '--out', inFolder(name))).toMatchObject({
        code: 0,
        json: { runId: run.runId, out: name },
      });
    }
    const markup = readFileSync(inFolder('report.html'), 'utf8');
    expect(markup).toContain('7 of 7 ready rows are in imports that Listrak took');
    expect(markup).toContain('Numbers that Listrak does not know');
    expect(readFileSync(inFolder('report.csv'), 'utf8')).toBe(
      '\uFEFFFile row,Finding,Phone,Profile field,Sent,Listrak holds\r\n8,unknown to Listrak,,,,\r\n',
    );
    const record = JSON.parse(readFileSync(inFolder('report.JSON'), 'utf8'));
    expect(record).toMatchObject({ runId: run.runId, sent: 7, unknownRows: [8], state: 'finished' });
    for (const text of [markup, JSON.stringify(record)]) {
      for (const phone of [STRANGER, ...PEOPLE.slice(0, 6)]) expect(text).not.toContain(phone.slice(1));
    }
  });

  test('shows phone numbers when asked to, of the rows that it speaks of alone', async () => {
    const { runId } = await push([...people, `${STRANGER},Gold,true`]);
    for (const name of ['shown.csv', 'shown.html']) {
      expect(await report(runId, '--out', inFolder(name), '--show-phones')).toMatchObject({ code: 0 });
    }
    expect(readFileSync(inFolder('shown.csv'), 'utf8')).toBe(
      `\uFEFFFile row,Finding,Phone,Profile field,Sent,Listrak holds\r\n8,unknown to Listrak,${STRANGER},,,\r\n`,
    );
    const markup = readFileSync(inFolder('shown.html'), 'utf8');
    expect(markup).toContain(STRANGER);
    for (const phone of PEOPLE.slice(0, 6)) expect(markup).not.toContain(phone);
  });

  test('is refused as another kind of file, without a file, and over the audience file', async () => {
    const { runId } = await push(people);
    const before = readFileSync(inFolder('audience.csv'), 'utf8');
    for (const out of [[], ['--out', inFolder('report.pdf')], ['--out', inFolder('report')]]) {
      const { code, json } = await report(runId, ...out);
      expect([code, json.error.message]).toEqual([2, expect.stringContaining('--out REPORT.html')]);
    }
    const { code, json } = await report(runId, '--out', inFolder('audience.csv'));
    expect([code, json.error.message]).toEqual([
      2,
      expect.stringContaining('would overwrite the audience file'),
    ]);
    expect(readFileSync(inFolder('audience.csv'), 'utf8')).toBe(before);
    expect(readdirSync(folder.path).filter((name) => name.startsWith('report'))).toEqual([]);
  });

  test('of which there is no record is told so', async () => {
    const { code, json } = await report('nothing-of-it', '--out', inFolder('report.html'));
    expect([code, json.error.code]).toEqual([1, 'journal.unknownRun']);
    expect((await report('--out', inFolder('report.html'))).code).toBe(2);
  });
});

test('what a spreadsheet would run is neutralised among the rows left out, and goes to Listrak as it stands', async () => {
  const run = await push(
    [`+${PEOPLE[0]},@home,true`, `+${PEOPLE[1]},=cmd|calc!A1,false`, `${PEOPLE[2]},-5,true`],
    '--rejects',
    inFolder('left-out.csv'),
  );
  expect(run.sent).toBe(2);
  const [, leftOut] = readFileSync(inFolder('left-out.csv'), 'utf8').split('\r\n');
  expect(leftOut).toContain(`,'+${PEOPLE[1]},'=cmd|calc!A1,false`);
  const tier = (phone: string) => practice.company.find(1001, phone)!.values.get(601);
  expect([tier(PEOPLE[0]!), tier(PEOPLE[2]!)]).toEqual(['@home', '-5']);
});
