import type { ReviewState } from '../../../src-main/contract/audience.ts';
import type { Meanings } from '../../../src-main/contract/consent.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { AnswerCounts } from './answer-counts.tsx';
import { AnswerTable } from './answer-table.tsx';
import { meansNow } from './meanings.ts';
import type { DoneReview } from './use-last-done.ts';

interface Props {
  review: ReviewState;
  /** The last count of this column, if there was one. */
  counted: DoneReview | null;
  meanings: Meanings | null;
  onChoose: (meanings: Meanings | null) => void;
}

/** What stands in the opt-in column, and what it means. */
export function Answers({ review, counted, meanings, onChoose }: Props) {
  // What was chosen shows at once, however long the rows take to be judged by it.
  const answers = counted?.answers.map((answer) => ({ ...answer, means: meansNow(answer.shown, meanings) }));
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
      {counted && answers && (
        <>
          <AnswerCounts done={{ ...counted, answers }} />
          <AnswerTable
            label="Answers in the column"
            answers={answers}
            otherAnswers={counted.otherAnswers}
            meanings={meanings}
            onChoose={onChoose}
          />
        </>
      )}
    </>
  );
}
