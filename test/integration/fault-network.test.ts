import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import type { RunReport } from '../../src-main/contract/run.ts';
import { FOLLOWING } from '../../src-main/delivery/pacing.ts';
import { lookedAt, ownTier, ownTiers } from './as-reported.ts';
import { finishSending } from './finish-run.ts';
import { type Line, lineTo } from './line.ts';
import { PEOPLE, type Prepared, pushing } from './pushing.ts';

/*
 * The line to Listrak and the clocks of the computer, at every stage of a push of a sample and three imports: the network
 * lost for a while and for good, sleep and waking, and a clock that is set.
 */

const it = pushing();
const ROWS = PEOPLE.slice(0, 60);
const PACE = { firstWaitMs: 5, longestWaitMs: 20, patienceMs: 5_000 };
const SOON_OVER = { ...PACE, patienceMs: 500 };
const PATIENT = { ...PACE, patienceMs: FOLLOWING.patienceMs };
const sample = { count: 4, choice: { kind: 'first' as const } };
/** Some twenty rows an import. */
const largestImportBytes = 560;

/** How long Listrak takes to answer, so that something can happen meanwhile. */
const ANSWER_MS = 60;

const hasPassed = performance.now.bind(performance);

const isOver = (event: PushEvent, purpose: string) =>
  event.stage === 'following' && event.purpose === purpose && event.status === 'Completed';
const isOut = (event: PushEvent, purpose: string) =>
  event.stage === 'uploading' && event.purpose === purpose && event.bytes === event.ofBytes;

/** When it happens, and what is told when it does not pass. */
const STAGES: [name: string, when: (event: PushEvent) => boolean, told: string][] = [
  ['before the sample is sent', ({ stage }) => stage === 'reading', 'Nothing was sent.'],
  [
    'while the sample’s answer is awaited',
    (event) => isOut(event, 'sample'),
    'So far the sample may have arrived, and nothing else.',
  ],
  [
    'while the sample is followed',
    (event) => event.stage === 'following',
    'So far the sample was sent, and nothing else.',
  ],
  [
    'before the sample is read back',
    (event) => isOver(event, 'sample'),
    'So far the sample was sent, and nothing else.',
  ],
  [
    'before the first import is sent',
    ({ stage }) => stage === 'planning',
    'So far the sample was sent, and nothing else.',
  ],
  [
    'while the first import’s answer is awaited',
    (event) => isOut(event, 'push'),
    'So far the sample was sent, 23 rows may have arrived, and nothing else.',
  ],
  [
    'while the first import is followed',
    (event) => event.stage === 'following' && event.purpose === 'push',
    'So far the sample was sent, 23 rows in 1 import were sent, and nothing else.',
  ],
  [
    'before the second import is sent',
    (event) => isOver(event, 'push'),
    'So far the sample was sent, 23 rows in 1 import were sent, and nothing else.',
  ],
  [
    'while contacts are read back at the end',
    (event) => event.stage === 'checking' && event.purpose === 'push',
    'All 60 rows were sent.',
  ],
];
const isAwaited = (stage: string) => stage.endsWith('answer is awaited');
const isFollowed = (stage: string) => stage.endsWith('is followed');
/** Attempts at one call. */
const ATTEMPTS = 6;

let line: Line;
let waits: number;
let onWait: () => void;
beforeEach(async () => {
  line = await lineTo(it.practice.apiUrl);
  waits = 0;
  onWait = () => {};
});
afterEach(async () => {
  vi.restoreAllMocks();
  await line.close();
});

async function prepareByLine(): Promise<Prepared> {
  const { apiUrl, authUrl } = it.practice;
  return await it.prepare(ownTiers(ROWS), {
    addresses: { api: line.through(apiUrl), auth: line.through(authUrl) },
    retry: { attempts: ATTEMPTS, firstWaitMs: 5, longestWaitMs: 20 },
    onWait: () => {
      waits++;
      onWait();
    },
  });
}

/** Sends by the line; what is to happen happens once, at its stage. */
async function sendWith(
  prepared: Prepared,
  stage: string,
  when: (event: PushEvent) => boolean,
  happens = () => {},
  follow = PATIENT,
): Promise<RunReport> {
  let happened = false;
  const tell = (event: PushEvent) => {
    if (happened || !when(event)) return;
    happened = true;
    if (event.stage !== 'uploading') happens();
    // What is out may not be there yet: it happens once Listrak has all of it, and before it answers.
    else setTimeout(happens, ANSWER_MS / 2);
  };
  if (isAwaited(stage)) {
    const fault = { type: 'slow', milliseconds: ANSWER_MS } as const;
    it.practice.faults.add({ method: 'POST', path: /ContactImport$/, fault, times: 2 });
  }
  tell({ stage: 'reading', bytes: 0, ofBytes: 0 });
  const now = () => new Date(Date.now());
  const report = await it.send(prepared, {
    sample,
    largestImportBytes,
    follow,
    check: PACE,
    now,
    tell,
  });
  expect(happened).toBe(true);
  return report;
}

const tiers = () => ROWS.map((phone) => it.practice.company.find(1001, phone)!.values.get(601));
const ALL_OF_THEM = ROWS.map((_phone, place) => ownTier(place));

describe.each(STAGES)('%s', (stage, when, told) => {
  test('the network is lost and found: it goes on, or says what may have arrived', async () => {
    const assertAsReported = lookedAt(it, ROWS);
    const prepared = await prepareByLine();
    // What is followed goes on in Listrak meanwhile, and is looked for again when all attempts at one look have failed.
    const before = isFollowed(stage) ? ATTEMPTS + 2 : 2;
    onWait = () => {
      if (waits === before) void line.mend();
    };
    const report = await sendWith(prepared, stage, when, () => void line.cut());
    await line.mend();
    await assertAsReported(report);
    if (isAwaited(stage)) {
      expect(report).toMatchObject({ state: 'mayHaveArrived' });
      expect(waits).toBe(0);
    } else {
      expect(report).toMatchObject({ state: 'finished', sent: 60, error: null });
      expect(waits).toBeGreaterThanOrEqual(before);
      expect(tiers()).toEqual(ALL_OF_THEM);
    }
  });

  test('the network is lost for good: it says what was sent, and is finished when it is back', async () => {
    const assertAsReported = lookedAt(it, ROWS);
    const prepared = await prepareByLine();
    const report = await sendWith(prepared, stage, when, () => void line.cut(), SOON_OVER);
    await assertAsReported(report);
    expect(report.error?.message).toMatch(/^(Nothing answers at|The connection to) 127\.0\.0\.1:\d+/);
    expect(report.error?.message.endsWith(told)).toBe(true);
    await line.mend();
    if (report.sent === 60) return;
    expect(await finishSending(it, prepared, largestImportBytes)).toMatchObject({
      state: 'finished',
      sent: 60,
      error: null,
    });
    expect(tiers()).toEqual(ALL_OF_THEM);
  });

  test('the computer sleeps for an hour: it goes on, or says what may have arrived', async () => {
    const assertAsReported = lookedAt(it, ROWS);
    const prepared = await prepareByLine();
    const report = await sendWith(prepared, stage, when, () => {
      setClock(3_600_000);
      // Some systems count sleep into the time that has passed, and some do not.
      vi.spyOn(performance, 'now').mockImplementation(() => hasPassed() + 3_600_000);
      line.breakOnce();
      it.practice.faults.expireTokens();
    });
    await assertAsReported(report);
    if (isAwaited(stage)) expect(report).toMatchObject({ state: 'mayHaveArrived' });
    else expect(report).toMatchObject({ state: 'finished', sent: 60, error: null });
  });
});

test.each([
  ['forward by a day', 86_400_000],
  ['back by an hour', -3_600_000],
])('a clock that is set %s at every step changes nothing', async (_how, by) => {
  const assertAsReported = lookedAt(it, ROWS);
  const prepared = await prepareByLine();
  let set = 0;
  const report = await sendWith(prepared, '', (event) => {
    // What Listrak gave out is over by its own clock, whatever ours says.
    if (event.stage === 'planning' || event.stage === 'following') it.practice.faults.expireTokens();
    setClock(by * ++set);
    return event.stage === 'checking' && event.purpose === 'push';
  });
  await assertAsReported(report);
  expect(report).toMatchObject({ state: 'finished', sent: 60, error: null });
  expect(waits).toBe(0);
});

/** Sets the computer's clock; what has passed is counted by another. */
function setClock(by: number): void {
  vi.spyOn(Date, 'now').mockImplementation(() => hasPassed() + performance.timeOrigin + by);
}
