import { Button } from '@mantine/core';
import type { ReviewState } from '../../../src-main/contract/audience.ts';
import type { Review } from '../../../src-main/contract/review.ts';
import { sheetWords } from '../../../src-main/contract/words.ts';
import { allTheSame } from '../../parts/all-the-same.ts';
import { amount, amountOf, bytes } from '../../parts/amount.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { type Action, StepPage } from '../../parts/step-page.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useNext } from '../../state/use-next.ts';
import styles from './index.module.css';
import { OptOutsLine } from './opt-outs-line.tsx';
import { RowBrowser } from './row-browser.tsx';

/** What becomes of every row, before anything is sent. */
export function ReviewStep() {
  const review = useAppState((state) => state.review);
  const sending = useAppState((state) => state.sending.active !== null);
  const again = useCommand('reviewAgain');
  const stop = useCommand('stopReview');
  const reviewAgain: Action = {
    label: 'Review again',
    onClick: () => void again.send(null),
    busy: again.busy,
    disabled: sending,
  };
  const done = review.status === 'done';
  const next = useNext('review');

  return (
    <StepPage
      title="Review"
      lead="What becomes of every row, and why. Reviewing sends nothing."
      status={statusOf(review)}
      primary={next}
      secondary={done ? [reviewAgain] : []}
    >
      {again.failure && <FailureNote failure={again.failure} />}
      {review.status === 'none' && (
        <Note tone="info" title="There is nothing to review yet.">
          Connect to an account, load a file and map its columns first.
        </Note>
      )}
      {review.status === 'reading' && (
        <Busy
          what="Reading and judging every row"
          done={review.bytes}
          of={review.ofBytes}
          startedAt={review.startedAt}
          detail={`${bytes(review.bytes)} of ${bytes(review.ofBytes)}`}
          stop={{ label: 'Stop', onClick: () => void stop.send(null), busy: stop.busy }}
        />
      )}
      {review.status === 'stopped' && (
        <Note tone="warn" title="The review was stopped before its end.">
          <p className={styles.said}>So it is not known what becomes of the rows, and nothing can be sent.</p>
          <Button size="xs" variant="default" onClick={reviewAgain.onClick} loading={again.busy}>
            {reviewAgain.label}
          </Button>
        </Note>
      )}
      {review.status === 'failed' && (
        <FailureNote failure={review.failure} action={allTheSame(review.failure) ?? reviewAgain} />
      )}
      {done && (
        <>
          <OptOutsLine />
          {sheetWords(review.review.file).map((words) => (
            <Note key={words} tone="warn" title={words} />
          ))}
          {seemsWronglyEncoded(review.review) && (
            <p className={styles.quiet}>
              Some cells hold bytes that are no UTF-8 text. If names look wrong, choose another encoding at
              Load.
            </p>
          )}
          <RowBrowser revision={review.revision} review={review.review} />
        </>
      )}
    </StepPage>
  );
}

function seemsWronglyEncoded({ file, reasons }: Review): boolean {
  return file.encoding === 'utf-8' && reasons.some(({ code }) => code === 'text.unreadable');
}

function statusOf(review: ReviewState): string | null {
  if (review.status === 'reading') return 'The file is being reviewed…';
  if (review.status !== 'done') return null;
  const { ready, total } = review.review.rows;
  const leftOut = total - ready;
  if (ready === 0) return 'No row is ready to be sent. The reasons say why.';
  return `${amount(ready)} of ${amountOf(total, 'row')} will be sent; ${amount(leftOut)} ${leftOut === 1 ? 'is' : 'are'} left out.`;
}
