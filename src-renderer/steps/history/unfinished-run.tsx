import { Button } from '@mantine/core';
import { useState } from 'react';
import {
  isOfSenderCode,
  type UnfinishedRun as Run,
  type UnfinishedWork,
} from '../../../src-main/contract/unfinished.ts';
import { amount, amountOf, dateTime } from '../../parts/amount.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { whatBecame } from '../../parts/unfinished-words.ts';
import { Waiting } from '../../parts/waiting.tsx';
import { goTo } from '../../state/call.ts';
import { accountName } from '../../state/step-results.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { CountedRest } from './counted-rest.tsx';
import styles from './unfinished.module.css';
import { wayToConnect } from './way-to-connect.ts';

interface UnfinishedRunProps {
  run: Run;
  sendsAgain: boolean;
  onSendsAgain: (sendsAgain: boolean) => void;
}

/** A run that was cut off: what is known of it, and what can be done about it. */
export function UnfinishedRun({ run, sendsAgain, onSendsAgain }: UnfinishedRunProps) {
  const work = useAppState(({ unfinished }) => unfinished.work);
  const connected = useAppState(
    ({ connection }) => connection.status === 'connected' && isOfSenderCode(run, connection),
  );
  const sending = useAppState((state) => state.sending.active !== null);
  const open = useAppState(({ file }) => (file.status === 'none' ? null : file.name));
  const follow = useCommand('followRun');
  const prepare = useCommand('prepareRun');
  const mine = work.status !== 'none' && work.runId === run.runId ? work : null;
  const rests = mine === null || mine.status === 'failed';
  const failure = prepare.failure ?? follow.failure;
  return (
    <Section title={`Not finished: ${run.file}`} takesFocus>
      <div>
        <p className={styles.what}>{whatBecame([run])}</p>
        <p className={styles.soft}>
          Begun {dateTime(run.started)}, to {accountName(run.account)}, sender code {run.senderCode}.
          {run.taken > 0 &&
            ` When it was last asked, Listrak was still working on ${amountOf(run.taken, 'row')} that it took.`}
        </p>
      </div>
      {mine && <Work work={mine} file={run.file} />}
      {(mine?.status === 'following' || mine?.status === 'askingOptOuts') && <Waiting />}
      {mine?.status === 'counted' && (
        <CountedRest counted={mine} run={run} sendsAgain={sendsAgain} onSendsAgain={onSendsAgain} />
      )}
      {failure && <FailureNote failure={failure} action={wayToConnect(failure)} />}
      {rests && (
        <>
          <div className={styles.ways}>
            {connected ? (
              <>
                <Button
                  size="sm"
                  onClick={() => void prepare.send({ runId: run.runId })}
                  disabled={sending}
                  loading={prepare.busy}
                >
                  Finish this run
                </Button>
                {run.taken > 0 && (
                  <Button
                    size="sm"
                    variant="default"
                    onClick={() => void follow.send({ runId: run.runId })}
                    disabled={sending}
                  >
                    Look what became of it
                  </Button>
                )}
              </>
            ) : (
              <Button size="sm" variant="default" onClick={() => goTo('connect')}>
                Go to Connect
              </Button>
            )}
            <Leave runId={run.runId} disabled={sending} />
          </div>
          <p className={styles.soft}>
            {!connected &&
              `To finish it, connect to ${accountName(run.account)}, sender code ${run.senderCode}.`}
            {connected &&
              `Nothing is sent yet: ${run.file} is read again first, and what would be sent is counted.${
                open === null ? '' : ` “${open}”, which is open now, is closed for it.`
              }`}
          </p>
        </>
      )}
    </Section>
  );
}

/** What is being done about it just now, or why it could not be. */
function Work({ work, file }: { work: UnfinishedWork; file: string }) {
  const stop = useCommand('stopRun');
  const stopping = { label: 'Stop', onClick: () => void stop.send(null), busy: stop.busy };
  switch (work.status) {
    case 'following':
      return <Busy what="Asking Listrak what became of it" stop={stopping} />;
    case 'reading':
      return <Busy what={`Reading ${file} again`} done={work.bytes} of={work.ofBytes} stop={stopping} />;
    case 'askingOptOuts':
      return (
        <Busy
          what="Asking Listrak who is opted out"
          detail={`${amount(work.count)} so far`}
          stop={stopping}
        />
      );
    case 'failed':
      return <FailureNote failure={work.failure} action={wayToConnect(work.failure)} />;
    default:
      return null;
  }
}

/** To leave it as it is, which is asked once more. */
function Leave({ runId, disabled }: { runId: string; disabled: boolean }) {
  const abandon = useCommand('abandonRun');
  const [asking, setAsking] = useState(false);
  if (!asking) {
    return (
      <Button size="sm" variant="default" onClick={() => setAsking(true)} disabled={disabled}>
        Leave it as it is…
      </Button>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div role="group" className={styles.asked} aria-label="Leave it?">
      <span>
        Nothing more of it is sent, nothing is undone, and it cannot be finished from here any more.
      </span>
      <Button
        size="sm"
        color="red.9"
        onClick={() => void abandon.send({ runId })}
        loading={abandon.busy}
        disabled={disabled}
      >
        Leave it
      </Button>
      <Button size="sm" variant="default" onClick={() => setAsking(false)} autoFocus>
        Keep it
      </Button>
      {abandon.failure && <FailureNote failure={abandon.failure} />}
    </div>
  );
}
