import { expect, it } from 'vitest';
import { runWords } from '../../../src-renderer/parts/run-states.ts';

const RUN = {
  ...{ runId: 'one', started: '2026-11-24T21:02:37Z', file: 'a.csv', account: 'Shop', senderCode: '12345' },
  ...{ ready: 5, imports: [], sent: 0, updated: { sample: null, push: null }, state: 'unfinished' as const },
};

it('tells a run that is under way from one that broke off', () => {
  expect(runWords(RUN, 'one').word).toBe('Being sent');
  expect(runWords(RUN, 'another').word).toBe('Unfinished');
  expect(runWords(RUN, null).word).toBe('Unfinished');
});
