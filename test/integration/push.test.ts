import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ContactSnapshot } from '../../src-main/practice/company.ts';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { practiceOptedOut, practicePhones } from '../../src-main/practice/seed.ts';
import { at, runCli, temporaryFolder } from './run-cli.ts';

const SAMPLE_AUDIENCE = fileURLToPath(new URL('../../resources/sample-audience.csv', import.meta.url));

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

/** Phones of people who are opted in at the practice company, in order. */
function optedInPhones(): string[] {
  const optedOut = new Set(practiceOptedOut(1001));
  return practicePhones(1001).filter((phone) => !optedOut.has(phone));
}

async function push(file: string, ...more: string[]) {
  const { options, env } = at(practice);
  return await runCli(['push', file, ...options, '--json', '--data-dir', folder.path, ...more], env);
}

const imports = () =>
  practice.traffic.filter(({ method, path }) => method === 'POST' && path.includes('ContactImport'));
const byPhone = (contacts: ContactSnapshot[]) => new Map(contacts.map((contact) => [contact.phone, contact]));

describe('a push of the sample audience', () => {
  test('changes exactly the contacts that the normalised file names, to exactly its values, and nobody else', async () => {
    const before = byPhone(practice.company.snapshot());
    const normalised = join(folder.path, 'normalised.csv');
    const { options, env } = at(practice);
    const written = await runCli(
      ['normalise', SAMPLE_AUDIENCE, ...options, '--check-opt-outs', '--out', normalised, '--json'],
      env,
    );
    expect(written.code).toBe(0);

    const result = await push(SAMPLE_AUDIENCE, '--yes', '--seed', '7');
    expect(result.code).toBe(0);
    expect(result.json.state).toBe('finished');

    const [header, ...rows] = Papa.parse<string[]>(readFileSync(normalised, 'utf8'), {
      skipEmptyLines: true,
    }).data;
    const fieldIds = header!
      .slice(1)
      .map((name) => practice.company.fields.find((field) => field.name === name)!.id);
    expect(result.json.sent).toBe(rows.length);
    const expected = structuredClone(before);
    let unknown = 0;
    for (const [phone, ...values] of rows) {
      const contact = expected.get(phone!);
      if (!contact) {
        unknown++;
        continue;
      }
      expect(contact.optedOut).toBe(false);
      fieldIds.forEach((id, place) => {
        if (values[place] !== '') contact.values[id] = values[place]!;
      });
    }
    expect(rows.every(([phone]) => /^1\d{10}$/.test(phone!))).toBe(true);
    expect(unknown).toBeGreaterThan(10);
    expect(byPhone(practice.company.snapshot())).toEqual(expected);
    const changed = [...expected].filter(
      ([phone, contact]) => JSON.stringify(contact) !== JSON.stringify(before.get(phone)),
    );
    expect(changed.length).toBeGreaterThan(1000);

    const pushed = imports().at(-1)!;
    expect(pushed.body).toMatchObject({ rows: rows.length, fileBytes: statSync(normalised).size });
  });

  test('prints the run, the sample, the imports and the checks', async () => {
    const { json } = await push(SAMPLE_AUDIENCE, '--yes', '--seed', '7', '--sample', '20');
    expect(json.runId).toMatch(/^\d{4}-\d{2}-\d{2}T/);
    expect(json.sample).toMatchObject({
      asked: 20,
      differ: 0,
      seed: 7,
      choice: 'random',
      status: 'Completed',
    });
    expect(json.imports).toEqual([
      { id: expect.stringMatching(/^\d+$/), rows: json.sent, bytes: expect.any(Number), status: 'Completed' },
    ]);
    expect(json.check).toMatchObject({ asked: 200, differ: 0 });
    expect(json.check.match + json.check.unknownNumber).toBe(200);
  });

  test('requests nothing but tokens, the read calls and update imports of phones and profile fields', async () => {
    await push(SAMPLE_AUDIENCE, '--yes');
    const allowed = [
      /^POST \/OAuth2\/Token$/,
      /^GET \/sms\/v1\/ShortCode$/,
      /^GET \/sms\/v1\/ShortCode\/1001\/SegmentationField$/,
      /^GET \/sms\/v1\/ShortCode\/1001\/OptOut\?cursor=[^&]+&count=5000$/,
      /^GET \/sms\/v1\/ShortCode\/1001\/Contact\/1\d{10}$/,
      /^GET \/sms\/v1\/ShortCode\/1001\/ContactImport\/\d+$/,
      /^POST \/sms\/v1\/ShortCode\/1001\/ContactImport$/,
    ];
    const strangers = practice.traffic.filter(
      ({ method, path }) => !allowed.some((pattern) => pattern.test(`${method} ${path}`)),
    );
    expect(strangers).toEqual([]);
    expect(imports()).toHaveLength(2);
    for (const { body } of imports()) {
      expect(body).toMatchObject({
        importType: 'UpdateSubscribers',
        hasColumnNames: true,
        textQualifier: '"',
      });
      const mappings = body!.fileMappings as {
        fileColumnType: string;
        segmentationFieldId: number;
        fileColumn: number;
      }[];
      expect(mappings[0]).toEqual({ fileColumnType: 'Phone', segmentationFieldId: 0, fileColumn: 0 });
      for (const mapping of mappings.slice(1)) {
        expect(Object.keys(mapping).sort()).toEqual(['fileColumn', 'fileColumnType', 'segmentationFieldId']);
        expect(mapping.fileColumnType).toBe('SegmentationField');
        expect(practice.company.field(mapping.segmentationFieldId)).toBeDefined();
      }
    }
  });

  test('leaves a record that only its owner can read, with every step and no phone, email or name', async () => {
    const { json } = await push(SAMPLE_AUDIENCE, '--yes');
    const record = join(folder.path, 'runs', `${json.runId}.jsonl`);
    expect(statSync(record).mode & 0o777).toBe(0o600);
    const text = readFileSync(record, 'utf8');
    const kinds = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind);
    expect(kinds).toEqual([
      'planned',
      'uploading',
      'accepted',
      'over',
      'checked',
      'parted',
      'uploading',
      'accepted',
      'over',
      'checked',
      'ended',
    ]);
    expect(text).not.toMatch(/555\D?01\d\d|@example\.com|Amelia/);

    const { json: listed } = await runCli(['runs', '--json', '--data-dir', folder.path]);
    expect(listed.runs).toEqual([
      expect.objectContaining({ runId: json.runId, sent: json.sent, state: 'finished' }),
    ]);
  });
});

describe('before anything is sent', () => {
  test('without --yes the rows are counted, nothing is sent and no run is put on record', async () => {
    const { code, json } = await push(SAMPLE_AUDIENCE);
    expect(code).toBe(2);
    expect(json.error.code).toBe('push.notConfirmed');
    expect(json.error.message).toContain('nothing was sent');
    expect(json.review.rows.ready).toBeGreaterThan(1000);
    expect(imports()).toEqual([]);
    expect(readdirSync(folder.path)).toEqual([]);
  });

  test('a file without any word on consent sends nothing, unless the user says so', async () => {
    const [first, second] = optedInPhones();
    const file = folder.file('plain.csv', `phone,Loyalty Tier\n${first},Gold\n${second},Gold\n`);
    const without = await push(file, '--yes');
    expect(without.json).toMatchObject({
      state: 'nothingToSend',
      sent: 0,
      rows: { notOptedIn: 2 },
      error: { code: 'push.noConsentInformation', hint: expect.stringContaining('--no-consent-information') },
    });
    expect(imports()).toEqual([]);

    const accepted = await push(file, '--yes', '--no-consent-information');
    expect(accepted.json).toMatchObject({ state: 'finished', sent: 2 });
    const record = readFileSync(join(folder.path, 'runs', `${accepted.json.runId}.jsonl`), 'utf8');
    expect(JSON.parse(record.split('\n')[0]!)).toMatchObject({ withoutConsentInformation: true });
  });

  test('who is opted out in Listrak is left out although the file says yes', async () => {
    const [optedOut] = practiceOptedOut(1001);
    const [optedIn] = optedInPhones();
    const file = folder.file(
      'a.csv',
      `phone,Loyalty Tier,is_sms_opted_in\n${optedOut},Gold,true\n${optedIn},Gold,true\n`,
    );
    const before = practice.company.snapshot().find(({ phone }) => phone === optedOut);
    const { json } = await push(file, '--yes');
    expect(json).toMatchObject({ sent: 1, rows: { ready: 1, notOptedIn: 1 } });
    expect(practice.company.snapshot().find(({ phone }) => phone === optedOut)).toEqual(before);
  });
});

describe('a push that meets trouble', () => {
  test('stops after the sample when Listrak knows none of its numbers', async () => {
    const file = folder.file(
      'a.csv',
      'phone,Loyalty Tier,is_sms_opted_in\n13035550100,Gold,true\n13035550101,Gold,true\n',
    );
    const { code, json } = await push(file, '--yes');
    expect(code).toBe(3);
    expect(json).toMatchObject({
      state: 'stoppedAfterSample',
      sent: 0,
      imports: [],
      sample: { unknownNumber: 2 },
    });
    expect(json.error.message).toContain('nothing but the sample was sent');
    expect(imports()).toHaveLength(1);
  });

  test('ends with the truth when Listrak ends the sample’s import in failure', async () => {
    practice.faults.failNextImport();
    const { code, json } = await push(SAMPLE_AUDIENCE, '--yes');
    expect(code).toBe(1);
    expect(json).toMatchObject({
      state: 'importFailed',
      sent: 0,
      sample: { status: 'Failed' },
      error: { code: 'import.failed' },
    });
    expect(imports()).toHaveLength(1);
  });

  test('says that an import may have arrived when its answer never came, and does not repeat it', async () => {
    practice.faults.add({ method: 'POST', path: /ContactImport$/, fault: { type: 'resetAfter' } });
    const { code, json } = await push(SAMPLE_AUDIENCE, '--yes', '--skip-sample');
    expect(code).toBe(1);
    expect(json).toMatchObject({
      state: 'mayHaveArrived',
      sent: 0,
      imports: [{ id: null, status: 'may have arrived' }],
    });
    expect(imports()).toHaveLength(1);
  });

  test('skipping the sample is put on record', async () => {
    const { json } = await push(SAMPLE_AUDIENCE, '--yes', '--skip-sample');
    expect(json).toMatchObject({ state: 'finished', sample: null });
    const record = readFileSync(join(folder.path, 'runs', `${json.runId}.jsonl`), 'utf8');
    expect(JSON.parse(record.split('\n')[0]!)).toMatchObject({ sampleSkipped: true });
  });

  test('renews a token that ran out and goes on', async () => {
    practice.faults.add({ method: 'GET', path: /OptOut/, fault: { type: 'status', status: 401 } });
    const { json } = await push(SAMPLE_AUDIENCE, '--yes');
    expect(json.state).toBe('finished');
    expect(practice.traffic.filter(({ path }) => path === '/OAuth2/Token')).toHaveLength(2);
  });
});
