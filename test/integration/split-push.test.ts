import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { connect } from '../../src-main/application/connect.ts';
import { type PushOrder, push } from '../../src-main/application/push.ts';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import { reviewFile } from '../../src-main/application/review.ts';
import { loopbackAddresses } from '../../src-main/listrak/addresses.ts';
import { ListrakClient } from '../../src-main/listrak/client.ts';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { practiceOptedOut, practicePhones } from '../../src-main/practice/seed.ts';
import { startThreadedReader } from '../../src-main/worker/threaded-reader.ts';
import { temporaryFolder } from './run-cli.ts';

const WORKER = pathToFileURL(new URL('../../out/main/review-worker.js', import.meta.url).pathname);
const QUICK = { firstWaitMs: 10, longestWaitMs: 50, patienceMs: 5_000 };

let practice: PracticeListrak;
let folder: ReturnType<typeof temporaryFolder>;
let reader: ReturnType<typeof startThreadedReader>;

beforeEach(async () => {
  practice = await startPracticeListrak();
  folder = temporaryFolder();
  reader = startThreadedReader(WORKER);
});

afterEach(async () => {
  await reader.close();
  await practice.stop();
  folder.remove();
});

const optedOut = new Set(practiceOptedOut(1001));
const people = practicePhones(1001).filter((phone) => !optedOut.has(phone));

/** A push of these lines with everything at its default, but for what a test says. */
async function pushLines(lines: string[], changes: Partial<PushOrder> = {}, events: PushEvent[] = []) {
  const { apiUrl, authUrl, clientId, clientSecret } = practice;
  const client = new ListrakClient({
    addresses: loopbackAddresses(apiUrl, authUrl),
    credentials: { clientId, clientSecret },
  });
  const connection = await connect(client, 'a test', 1001);
  const path = folder.file(
    'audience.csv',
    `${['phone,Loyalty Tier,is_sms_opted_in', ...lines].join('\n')}\n`,
  );
  const choices = {
    mapping: new Map<string, string>(),
    optIn: null,
    withoutConsentInformation: false,
    country: 'US' as const,
    keep: 'first' as const,
  };
  const reviewed = await reviewFile(reader, path, connection.fields, choices, '2026-11-24');
  return await push({
    connection,
    reader,
    reviewed,
    sample: null,
    seed: 1,
    withoutConsentInformation: false,
    dataDir: folder.path,
    largestImportBytes: 195_000_000,
    runId: 'run',
    now: () => new Date(),
    follow: QUICK,
    check: QUICK,
    tell: (event) => events.push(event),
    ...changes,
  });
}

test('work that is too large for one import goes in several, each complete, and every row in exactly one', async () => {
  const lines = people.slice(0, 1000).map((phone, place) => `${phone},Tier ${place},true`);
  const events: PushEvent[] = [];
  const report = await pushLines(lines, { largestImportBytes: 4_000 }, events);

  expect(report.state).toBe('finished');
  expect(report.imports.length).toBeGreaterThan(4);
  expect(report.imports.every(({ bytes }) => bytes <= 4_000)).toBe(true);
  expect(report.imports.reduce((sum, { rows }) => sum + rows, 0)).toBe(1000);
  expect(report.sent).toBe(1000);
  const taken = practice.traffic.filter(
    ({ path, method }) => method === 'POST' && path.endsWith('ContactImport'),
  );
  expect(taken.map(({ body }) => [body!.rows, body!.fileBytes])).toEqual(
    report.imports.map(({ rows, bytes }) => [rows, bytes]),
  );
  const tiers = new Map(practice.company.snapshot().map(({ phone, values }) => [phone, values[601]]));
  people.slice(0, 1000).forEach((phone, place) => {
    expect(tiers.get(phone)).toBe(`Tier ${place}`);
  });
  const parts = events.filter((event) => event.stage === 'uploading').map(({ part }) => part);
  expect(new Set(parts).size).toBe(report.imports.length);
});

test('the last imports are not sent when an earlier one fails, and the report counts what was', async () => {
  practice.faults.failNextImport();
  const lines = people.slice(0, 300).map((phone) => `${phone},Gold,true`);
  const report = await pushLines(lines, { largestImportBytes: 2_000 });
  expect(report).toMatchObject({ state: 'importFailed', imports: [{ status: 'Failed' }] });
  expect(report.sent).toBe(report.imports[0]!.rows);
});

test('a file that changed since its review is not sent', async () => {
  const lines = people.slice(0, 30).map((phone) => `${phone},Gold,true`);
  const before = practice.company.snapshot();
  const now = () => {
    // The journal's first line is written after the review and before anything is sent.
    folder.file('audience.csv', `phone,Loyalty Tier,is_sms_opted_in\n${people[40]},Stolen,true\n`);
    return new Date();
  };
  const report = await pushLines(lines, { now, sample: { count: 5, choice: { kind: 'first' } } });
  expect(report).toMatchObject({ state: 'failed', sent: 0, imports: [], error: { code: 'file.changed' } });
  expect(report.error!.message).toContain('nothing was sent');
  expect(practice.company.snapshot()).toEqual(before);
});

test('values that show only a while after the import are waited for', async () => {
  await practice.stop();
  practice = await startPracticeListrak({ lagMilliseconds: 300 });
  const lines = people.slice(0, 20).map((phone) => `${phone},Lagging,true`);
  const events: PushEvent[] = [];
  const report = await pushLines(lines, {}, events);
  expect(report).toMatchObject({ state: 'finished', check: { asked: 20, match: 20, differ: 0 } });
  expect(Math.max(...events.map((event) => (event.stage === 'checking' ? event.round : 0)))).toBeGreaterThan(
    1,
  );
});

test('what Listrak stored otherwise is reported field by field, with the phone masked', async () => {
  const [phone] = people;
  const events: PushEvent[] = [];
  const report = await pushLines([`${phone},Gold,true`], {
    check: { ...QUICK, patienceMs: 0 },
    tell: (event) => {
      events.push(event);
      if (event.stage === 'following' && event.status === 'Completed') {
        practice.company.find(1001, phone!)!.values.set(601, 'Silver');
      }
    },
  });
  expect(report).toMatchObject({
    state: 'finishedWithDifferences',
    check: { asked: 1, differ: 1 },
    differences: [
      { row: 2, phone: `•••${phone!.slice(-4)}`, field: 'Loyalty Tier', sent: 'Gold', stored: 'Silver' },
    ],
  });
});
