import { describe, expect, test } from 'vitest';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import { lookedAt, ownTiers } from './as-reported.ts';
import { causeTrouble, FAULTS } from './every-fault.ts';
import { PEOPLE, pushing } from './pushing.ts';

/*
 * Every fault at every stage of a push of a sample and three imports. However it ends: the contacts were changed just as
 * the report says, nobody else was touched, no import was sent twice, and the record is true.
 */

const it = pushing();
const SAMPLE = 4;
const ROWS = PEOPLE.slice(0, 60);
const lines = ownTiers(ROWS);
/** Some twenty rows an import. */
const LARGEST_IMPORT_BYTES = 560;

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
    const assertAsReported = lookedAt(it, ROWS);
    const prepared = await it.prepare(lines);
    let armed = false;
    const arm = (event: PushEvent) => {
      if (armed || !when(event)) return;
      armed = true;
      causeTrouble(it.practice.faults, fault, strikes);
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
    await assertAsReported(report);
  });
});
