import { IconCircleCheck, IconCircleX, IconHelpCircle } from '@tabler/icons-react';
import type { ReviewState } from '../../../src-main/contract/audience.ts';
import type { ReasonCode } from '../../../src-main/contract/outcome.ts';
import { amount, amountOf } from '../../parts/amount.ts';
import { countAnswers } from '../../state/count-answers.ts';
import styles from './consent.module.css';

type Done = Extract<ReviewState, { status: 'done' }>;

/** In, out and unknown at a glance. */
export function AnswerCounts({ done }: { done: Done }) {
  const { yes, no, unknown } = countAnswers(done);
  const { malformed } = done.review.rows;
  const inConflict = rowsBecause(done, 'consent.conflict');
  return (
    <>
      <dl className={styles.counts}>
        <div data-means="yes">
          <dt>
            <IconCircleCheck size={18} stroke={1.8} aria-hidden /> Opted in
          </dt>
          <dd>{amount(yes)}</dd>
        </div>
        <div data-means="no">
          <dt>
            <IconCircleX size={18} stroke={1.8} aria-hidden /> Not opted in
          </dt>
          <dd>{amount(no)}</dd>
        </div>
        <div data-means="unknown">
          <dt>
            <IconHelpCircle size={18} stroke={1.8} aria-hidden /> Unknown, so no
          </dt>
          <dd>{amount(unknown)}</dd>
        </div>
      </dl>
      {malformed > 0 && (
        <p className={styles.hint}>
          {amountOf(malformed, 'broken row has', 'broken rows have')} no answer that could be read.
        </p>
      )}
      {inConflict > 0 && (
        <p className={styles.hint}>
          {amountOf(inConflict, 'more row is', 'more rows are')} left out because another row with the same
          phone does not say yes.
        </p>
      )}
    </>
  );
}

function rowsBecause({ review }: Done, reason: ReasonCode): number {
  return review.reasons.find(({ code }) => code === reason)?.count ?? 0;
}
