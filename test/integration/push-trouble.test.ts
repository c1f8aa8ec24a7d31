import { statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { PushOrder } from '../../src-main/application/push-order.ts';
import { summariseRun } from '../../src-main/delivery/run-record.ts';
import { AUDIENCE_HEADER, PEOPLE, pushing } from './pushing.ts';

const it = pushing();
const lines = PEOPLE.slice(0, 30).map((phone) => `${phone},Gold,true`);
const sample: PushOrder['sample'] = { count: 5, choice: { kind: 'first' } };

/** What the run's record says. */
const recorded = () => summariseRun(it.record());

describe('a file that changed since its review', () => {
  test('before the sample: nothing is sent', async () => {
    const before = it.practice.company.snapshot();
    const now = () => {
      // The journal's first line is written after the review and before anything is sent.
      it.write([`${PEOPLE[40]},Stolen,true`]);
      return new Date();
    };
    const report = await it.push(lines, { now, sample });
    expect(report).toMatchObject({ state: 'failed', sent: 0, imports: [], error: { code: 'file.changed' } });
    expect(report.error!.message).toContain('Nothing was sent.');
    expect(it.practice.company.snapshot()).toEqual(before);
  });

  test('after it was laid out, in as many bytes and with the old time on it: the import is broken off', async () => {
    const path = join(it.folder.path, 'audience.csv');
    let changed = false;
    const report = await it.push(lines, {
      sample,
      tell: (event) => {
        if (event.stage !== 'planning' || event.bytes < event.ofBytes || changed) return;
        changed = true;
        const { atime, mtime } = statSync(path);
        const other = PEOPLE.slice(100, 130).map((phone) => `${phone},Gold,true`);
        expect([AUDIENCE_HEADER, ...other].join('\n').length + 1).toBe(statSync(path).size);
        it.write(other);
        utimesSync(path, atime, mtime);
      },
    });
    expect(changed).toBe(true);
    expect(report).toMatchObject({ state: 'failed', sent: 0, imports: [], error: { code: 'file.changed' } });
    expect(report.error!.message).toContain('So far the sample was sent, and nothing else.');
    const touched = it.practice.company.find(1001, PEOPLE[100]!)!;
    expect(touched.values.get(601)).not.toBe('Gold');
    expect(it.imports().filter(({ status }) => status === 201)).toHaveLength(1);
  });
});

describe('a record that cannot be written any more', () => {
  test.each([
    ['once Listrak has taken the sample', 3, { sample: { importId: '9001', rows: 5 }, imports: [], sent: 0 }],
    [
      'once the sample is over',
      4,
      { sample: { importId: '9001', status: 'Completed' }, imports: [], sent: 0 },
    ],
  ])('%s: what was sent is told all the same, and nothing more is sent', async (_when, from, told) => {
    let entries = 0;
    const now = () => {
      if (++entries >= from) throw new Error('ENOSPC');
      return new Date();
    };
    const report = await it.push(lines, { now, sample });
    expect(report).toMatchObject({ ...told, state: 'failed', error: { code: 'journal.cannotWrite' } });
    expect(report.error!.message).toContain('So far the sample was sent, and nothing else.');
    expect(it.imports()).toHaveLength(1);
  });

  test('once Listrak has taken everything: it is told', async () => {
    let entries = 0;
    const now = () => {
      if (++entries >= 4) throw new Error('ENOSPC');
      return new Date();
    };
    const report = await it.push(lines, { now });
    expect(report).toMatchObject({ state: 'failed', sent: 30, imports: [{ id: '9001', rows: 30 }] });
    expect(report.error!.message).toContain('All 30 rows were sent.');
  });
});

describe('a sample', () => {
  test('that cannot be read back is not taken for good, and the report says what it held', async () => {
    const fault = { type: 'status', status: 400 } as const;
    it.practice.faults.add({ method: 'GET', path: /Contact\/1/, fault, times: 99 });
    const report = await it.push(lines, { sample });
    expect(report).toMatchObject({
      state: 'failed',
      sample: { rows: 5, asked: 0, importId: '9001' },
      imports: [],
    });
    expect(report.error!.message).toContain('So far the sample was sent, and nothing else.');
  });

  test('of blanks alone proves nothing, so nothing more is sent', async () => {
    const report = await it.push(
      PEOPLE.slice(0, 9).map((phone) => `${phone},,true`),
      { sample },
    );
    expect(report).toMatchObject({
      state: 'stoppedAfterSample',
      sample: { asked: 5, match: 0, blank: 5 },
      imports: [],
      error: { code: 'sample.blank' },
    });
  });

  test('that differs stops the push, and says where', async () => {
    const report = await it.push(lines, {
      sample,
      check: { firstWaitMs: 1, longestWaitMs: 1, patienceMs: 0 },
      tell: (event) => {
        if (event.stage === 'following' && event.status === 'Completed') {
          it.practice.company.find(1001, PEOPLE[2]!)!.values.set(601, 'Silver');
        }
      },
    });
    expect(report).toMatchObject({
      state: 'stoppedAfterSample',
      sample: { match: 4, differ: 1, differences: [{ row: 4, sent: 'Gold', stored: 'Silver' }] },
      imports: [],
      error: { code: 'sample.differs' },
    });
  });
});

describe('an import', () => {
  test('whose answer never came may have arrived: the error says so, and so does the record', async () => {
    it.practice.faults.add({ method: 'POST', path: /ContactImport$/, fault: { type: 'resetAfter' } });
    const report = await it.push(lines);
    expect(report).toMatchObject({ state: 'mayHaveArrived', sent: 0 });
    expect(report.error!.message).toContain('may have arrived');
    expect(report.error!.message).toContain('So far 30 rows may have arrived, and nothing else.');
    expect(report.error!.hint).toContain('audience-run-push-1.csv');
    expect(recorded()).toMatchObject({
      state: 'mayHaveArrived',
      imports: [{ id: null, status: 'may have arrived' }],
    });
  });

  test('that cannot be followed any more was taken all the same, and the error says so', async () => {
    const fault = { type: 'status', status: 503 } as const;
    it.practice.faults.add({ method: 'GET', path: /ContactImport/, fault, times: 999 });
    const report = await it.push(lines, { follow: { firstWaitMs: 5, longestWaitMs: 10, patienceMs: 60 } });
    expect(report).toMatchObject({ state: 'stillRunning', sent: 30, imports: [{ id: '9001' }], check: null });
    expect(report.error!.message).toContain('Import 9001 was taken by Listrak');
    expect(report.error!.hint).toContain('before you send anything again');
  });

  test('is followed on after Listrak could not be asked for a while', async () => {
    const fault = { type: 'status', status: 503 } as const;
    // More than one look asks for.
    it.practice.faults.add({ method: 'GET', path: /ContactImport/, fault, times: 7 });
    expect(await it.push(lines)).toMatchObject({ state: 'finished', error: null });
  });

  test('that never ends is left to Listrak when patience is at its end', async () => {
    it.practice.faults.neverEndNextImport();
    const report = await it.push(lines, { follow: { firstWaitMs: 5, longestWaitMs: 10, patienceMs: 60 } });
    expect(report).toMatchObject({ state: 'stillRunning', error: { code: 'import.stillRunning' } });
  });

  test('that is stopped before it leaves is on record as not taken', async () => {
    const stop = new AbortController();
    let entries = 0;
    const now = () => {
      // The second entry says that the upload begins.
      if (++entries === 2) stop.abort();
      return new Date();
    };
    const report = await it.push(lines, { now, signal: stop.signal });
    expect(report).toMatchObject({ state: 'stopped', sent: 0, imports: [] });
    expect(report.error!.message).toBe('Stopped, as you asked. Nothing was sent.');
    expect(it.imports()).toEqual([]);
    expect(recorded()).toMatchObject({ state: 'stopped', imports: [{ status: 'not taken' }] });
  });
});

test('a push of numbers that Listrak does not know is not called a success', async () => {
  const strangers = Array.from(
    { length: 20 },
    (_, line) => `130355501${String(line).padStart(2, '0')},Gold,true`,
  );
  const report = await it.push(strangers);
  expect(report).toMatchObject({
    state: 'notChecked',
    sent: 20,
    check: { asked: 20, unknownNumber: 20 },
    error: { code: 'check.allUnknown' },
  });
});

test('a record that fails at the very end hides nothing of the check', async () => {
  let entries = 0;
  const now = () => {
    if (++entries >= 6) throw new Error('ENOSPC');
    return new Date();
  };
  const report = await it.push(lines, {
    now,
    check: { firstWaitMs: 1, longestWaitMs: 1, patienceMs: 0 },
    tell: (event) => {
      if (event.stage === 'following' && event.status === 'Completed') {
        it.practice.company.find(1001, PEOPLE[2]!)!.values.set(601, 'Silver');
      }
    },
  });
  expect(report).toMatchObject({
    state: 'finishedWithDifferences',
    sent: 30,
    check: { differ: 1 },
    error: { code: 'journal.cannotWrite' },
  });
});

test('a check that fails after the push takes nothing back from what was sent', async () => {
  const fault = { type: 'status', status: 500 } as const;
  it.practice.faults.add({ method: 'GET', path: /Contact\/1/, fault, times: 999 });
  const report = await it.push(lines);
  expect(report).toMatchObject({ state: 'notChecked', sent: 30, check: null });
  expect(report.error!.message).toContain('All 30 rows were sent.');
});
