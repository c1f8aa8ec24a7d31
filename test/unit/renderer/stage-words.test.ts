import { expect, it } from 'vitest';
import type { Stage } from '../../../src-main/contract/sending.ts';
import { stageWords } from '../../../src-renderer/parts/stage-words.ts';

const uploading = (changes: Partial<Extract<Stage, { stage: 'uploading' }>>): Stage => ({
  stage: 'uploading',
  purpose: 'push',
  part: 0,
  ofParts: 3,
  rows: 1000,
  bytes: 20,
  ofBytes: 40,
  ...changes,
});

it('counts imports from one, as people do', () => {
  const told = [0, 1, 2].map((part) => stageWords(uploading({ part })).what);
  expect(told).toEqual(['Uploading import 1 of 3', 'Uploading import 2 of 3', 'Uploading import 3 of 3']);
});

it('says nothing of the import where there is only one', () => {
  expect(stageWords(uploading({ ofParts: 1 })).what).toBe('Uploading everything');
  expect(stageWords(uploading({ ofParts: 1, purpose: 'sample' })).what).toBe('Uploading the sample');
});
