import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AnswerTally } from '../../../src-main/audience/answer-tally.ts';
import { consentRule } from '../../../src-main/audience/consent.ts';
import { USUAL_MEANINGS } from '../../../src-main/contract/consent.ts';
import { codesOf, field, reviewText } from './review-text.ts';

function tally(cells: readonly string[], yes: string[] = USUAL_MEANINGS.yes) {
  const answers = new AnswerTally({ ...USUAL_MEANINGS, yes });
  for (const cell of cells) answers.add(cell);
  return answers.counted();
}

describe('the tally of opt-in answers', () => {
  it('counts answers that are judged alike as one, shows them as first met, and says what they mean', () => {
    expect(tally(['no', ' Yes', 'YES', 'maybe', 'yes ', 'NO', 'Maybe', 'yes'])).toEqual({
      answers: [
        { shown: 'Yes', count: 4, means: 'yes' },
        { shown: 'no', count: 2, means: 'no' },
        { shown: 'maybe', count: 2, means: 'unknown' },
      ],
      otherAnswers: 0,
    });
  });

  it('counts blanks and the words for nothing as one unknown answer', () => {
    expect(tally(['NULL', '', '  ', '#N/A'])).toEqual({
      answers: [{ shown: '', count: 4, means: 'unknown' }],
      otherAnswers: 0,
    });
  });

  it('calls yes what the user calls yes', () => {
    expect(tally(['Subscribed', 'true'], ['subscribed']).answers).toEqual([
      { shown: 'Subscribed', count: 1, means: 'yes' },
      { shown: 'true', count: 1, means: 'unknown' },
    ]);
  });

  it('lists every answer that means yes, however rare and however late it comes', () => {
    const orders = Array.from({ length: 3000 }, (_, one) => Array<string>(2).fill(`${one + 2}`)).flat();
    const { answers, otherAnswers } = tally([...orders, '1']);
    expect(answers.at(-1)).toEqual({ shown: '1', count: 1, means: 'yes' });
    expect(otherAnswers).toBe(6001 - 50 * 2 - 1);
  });

  it('lists the fifty commonest answers and counts the rows with any other', () => {
    const cells = Array.from({ length: 60 }, (_, one) => Array<string>(one + 1).fill(`answer ${one}`)).flat();
    const { answers, otherAnswers } = tally(cells);
    expect(answers.map(({ count }) => count)).toEqual(Array.from({ length: 50 }, (_, one) => 60 - one));
    expect(otherAnswers).toBe(55);
  });

  it('tracks a thousand answers and none that is endless, but counts every row', () => {
    const many = Array.from({ length: 5000 }, (_, one) => `answer number ${one}`);
    const { answers, otherAnswers } = tally([
      ...many,
      'late',
      'late',
      'x'.repeat(101),
      many[999]!,
      many[999]!,
    ]);
    expect(answers[0]).toEqual({ shown: many[999], count: 3, means: 'unknown' });
    expect(answers.some(({ shown }) => shown === 'late' || shown.length > 100)).toBe(false);
    expect(otherAnswers).toBe(5005 - 52);
  });

  it('tracks an answer of a hundred characters and no longer one, and the thousandth but no more', () => {
    const shown = (cells: string[]) => tally(cells).answers.map((one) => one.shown);
    expect(shown(['x'.repeat(100), 'y'.repeat(101)])).toEqual(['x'.repeat(100)]);
    const many = Array.from({ length: 1000 }, (_, one) => `answer number ${one}`);
    const twice = (answer: string) => [...many.filter((one) => one !== answer), answer, answer];
    expect(shown(twice(many[999]!))[0]).toBe(many[999]);
    expect(shown([...many, 'late', 'late'])).not.toContain('late');
  });

  it('counts every cell once, and each as the judging takes it', () => {
    const cell = fc.oneof(
      fc.constantFrom(
        'yes',
        'Yes ',
        'no',
        'N',
        '',
        'NULL',
        'null',
        'NaN',
        'ΣΑΣ',
        'a long answer of many words',
      ),
      fc.string({ maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(cell, { maxLength: 30 }), (cells) => {
        const { answers, otherAnswers } = tally(cells);
        const rule = consentRule(USUAL_MEANINGS);
        for (const means of ['yes', 'no', 'unknown'] as const) {
          const code = means === 'yes' ? [] : [`consent.${means}`];
          const judged = cells.filter((one) => String(codesOf(rule(one))) === String(code)).length;
          const counted = answers.filter((one) => one.means === means);
          expect(counted.reduce((sum, { count }) => sum + count, 0)).toBe(judged);
        }
        expect(otherAnswers).toBe(0);
      }),
    );
  });
});

describe('a review', () => {
  it('counts the answers of all rows but the malformed ones; a cell that is missing is blank', () => {
    const text = [
      'Phone,Name,SMS Opted In',
      '7175550101,Ann,yes',
      'no phone,Bo,yes',
      '7175550102,Cy',
      '',
      '7175550103,Dee,no,yes',
      '7175550104,"Eve,no',
    ].join('\n');
    expect(reviewText(text, [field('Name')]).pass.answers!.counted()).toEqual({
      answers: [
        { shown: 'yes', count: 2, means: 'yes' },
        { shown: '', count: 1, means: 'unknown' },
      ],
      otherAnswers: 0,
    });
  });

  it('counts no answers where no column says who opted in', () => {
    expect(reviewText('Phone\n7175550101\n', []).pass.answers).toBeNull();
  });
});
