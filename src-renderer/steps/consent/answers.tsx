import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { ConsentAnswer, ReviewState } from '../../../src-main/contract/audience.ts';
import { amount } from '../../parts/amount.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import table from '../../parts/table.module.css';
import { useAppState } from '../../state/store.ts';
import { AnswerCounts } from './answer-counts.tsx';
import styles from './consent.module.css';
import { MeansTag } from './means-tag.tsx';

interface Props {
  /** The answers that the user says mean yes, or null for the usual ones. */
  yes: string[] | null;
  onChoose: (yes: string[] | null) => void;
}

/** What stands in the opt-in column, and which of it means yes. */
export function Answers({ yes, onChoose }: Props) {
  const review = useAppState((state) => state.review);
  const shown = useLastDone(review);
  const meansYes = ({ shown, means }: ConsentAnswer) =>
    yes === null ? means === 'yes' : yes.includes(shown);

  function toggle(answer: ConsentAnswer) {
    const before = yes ?? shown?.answers.filter(meansYes).map(({ shown }) => shown) ?? [];
    onChoose(meansYes(answer) ? before.filter((one) => one !== answer.shown) : [...before, answer.shown]);
  }

  return (
    <>
      {review.status === 'reading' && (
        <Busy
          what="Counting the answers"
          done={review.bytes}
          of={review.ofBytes}
          startedAt={review.startedAt}
        />
      )}
      {review.status === 'failed' && <FailureNote failure={review.failure} />}
      {review.status === 'none' && (
        <Note tone="info">The answers are counted as soon as there is a mapping that works.</Note>
      )}
      {review.status === 'stopped' && (
        <Note tone="info">
          Reading the file was stopped, so the answers are not counted. Review reads it again.
        </Note>
      )}
      {shown && (
        <>
          <AnswerCounts done={shown} />
          <table className={`${table.table} ${styles.answers}`}>
            <thead>
              <tr>
                <th scope="col">Means yes</th>
                <th scope="col">Answer in the file</th>
                <th scope="col">Rows</th>
                <th scope="col">Counts as</th>
              </tr>
            </thead>
            <tbody>
              {shown.answers.map((answer) => (
                <tr key={answer.shown}>
                  <td>
                    <Checkbox
                      aria-label={`“${answer.shown || 'blank'}” means yes`}
                      checked={meansYes(answer)}
                      // No answer is no consent, whatever anybody ticks.
                      disabled={answer.shown === ''}
                      onChange={() => toggle(answer)}
                    />
                  </td>
                  <td>{answer.shown || <em>blank</em>}</td>
                  <td>{amount(answer.count)}</td>
                  <td>
                    <MeansTag means={answer.means} />
                  </td>
                </tr>
              ))}
              {shown.otherAnswers > 0 && (
                <tr>
                  <td />
                  <td>
                    <em>rarer answers, not listed</em>
                  </td>
                  <td>{amount(shown.otherAnswers)}</td>
                  <td>
                    <MeansTag means="unknown" />
                  </td>
                </tr>
              )}
            </tbody>
          </table>
        </>
      )}
      {yes !== null && (
        <div>
          <Button size="xs" variant="default" onClick={() => onChoose(null)}>
            Use the usual answers
          </Button>
        </div>
      )}
    </>
  );
}

type Done = Extract<ReviewState, { status: 'done' }>;

/** Keeps the last answers on screen while they are counted anew, so that the table does not jump at every tick. */
function useLastDone(review: ReviewState): Done | null {
  const [last, setLast] = useState<Done | null>(null);
  if (review.status === 'done' && review !== last) {
    setLast(review);
    return review;
  }
  return last;
}
