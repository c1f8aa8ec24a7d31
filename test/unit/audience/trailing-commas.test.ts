import { describe, expect, it } from 'vitest';
import { noEvidence, sameRules } from '../../../src-main/audience/column-evidence.ts';
import { makeJudge } from '../../../src-main/audience/judge.ts';
import { summarise } from '../../../src-main/audience/review-pass.ts';
import { codesOf, field, planFor, reviewText } from './review-text.ts';

const FIELDS = [field('Note')];
const rowsOf = (count: number, end: string) =>
  Array.from({ length: count }, (_, row) => `71755501${10 + row},a${end}`).join('');

describe('rows that end in commas', () => {
  it.each([
    ['are read where all do', rowsOf(20, ',,\n'), { ready: 20, malformed: 0 }],
    ['are read where nearly all do', rowsOf(19, ',\n') + rowsOf(1, '\n'), { ready: 19, duplicate: 1 }],
    ['are malformed where few do', rowsOf(3, ',\n') + rowsOf(20, '\n'), { ready: 20, malformed: 3 }],
  ])('%s', (_what, rows, outcomes) => {
    const { index, pass, assumed } = reviewText(`Phone,Note\n${rows}`, FIELDS);
    expect(sameRules(assumed, pass.evidence)).toBe(true);
    expect(summarise(index).rows).toMatchObject(outcomes);
  });

  it('are told by all rows, not by the first ones alone', () => {
    const { pass, assumed } = reviewText(
      `Phone,Note\n${rowsOf(80, ',\n')}${'7175550199,b\n'.repeat(500)}`,
      FIELDS,
    );
    expect(assumed.widths).toEqual({ surplus: 80, exact: 120 });
    expect(pass.evidence.widths).toEqual({ surplus: 80, exact: 500 });
  });

  it('are forgiven above nine tenths of the rows', () => {
    const plan = planFor(['Phone', 'Note'], FIELDS);
    const under = (surplus: number, exact: number) => {
      const judge = makeJudge(plan, { ...noEvidence(plan.columns), widths: { surplus, exact } });
      return codesOf(judge.judge(['7175550101', 'a', '', ' '], false).marks).filter((code) =>
        code.startsWith('row'),
      );
    };
    expect(under(10, 1)).toEqual([]);
    expect(under(9, 1)).toEqual(['row.tooManyCells']);
    expect(under(0, 0)).toEqual(['row.tooManyCells']);
  });
});
