import { useState } from 'react';
import type { SendingState } from '../../../src-main/contract/sending.ts';
import { amountOf } from '../../parts/amount.ts';
import { Exchanges } from '../../parts/exchanges.tsx';
import { ImportPreview } from '../../parts/import-preview.tsx';
import { SendingFailure } from '../../parts/sending-failure.tsx';
import { SendingProgress } from '../../parts/sending-progress.tsx';
import { sendingStatus } from '../../parts/stage-words.ts';
import { type Action, StepPage } from '../../parts/step-page.tsx';
import { goTo } from '../../state/call.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import { ConfirmCount } from './confirm-count.tsx';
import { isCount, isSentence } from './confirmations.ts';
import { NotProven } from './not-proven.tsx';
import { PauseButton } from './pause-button.tsx';
import { PushReport } from './push-report.tsx';
import { WhatGoes } from './what-goes.tsx';

const STOP_MEANS =
  'What Listrak has taken is not undone, and an import that is under way may still arrive. Rows that were not sent yet stay as they are in Listrak.';

/** Everything goes, once the user typed how many rows that is. */
export function PushStep() {
  const sending = useAppState((state) => state.sending);
  const ready = useAppState(({ review }) => (review.status === 'done' ? review.review.rows.ready : 0));
  const [count, setCount] = useState('');
  const [sentence, setSentence] = useState('');
  const [again, setAgain] = useState(false);
  const command = useCommand('push');
  const { active, sample, push, proven, failure } = sending;
  useLostFocus(active?.runId ?? 'none');

  // A push of which no import left is told, but is not the end of it.
  const left = push !== null && (push.report.imports.length > 0 || push.report.updates !== null);
  // Whoever sends a sample after it means to send again.
  const sampledSince = proven && sample !== null && push !== null && sample.endedAt > push.endedAt;
  const over = left && push.upToDate && failure?.what !== 'push' && !again && !sampledSince;
  const asks = !active && !over;
  const open = proven || isSentence(sentence);
  const confirmed = isCount(count, ready);
  const send = async () => {
    const begun = await command.send({ rows: ready, withoutSample: proven ? null : sentence });
    if (!begun.ok) return;
    setCount('');
    setSentence('');
    setAgain(false);
  };
  const primary: Action = over
    ? { label: 'See it in History', onClick: () => goTo('history') }
    : {
        label: `Update ${amountOf(ready, 'profile')}`,
        onClick: () => void send(),
        disabled: !open || !confirmed,
        busy: command.busy,
      };

  return (
    <StepPage
      title="Push"
      lead="Send everything that is ready to Listrak, and read a part of it back."
      status={statusOf(sending, over, open, confirmed ? ready : null)}
      primary={active ? undefined : primary}
      secondary={over ? [{ label: 'Send again…', onClick: () => setAgain(true) }] : []}
    >
      {active?.what === 'push' && (
        <SendingProgress
          active={active}
          title={`Updating ${amountOf(active.rows, 'profile')}`}
          stopMeans={STOP_MEANS}
        >
          <PauseButton active={active} />
        </SendingProgress>
      )}
      {!active && <SendingFailure what="push" sending={failure} asked={command.failure} />}
      {push && (over || !left) && !active && <PushReport push={push} />}
      {asks && !proven && (
        <NotProven sample={sample} sentence={sentence} onSentence={setSentence} focused={again && !open} />
      )}
      {asks && (
        <>
          <WhatGoes />
          <ConfirmCount
            ready={ready}
            count={count}
            onCount={setCount}
            disabled={!open}
            focused={again && open}
          />
        </>
      )}
      {!over && ready > 0 && <ImportPreview what="push" />}
      {push && left && asks && <PushReport push={push} />}
      <Exchanges />
    </StepPage>
  );
}

/** @param confirmed the count, once it was typed rightly. */
function statusOf(
  { active, proven }: SendingState,
  over: boolean,
  open: boolean,
  confirmed: number | null,
): string {
  if (active) return active.what === 'push' ? sendingStatus(active) : 'A sample is being sent; see Sample.';
  if (over) return 'This is over. Its report stays in History.';
  if (!open) return 'Locked until a sample matches.';
  const basis = proven ? 'The sample matches.' : 'No sample that matches: this will be on record.';
  return `${basis} ${confirmed === null ? 'Type the count to confirm.' : `Ready to update ${amountOf(confirmed, 'profile')}.`}`;
}
