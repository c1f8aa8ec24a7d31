import { Button } from '@mantine/core';
import type { OptOutsState } from '../../../src-main/contract/audience.ts';
import { amount, amountOf, dateTime } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './opt-outs-line.module.css';

/** Whether Listrak's own opt-outs were asked for; whatever it says, a push asks again. */
export function OptOutsLine() {
  const optOuts = useAppState((state) => state.optOuts);
  const sending = useAppState((state) => state.sending.active !== null);
  const { send, busy, failure } = useCommand('readOptOuts');
  const stop = useCommand('stopOptOuts');
  const ask = {
    label: optOuts.status === 'unread' ? 'Ask Listrak' : 'Ask Listrak again',
    onClick: () => void send(null),
    disabled: sending,
    busy,
  };
  if (optOuts.status === 'failed') return <FailureNote failure={optOuts.failure} action={ask} />;
  return (
    <>
      <div className={styles.line}>
        <span role="status">{told(optOuts)}</span>
        {optOuts.status === 'reading' ? (
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void stop.send(null)}
            loading={stop.busy}
          >
            Stop
          </Button>
        ) : (
          <Button
            size="compact-sm"
            variant="default"
            onClick={ask.onClick}
            loading={ask.busy}
            disabled={sending}
          >
            {ask.label}
          </Button>
        )}
        {failure && <FailureNote failure={failure} />}
      </div>
      {optOuts.status === 'reading' && <Waiting />}
    </>
  );
}

function told(optOuts: Exclude<OptOutsState, { status: 'failed' }>): string {
  switch (optOuts.status) {
    case 'unread':
      return 'Who is opted out in Listrak is not known yet. It is always asked before anything is sent.';
    case 'reading':
      return `Listrak is asked who is opted out: ${amount(optOuts.count)} so far`;
    case 'read':
      return `${amountOf(optOuts.count, 'number')} opted out in Listrak, asked ${dateTime(optOuts.at)}`;
  }
}
