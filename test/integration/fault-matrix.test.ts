import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import type { RunReport } from '../../src-main/contract/run.ts';
import { progressOf } from '../../src-main/delivery/run-progress.ts';
import type { Fault } from '../../src-main/practice/faults.ts';
import { PEOPLE, pushing } from './pushing.ts';

/*
 * Every fault at every stage of a push of a sample and three imports. However it ends: the contacts were changed just as
 * the report says, nobody else was touched, no import was sent twice, and the record is true.
 */

const it = pushing();
const TIER = 601;
const SAMPLE = 4;
const ROWS = PEOPLE.slice(0, 60);
const lines = ROWS.map((phone, place) => `${phone},Matrix ${place},true`);
/** Some twenty rows an import. */
const LARGEST_IMPORT_BYTES = 560;

const status = (code: number, headers: Record<string, string> = {}): Fault => ({
  type: 'status',
  status: code,
  headers,
});
const FAULTS: [
  name: string,
  strikes: { fault: Fault; times: number } | 'expires' | 'paused' | 'fails' | 'neverEnds',
][] = [
  ['a token that expires', 'expires'],
  ['an integration that is paused', 'paused'],
  ['HTTP 401 once', { fault: status(401), times: 1 }],
  ['HTTP 404', { fault: status(404), times: 1 }],
  ['HTTP 413 for a body that is too large', { fault: status(413), times: 1 }],
  ['HTTP 429 once', { fault: status(429), times: 1 }],
  ['HTTP 429 once, with Retry-After', { fault: status(429, { 'Retry-After': '0' }), times: 1 }],
  ['HTTP 429 for good', { fault: status(429), times: 999 }],
  ['HTTP 500', { fault: status(500), times: 1 }],
  ['HTTP 502', { fault: status(502), times: 1 }],
  ['HTTP 503 for good', { fault: status(503), times: 999 }],
  ['HTTP 504', { fault: status(504), times: 1 }],
  ['a connection that breaks before the body', { fault: { type: 'resetBefore' }, times: 1 }],
  ['a connection that breaks within the body', { fault: { type: 'resetDuring' }, times: 1 }],
  ['a connection that breaks instead of the answer', { fault: { type: 'resetAfter' }, times: 1 }],
  ['a connection that always breaks', { fault: { type: 'resetAfter' }, times: 999 }],
  ['an answer that is not JSON', { fault: { type: 'notJson' }, times: 1 }],
  ['an answer that takes its time', { fault: { type: 'slow', milliseconds: 150 }, times: 1 }],
  ['an import that ends in failure', 'fails'],
  ['an import that never ends', 'neverEnds'],
];

const IMPORT = { method: 'POST', path: /ContactImport$/ };
const IMPORT_STATE = { method: 'GET', path: /ContactImport\// };
const CONTACT = { method: 'GET', path: /Contact\/1/ };

/** When the fault is made ready, and which request it then strikes. */
const STAGES: [
  name: string,
  when: (event: PushEvent) => boolean,
  strikes: { method: string; path: RegExp },
][] = [
  ['the sample is sent', () => true, IMPORT],
  ['the sample is followed', () => true, IMPORT_STATE],
  ['the sample is read back', () => true, CONTACT],
  ['the first import is sent', ({ stage }) => stage === 'planning', IMPORT],
  ['the second import is sent', (event) => event.stage === 'following' && event.purpose === 'push', IMPORT],
  [
    'the first import is followed',
    (event) => event.stage === 'uploading' && event.purpose === 'push',
    IMPORT_STATE,
  ],
  ['a part is read back', (event) => event.stage === 'following' && event.purpose === 'push', CONTACT],
];

describe.each(STAGES)('while %s', (_stage, when, strikes) => {
  // Only what is sent has a body.
  const faults = FAULTS.filter(([name]) => strikes.method === 'POST' || !name.endsWith('within the body'));
  test.each(faults)('%s', async (_fault, fault) => {
    const before = tiers();
    const subscriptions = standing();
    const prepared = await it.prepare(lines);
    const { faults: trouble } = it.practice;
    let armed = false;
    const arm = (event: PushEvent) => {
      if (armed || !when(event)) return;
      armed = true;
      if (fault === 'expires') trouble.expireTokens();
      else if (fault === 'paused') trouble.pauseIntegration(true);
      else if (fault === 'fails') trouble.failNextImport();
      else if (fault === 'neverEnds') trouble.neverEndNextImport();
      else trouble.add({ ...strikes, ...fault });
    };
    arm({ stage: 'reading', bytes: 0, ofBytes: 0 });
    const report = await it.send(prepared, {
      sample: { count: SAMPLE, choice: { kind: 'first' } },
      largestImportBytes: LARGEST_IMPORT_BYTES,
      follow: { firstWaitMs: 5, longestWaitMs: 20, patienceMs: 400 },
      check: { firstWaitMs: 5, longestWaitMs: 20, patienceMs: 200 },
      tell: arm,
    });
    expect(armed).toBe(true);
    // What may be under way is carried out.
    await new Promise((resolve) => setTimeout(resolve, 80));
    assertContactsAsReported(report, before);
    expect(standing()).toEqual(subscriptions);
    assertNothingTwice();
    assertRecordTrue(report);
    if (report.state !== 'finished') expect(report.error?.message).toMatch(/sent|arrived/);
  });
});

const tiers = () =>
  new Map([...it.practice.company.contacts()].map(({ phone, values }) => [phone, values.get(TIER)]));

/** Who there is, and who is opted out. */
const standing = () => [...it.practice.company.contacts()].map(({ phone, optedOut }) => [phone, optedOut]);

/** Rows that were certainly changed, and those that may be, by their places. */
function rowsOf(report: RunReport): { certain: Set<number>; maybe: Set<number> } {
  const certain = new Set<number>();
  const maybe = new Set<number>();
  const put = (from: number, rows: number, end: { id: string | null; status: string }) => {
    const into = end.id !== null && end.status === 'Completed' ? certain : maybe;
    for (let row = from; row < from + rows; row++) into.add(row);
  };
  if (report.sample) put(0, report.sample.rows, { id: report.sample.importId, status: report.sample.status });
  let from = 0;
  for (const one of report.imports) {
    put(from, one.rows, one);
    from += one.rows;
  }
  return { certain, maybe };
}

function assertContactsAsReported(report: RunReport, before: ReturnType<typeof tiers>): void {
  const { certain, maybe } = rowsOf(report);
  const placeOf = new Map(ROWS.map((phone, place) => [phone, place]));
  for (const [phone, tier] of tiers()) {
    const place = placeOf.get(phone);
    const isChanged = tier !== before.get(phone);
    if (place === undefined || !(certain.has(place) || maybe.has(place)))
      expect([phone, isChanged]).toEqual([phone, false]);
    else if (certain.has(place)) expect([phone, tier]).toEqual([phone, `Matrix ${place}`]);
  }
  const taken = report.imports.filter(({ id }) => id !== null);
  expect(report.sent).toBe(taken.reduce((sum, { rows }) => sum + rows, 0));
}

/** The imports that the practice Listrak took, by their files' names. */
const taken = () => it.imports().flatMap(({ body }) => (body === null ? [] : [String(body.fileName)]));

function assertNothingTwice(): void {
  const names = taken();
  expect(new Set(names).size).toBe(names.length);
}

function assertRecordTrue(report: RunReport): void {
  const text = readFileSync(join(it.folder.path, 'runs', 'run.jsonl'), 'utf8');
  const { imports, ended } = progressOf(text.split('\n'))!;
  expect(ended).toMatchObject({ state: report.state, sent: report.sent });
  for (const { purpose, part, state } of imports) {
    const isThere = taken().some((name) => name.endsWith(`${purpose}-${part + 1}.csv`));
    if (state === 'taken' || state === 'over') expect(isThere).toBe(true);
    if (state === 'notTaken') expect(isThere).toBe(false);
  }
  expect(imports.length).toBeGreaterThanOrEqual(taken().length);
}
