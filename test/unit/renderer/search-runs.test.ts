import { describe, expect, it } from 'vitest';
import type { RunSummary } from '../../../src-main/contract/sending.ts';
import { searchRuns } from '../../../src-renderer/steps/history/search-runs.ts';

const run = (runId: string, part: Partial<RunSummary>): RunSummary => ({
  runId,
  started: '2026-11-24T12:02:37',
  file: 'spring.csv',
  account: 'Acme Shop',
  senderCode: '12345',
  ready: 5,
  imports: [],
  sent: 0,
  updated: { sample: null, push: null },
  state: 'finished',
  ...part,
});

const RUNS = [
  run('2026-11-24-aa11', { imports: [{ id: '9001', purpose: 'push', rows: 5, status: 'Complete' }] }),
  run('2026-12-03-bb22', { file: 'Cafe\u0301 Nord.xlsx', started: '2026-12-03T12:02:37', state: 'stopped' }),
  run('2026-12-04-cc33', {
    account: 'practice',
    state: 'unfinished',
    imports: [{ id: null, purpose: 'sample', rows: 5, status: 'may have arrived' }],
  }),
];
const found = (search: string, underWay: string | null = null) =>
  searchRuns(RUNS, search, underWay).map(({ runId }) => runId.slice(-4));

describe('a search among the runs', () => {
  it.each([
    ['the file', 'NORD', ['bb22']],
    ['the file, however its accents are written', 'café', ['bb22']],
    ['the account', 'acme shop', ['aa11', 'bb22']],
    ['the account as it is shown', 'practice account', ['cc33']],
    ['the sender code', '12345', ['aa11', 'bb22', 'cc33']],
    ['the run’s id', '2026-11-24-aa11', ['aa11']],
    ['an import’s id', '9001', ['aa11']],
    ['what was sent', 'sample', ['cc33']],
    ['the state as it is shown', 'Unfinished', ['cc33']],
    ['the date as it is shown', 'Dec 3, 2026', ['bb22']],
    ['the time as it is shown', '12:02 pm', ['aa11', 'bb22', 'cc33']],
  ])('finds by %s', (_what, search, runIds) => {
    expect(found(search)).toEqual(runIds);
  });

  it('finds only the runs that have every word, in any order and place', () => {
    expect(found('stopped  acme')).toEqual(['bb22']);
    expect(found('acme unfinished')).toEqual([]);
  });

  it('joins nothing that stands apart', () => {
    expect(found('csvAcme')).toEqual([]);
    expect(found('null')).toEqual([]);
  });

  it('knows the run that is being sent', () => {
    expect(found('being sent', '2026-12-04-cc33')).toEqual(['cc33']);
    expect(found('unfinished', '2026-12-04-cc33')).toEqual([]);
  });

  it.each(['', '  \t'])('for nothing leaves all of them as they are', (search) => {
    expect(searchRuns(RUNS, search, null)).toBe(RUNS);
  });
});
