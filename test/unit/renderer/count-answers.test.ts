import fc from 'fast-check';
import { expect, it } from 'vitest';
import { countAnswers } from '../../../src-renderer/state/count-answers.ts';

it('counts rows by what their answer means, and those with a rare answer as unknown', () => {
  const answers = [
    { shown: 'yes', count: 5, means: 'yes' as const },
    { shown: 'Y', count: 3, means: 'yes' as const },
    { shown: 'no', count: 2, means: 'no' as const },
    { shown: '', count: 4, means: 'unknown' as const },
  ];
  expect(countAnswers({ answers, otherAnswers: 7 })).toEqual({ yes: 8, no: 2, unknown: 11 });
  expect(countAnswers({ answers: [], otherAnswers: 0 })).toEqual({ yes: 0, no: 0, unknown: 0 });
});

it('counts every row once', () => {
  const answer = fc.record({
    shown: fc.string(),
    count: fc.nat(1_000_000),
    means: fc.constantFrom('yes', 'no', 'unknown'),
  });
  fc.assert(
    fc.property(fc.array(answer), fc.nat(1_000_000), (answers, otherAnswers) => {
      const { yes, no, unknown } = countAnswers({ answers, otherAnswers });
      expect(yes + no + unknown).toBe(answers.reduce((sum, { count }) => sum + count, otherAnswers));
    }),
  );
});
