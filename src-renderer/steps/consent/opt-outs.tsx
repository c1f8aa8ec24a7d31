import { Button } from '@mantine/core';
import type { OptOutsState } from '../../../src-main/contract/audience.ts';
import { amountOf, dateTime } from '../../parts/amount.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './consent.module.css';
import { WithoutOptOuts } from './without-opt-outs.tsx';

interface Props {
  withoutOptOuts: boolean;
  onAccept: (withoutOptOuts: boolean) => void;
  takesFocus: boolean;
}

/** Whom Listrak itself holds as opted out; they are left out whatever the files say. */
export function OptOuts({ withoutOptOuts, onAccept, takesFocus }: Props) {
  const optOuts = useAppState((state) => state.optOuts);
  const leftOut = useAppState(({ review }) =>
    review.status === 'done'
      ? (review.review.reasons.find(({ code }) => code === 'consent.optedOutInListrak')?.count ?? 0)
      : null,
  );
  const ask = useCommand('readOptOuts');
  const stop = useCommand('stopOptOuts');
  const askNow = { label: ASK[optOuts.status], onClick: () => void ask.send(null), busy: ask.busy };
  return (
    <Section
      title="What Listrak says"
      takesFocus={takesFocus}
      actions={
        (optOuts.status === 'unread' || optOuts.status === 'read') && (
          <Button size="xs" variant="default" onClick={askNow.onClick} loading={askNow.busy}>
            {askNow.label}
          </Button>
        )
      }
    >
      {optOuts.status === 'reading' && (
        <>
          <Busy
            what="Asking Listrak who is opted out"
            detail={`${amountOf(optOuts.count, 'opt-out')} so far`}
            stop={{ label: 'Stop', onClick: () => void stop.send(null), busy: stop.busy }}
          />
          <Waiting />
        </>
      )}
      {optOuts.status === 'failed' && <FailureNote failure={optOuts.failure} action={askNow} />}
      <Known optOuts={optOuts} leftOut={leftOut} />
      {/* A word that was given stays in sight until it is taken back. */}
      {(optOuts.status === 'failed' || withoutOptOuts) && (
        <WithoutOptOuts accepted={withoutOptOuts} onAccept={onAccept} />
      )}
      {ask.failure && optOuts.status !== 'failed' && <FailureNote failure={ask.failure} />}
      {stop.failure && <FailureNote failure={stop.failure} />}
      <p className={styles.hint}>
        Contacts who are opted out in Listrak are left out whatever the file says. Listrak is always asked
        again before anything is sent.
      </p>
    </Section>
  );
}

const ASK: Record<OptOutsState['status'], string> = {
  unread: 'Ask Listrak',
  reading: 'Ask Listrak',
  read: 'Ask Listrak again',
  failed: 'Ask again',
};

function Known({ optOuts, leftOut }: { optOuts: OptOutsState; leftOut: number | null }) {
  if (optOuts.status === 'unread')
    return <p className={styles.fact}>Listrak has not been asked yet who is opted out.</p>;
  if (optOuts.status !== 'read') return null;
  return (
    <p className={styles.fact}>
      <strong>{amountOf(optOuts.count, 'number is', 'numbers are')}</strong> opted out in Listrak as of{' '}
      {dateTime(optOuts.at)}
      {leftOut !== null &&
        `; ${amountOf(leftOut, 'row')} of this file ${leftOut === 1 ? 'has' : 'have'} one of these numbers`}
      .
    </p>
  );
}
