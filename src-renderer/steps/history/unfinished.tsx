import { useEffect, useState } from 'react';
import { countedRows, onlyContactsLeft } from '../../../src-main/contract/unfinished.ts';
import { amountOf } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { SendingProgress } from '../../parts/sending-progress.tsx';
import { sendingStatus } from '../../parts/stage-words.ts';
import type { Action } from '../../parts/step-page.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { PauseButton } from '../push/pause-button.tsx';
import { FinishedRun } from './finished-run.tsx';
import { UnfinishedRun } from './unfinished-run.tsx';
import { wayToConnect } from './way-to-connect.ts';

const STOP_MEANS =
  'What Listrak has taken is not undone, and an import that is under way may still arrive. Rows that were not sent yet stay as they are in Listrak.';

/** What the bottom bar offers while a run is counted, and says while it is being sent. */
export function useRest() {
  const { work } = useAppState((state) => state.unfinished);
  const active = useAppState(({ sending }) => (sending.active?.what === 'rest' ? sending.active : null));
  const [sendsAgain, setSendsAgain] = useState(false);
  const finish = useCommand('finishRun');
  const stop = useCommand('stopRun');
  const counted = work.status === 'counted' && !active ? work : null;
  const runId = counted?.runId ?? null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: it is asked anew for each run
  useEffect(() => setSendsAgain(false), [runId]);
  const rows = counted ? countedRows(counted, sendsAgain) : 0;
  const onlyContacts = counted !== null && onlyContactsLeft(counted, sendsAgain);
  const send: Action | undefined = counted
    ? {
        label: counted.onlyCheck
          ? 'Read some of it back'
          : onlyContacts
            ? `Change ${amountOf(rows, 'contact')}`
            : `Send ${amountOf(rows, 'row')}`,
        onClick: () => void finish.send({ runId: counted.runId, rows, sendsAgain }),
        disabled: rows === 0 && !counted.onlyCheck,
        busy: finish.busy,
      }
    : undefined;
  const cancel: Action = { label: 'Not now', onClick: () => void stop.send(null) };
  return {
    active,
    send,
    cancel: counted ? cancel : null,
    failure: finish.failure,
    sendsAgain,
    setSendsAgain,
    status: active
      ? sendingStatus(active)
      : counted
        ? rows === 0
          ? counted.onlyCheck
            ? 'All was sent; nothing more is.'
            : 'No row would be sent.'
          : `Ready to ${onlyContacts ? `change ${amountOf(rows, 'contact')}` : `send ${amountOf(rows, 'row')}`}. It cannot be undone from here.`
        : null,
  };
}

interface UnfinishedProps {
  rest: ReturnType<typeof useRest>;
  onOpen: (runId: string) => void;
}

/** The runs that were cut off, the one that is being finished, and what came of the last one. */
export function Unfinished({ rest, onOpen }: UnfinishedProps) {
  const { runs, work, finished } = useAppState((state) => state.unfinished);
  const underWay = useAppState(({ sending }) => sending.active?.runId ?? null);
  const { active, failure, sendsAgain, setSendsAgain } = rest;
  const listed = runs.filter(({ runId }) => runId !== underWay);
  const file = runs.find(({ runId }) => runId === underWay)?.file;
  // Of a run of which nothing is left after all, this is told no more by its own section.
  const told =
    work.status === 'failed' && !runs.some(({ runId }) => runId === work.runId) ? work.failure : null;
  return (
    <>
      {active && (
        <SendingProgress
          active={active}
          title={
            active.rows === 0
              ? `Reading back some of ${file ?? 'the run'}`
              : `Sending what is left of ${file ?? 'the run'}: ${amountOf(active.rows, 'row')}`
          }
          stopMeans={STOP_MEANS}
        >
          <PauseButton active={active} />
        </SendingProgress>
      )}
      {finished && !active && <FinishedRun finished={finished} onOpen={onOpen} />}
      {told && <FailureNote failure={told} />}
      {failure && <FailureNote failure={failure} action={wayToConnect(failure)} />}
      {listed.map((run) => (
        <UnfinishedRun key={run.runId} run={run} sendsAgain={sendsAgain} onSendsAgain={setSendsAgain} />
      ))}
    </>
  );
}
