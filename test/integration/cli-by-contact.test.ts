import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { until } from './practice-client.ts';
import { PEOPLE } from './pushing.ts';
import { at, runCli, temporaryFolder } from './run-cli.ts';

let practice: PracticeListrak;
let folder: ReturnType<typeof temporaryFolder>;

beforeEach(async () => {
  practice = await startPracticeListrak({ unlistedFields: ['Birthday', 'Email Address'] });
  folder = temporaryFolder();
});

afterEach(async () => {
  await practice.stop();
  folder.remove();
});

const [EMAIL, TIER] = [502, 601];
const HEADER = 'email,phone,Loyalty Tier,is_sms_opted_in';
const emailOf = (place: number) => `cli.${place}@example.com`;
const audience = (count: number, header = HEADER) =>
  folder.file(
    'audience.csv',
    [
      header,
      ...PEOPLE.slice(0, count).map((phone, place) => `${emailOf(place)},${phone},From the CLI,yes`),
    ].join('\n'),
  );

const run = (command: string[], ...more: string[]) => {
  const { options, env } = at(practice);
  return runCli([...command, ...options, '--data-dir', folder.path, ...more], env);
};
const ON = '--contact-by-contact';
const resume = (runId: string, ...more: string[]) => {
  const { apiUrl, authUrl } = practice;
  const where = ['--api', apiUrl, '--auth', authUrl, '--data-dir', folder.path];
  return runCli(['resume', runId, ...where, ...more], at(practice).env);
};

const held = (count: number, id = EMAIL) =>
  PEOPLE.slice(0, count).map((phone) => practice.company.find(1001, phone)!.values.get(id!));
const emails = (count: number) => Array.from({ length: count }, (_, place) => emailOf(place));
const puts = () => practice.traffic.filter(({ method }) => method === 'PUT').length;

describe('a column for a system field that the account does not list', () => {
  test('is left out without the option, which is told', async () => {
    for (const command of ['review', 'push']) {
      const { stdout, json } = await run([command, audience(5)]);
      expect(json).toBeUndefined();
      expect(stdout).toContain(
        'The account does not list Email Address: --contact-by-contact changes it one contact at a time.',
      );
      expect(stdout).not.toContain('→ Email Address');
    }
    const { json } = await run(['push', audience(5), '--yes', '--json']);
    expect(json).toMatchObject({ state: 'finished', sent: 5, updates: null });
    expect([puts(), held(5).some((email) => email?.startsWith('cli.'))]).toEqual([0, false]);
  });

  test('is shown with the option as one that goes contact by contact, with what that costs', async () => {
    const { code, stdout } = await run(['push', audience(5)], ON);
    expect(code).toBe(2);
    expect(stdout).toContain('→ Email Address (Text), contact by contact');
    expect(stdout).toContain(
      'Email Address: changed contact by contact, up to 10 calls to Listrak, under a minute if each takes a quarter of a second.',
    );
    expect(stdout).not.toContain('--contact-by-contact');
    expect(practice.traffic.some(({ method, path }) => method !== 'GET' && !path.endsWith('Token'))).toBe(
      false,
    );
  });

  test('is not in the file that an import would have', async () => {
    const out = join(folder.path, 'out.csv');
    const { code } = await run(['normalise', audience(2), '--out', out], ON);
    expect(code).toBe(0);
    expect(readFileSync(out, 'utf8').split('\r\n')).toEqual([
      'Phone,Loyalty Tier',
      ...PEOPLE.slice(0, 2).map((phone) => `${phone},From the CLI`),
      '',
    ]);
  });

  test('cannot be mapped to without the option', async () => {
    const command = ['review', audience(2), '--map', 'email=Email Address', '--json'];
    expect((await run(command)).json.error.code).toBe('mapping.unknownField');
    expect((await run(command, ON)).code).toBe(0);
  });
});

describe('a push with the option', () => {
  test('sends a sample and everything, by import and contact by contact, and says so', async () => {
    const { code, stdout } = await run(['push', audience(30), '--yes'], ON);
    expect(code).toBe(0);
    expect([held(30), held(30, TIER)]).toEqual([emails(30), Array(30).fill('From the CLI')]);
    expect(stdout).toContain('30 of 30 ready rows are in imports that Listrak took.');
    expect(stdout.match(/Contact by contact \(Email Address\):/g)).toHaveLength(2);
    expect(stdout).toMatch(/20 changed: Listrak took the new values/);
    expect(stdout).toMatch(/10 already so: /);
  });

  test('takes a value for every row, the last of several rows with one phone, and columns in any order', async () => {
    const file = folder.file(
      'audience.csv',
      [
        'is_sms_opted_in,Left out,Loyalty Tier,birthdate,phone',
        `yes,x,First,1980-01-01,${PEOPLE[0]}`,
        `yes,x,Other,1981-02-03,${PEOPLE[1]}`,
        `yes,x,Last,1982-12-31,${PEOPLE[0]}`,
      ].join('\n'),
    );
    const options = ['--constant', 'Email Address=all@example.com', '--keep', 'last', '--json'];
    const { json } = await run(['push', file, '--yes', ...options], ON);
    expect(json).toMatchObject({
      ...{ state: 'finished', sent: 2, check: { asked: 2, match: 2 } },
      sample: { rows: 2, updates: { fields: ['Birthday', 'Email Address'], changed: 2 } },
      updates: { changed: 0, alreadySo: 2 },
    });
    expect([held(2), held(2, TIER), held(2, 501)]).toEqual([
      ['all@example.com', 'all@example.com'],
      ['Last', 'Other'],
      ['12/31/1982', '02/03/1981'],
    ]);
  });

  test('needs no import where all its columns go contact by contact', async () => {
    const file = audience(5, HEADER.replace('Loyalty Tier', 'Left out'));
    const { code, stdout } = await run(['push', file, '--yes'], ON);
    expect(code).toBe(0);
    expect(stdout).toContain('The sample, without an import: 5 rows');
    expect(practice.traffic.some(({ path }) => path.endsWith('ContactImport'))).toBe(false);
    expect(held(5)).toEqual(emails(5));
  });

  test('that was killed is finished by resume, without the option, from the hundred on in which it was', async () => {
    const { options, env } = at(practice);
    const args = ['push', audience(250), ...options, '--yes', '--skip-sample', ON, '--data-dir', folder.path];
    const { code } = await runCli(args, env, (said, child) => {
      if (said.includes('Contact by contact'))
        void until(() => puts() >= 120).then(() => child.kill('SIGKILL'));
    });
    expect(code).toBeNull();
    const changed = held(250).filter((email) => email?.startsWith('cli.')).length;
    expect(changed).toBeGreaterThanOrEqual(100);
    expect(changed).toBeLessThan(200);
    const { json: listed } = await runCli(['runs', '--json', '--data-dir', folder.path]);
    const { runId } = listed.runs[0];
    expect(listed.runs).toMatchObject([{ state: 'unfinished', sent: 250 }]);

    const asked = await resume(runId, '--json');
    expect(asked).toMatchObject({
      code: 2,
      json: { left: 0, contacts: 150 },
    });
    const finished = await resume(runId, '--yes', '--json');
    expect(finished.json).toMatchObject({
      ...{ state: 'finished', sent: 250, check: { match: 200 } },
      updates: { unknownNumber: 0, optedOut: 0, refused: 0, unsure: 0 },
    });
    const { updates } = finished.json;
    expect(updates.changed + updates.alreadySo).toBe(250);
    expect([held(250), held(250, TIER)]).toEqual([emails(250), Array(250).fill('From the CLI')]);
    expect(practice.traffic.filter(({ path }) => path.endsWith('ContactImport'))).toHaveLength(1);
    expect((await resume(runId)).stdout).toContain('There is nothing left to send.');
  });
});
