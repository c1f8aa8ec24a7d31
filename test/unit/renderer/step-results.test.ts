import { describe, expect, it } from 'vitest';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import type { RunSummary } from '../../../src-main/contract/sending.ts';
import {
  accountName,
  connectResult,
  consentResult,
  historyResult,
  loadResult,
  mapResult,
  pushResult,
  reviewResult,
  sampleResult,
} from '../../../src-renderer/state/step-results.ts';
import { CONNECTIONS, CONSENTS, FILES, REVIEWS, report, reviewed, sampled, state } from './states.ts';

const each = <Value, Told>(cases: Record<string, Value>, tell: (value: Value) => Told) =>
  Object.fromEntries(Object.entries(cases).map(([name, value]) => [name, tell(value)]));

it('says of the connection to whom it is', () => {
  expect(each(CONNECTIONS, connectResult)).toEqual({
    none: null,
    connecting: 'Connecting…',
    failed: 'Could not connect',
    choosing: 'Choose a sender code',
    connected: 'Shop · 12345',
  });
  expect(accountName('practice')).toBe('Practice account');
});

it('says of the file which it is', () => {
  expect(each(FILES, loadResult)).toEqual({
    none: null,
    opening: 'Opening…',
    failed: 'Could not be opened',
    stopped: 'Stopped',
    asking: 'Waits for your answer',
    open: 'audience.csv',
  });
});

it('counts of the columns those that are sent: the phone and those with a profile field', () => {
  const roles = ['phone', 'field', 'field', 'optIn', 'ignored', 'unmatched'] as const;
  const columns = roles.map(
    (role, position): ColumnState => ({
      position,
      header: 'A',
      role,
      field: null,
      note: null,
      target: 'byName',
      samples: [],
      dateOrder: null,
      badValue: 'leavesRowOut',
      suggestions: [],
    }),
  );
  expect(mapResult({ columns, constants: [], recalled: null, failure: null })).toBe('3 of 6 columns');
});

describe('of the consent it says', () => {
  const answers = [
    { shown: 'yes', count: 1400, means: 'yes' as const },
    { shown: 'no', count: 60, means: 'no' as const },
  ];
  const review = { ...reviewed({ total: 1500 }), answers, otherAnswers: 40 };

  it('how many rows say yes, of all that there are', () => {
    expect(consentResult(state({ review }))).toBe('1,400 yes · 100 not');
  });

  it('nothing while that is not known', () => {
    expect(consentResult(state({ review: REVIEWS.reading }))).toBeNull();
  });

  it('whose word it is where no column says it', () => {
    expect(consentResult(state({ review, consent: CONSENTS.onTheirWord }))).toBe('On your word');
    expect(consentResult(state({ review, consent: CONSENTS.open }))).toBe('Needs you');
  });
});

it('says of the review how far it is, and what it found', () => {
  expect(each(REVIEWS, reviewResult)).toEqual({
    none: null,
    reading: 'Reading… 99%',
    stopped: 'Stopped before its end',
    failed: 'Could not be read',
    done: '1,380 ready · 120 left out',
    nothingReady: '0 ready · 1,500 left out',
  });
});

describe('of a sample it says', () => {
  const told = (counts: Parameters<typeof sampled>[0]) => sampleResult(report({ sample: sampled(counts) }));

  it('that all of it matches, or what else became of it', () => {
    expect(told({ asked: 20, match: 20 })).toBe('20 of 20 match');
    expect(told({ asked: 20, match: 18, differ: 2 })).toBe('18 match · 2 differ');
    expect(told({ asked: 20, match: 15, differ: 1, unknownNumber: 4 })).toBe(
      '15 match · 1 differ · 4 unknown',
    );
    expect(told({ asked: 20, blank: 20 })).toBe('0 match · 20 blank');
  });

  it('no count where nothing was read back', () => {
    const sample = sampled({});
    expect(sampleResult(report({ sample, state: 'importFailed' }))).toBe('Not read back');
    expect(sampleResult(report({ sample, state: 'stopped' }))).toBe('Not read back');
    expect(sampleResult(report({ sample, state: 'mayHaveArrived' }))).toBe('May have arrived');
    expect(sampleResult(report({ sample: null, state: 'failed' }))).toBe('Not sent');
  });
});

describe('of a push it says', () => {
  it('how many were sent, and how many of those that were read back differ', () => {
    const check = { asked: 20, match: 18, differ: 2, unknownNumber: 0, blank: 0 };
    expect(pushResult(report({ sent: 1380 }))).toBe('1,380 sent');
    expect(pushResult(report({ sent: 1380, check }))).toBe('1,380 sent · 2 differ');
    expect(pushResult(report({ sent: 1380, check: { ...check, differ: 0 } }))).toBe('1,380 sent');
  });

  it('that nothing was sent only where nothing can have arrived', () => {
    expect(pushResult(report({ sent: 0, state: 'failed' }))).toBe('Nothing was sent');
    expect(pushResult(report({ sent: 0, state: 'mayHaveArrived' }))).toBe('May have arrived');
  });
});

it('counts the runs of the history', () => {
  const runs = (count: number) => ({
    runs: Array.from({ length: count }, () => ({}) as RunSummary),
    unreadable: [],
    sealed: null,
    failure: null,
  });
  expect([0, 1, 2].map((count) => historyResult(runs(count)))).toEqual(['No runs yet', '1 run', '2 runs']);
});
