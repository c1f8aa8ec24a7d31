import { expect, it } from 'vitest';
import type { State } from '../../../src-main/contract/state.ts';
import { whyNoSample } from '../../../src-renderer/steps/sample/why-no-sample.ts';
import { REVIEWS, SENDING, state } from './states.ts';

const chosen = (rows: number[], sampleRows: number): Partial<State> => ({
  sending: { ...SENDING, choice: { ...SENDING.choice, kind: 'chosen', rows }, sampleRows },
});

it('says nothing where there are rows for a sample', () => {
  expect(whyNoSample(state())).toBeNull();
  expect(whyNoSample(state(chosen([7, 8], 1)))).toBeNull();
});

it('says why there are none', () => {
  expect(whyNoSample(state({ review: REVIEWS.reading }))).toMatch(/being reviewed/);
  expect(whyNoSample(state({ review: REVIEWS.stopped }))).toMatch(/not reviewed/);
  expect(whyNoSample(state({ review: REVIEWS.nothingReady }))).toMatch(/No row is ready/);
  expect(whyNoSample(state(chosen([], 0)))).toMatch(/add them to the sample/);
  expect(whyNoSample(state(chosen([7, 8], 0)))).toMatch(/None of the rows you chose/);
});
