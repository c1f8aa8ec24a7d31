import { Button } from '@mantine/core';
import type { OptOutsState } from '../../../src-main/contract/audience.ts';
import { amountOf, dateTime } from '../../parts/amount.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './consent.module.css';

/** Whom Listrak itself holds as opted out; they are left out whatever the file says. */
export function OptOuts() {
  const optOuts = useAppState((state) => state.optOuts);
  const leftOut = useAppState(({ review }) =>
    review.status === 'done'
      ? (review.review.reasons.find(({ code }) => code === 'consent.optedOutInListrak')?.count ?? 0)
      : null,
  );
  const ask = useCommand('readOptOuts');
  return (
    <Section
      title="What Listrak says"
      actions={
        optOuts.status !== 'reading' && (
          <Button size="xs" variant="default" onClick={() => void ask.send(null)} loading={ask.busy}>
            {optOuts.status === 'unread' ? 'Ask Listrak' : 'Ask Listrak again'}
          </Button>
        )
      }
    >
      <Known optOuts={optOuts} leftOut={leftOut} />
      {ask.failure && optOuts.status !== 'failed' && <FailureNote failure={ask.failure} />}
      <p className={styles.hint}>
        Contacts who are opted out in Listrak are left out whatever the file says. Listrak is always asked
        again before anything is sent.
      </p>
    </Section>
  );
}

function Known({ optOuts, leftOut }: { optOuts: OptOutsState; leftOut: number | null }) {
  switch (optOuts.status) {
    case 'unread':
      return <p className={styles.fact}>Listrak has not been asked yet who is opted out.</p>;
    case 'reading':
      return (
        <Busy
          what="Asking Listrak who is opted out"
          detail={`${amountOf(optOuts.count, 'opt-out')} so far`}
        />
      );
    case 'read':
      return (
        <p className={styles.fact}>
          <strong>{amountOf(optOuts.count, 'number is', 'numbers are')}</strong> opted out in Listrak as of{' '}
          {dateTime(optOuts.at)}
          {leftOut !== null &&
            `; ${amountOf(leftOut, 'row')} of this file ${leftOut === 1 ? 'has' : 'have'} one of these numbers`}
          .
        </p>
      );
    case 'failed':
      return <FailureNote failure={optOuts.failure} />;
  }
}
