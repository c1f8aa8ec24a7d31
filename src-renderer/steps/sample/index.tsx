import type { SendingState } from '../../../src-main/contract/sending.ts';
import { amountOf } from '../../parts/amount.ts';
import { Exchanges } from '../../parts/exchanges.tsx';
import { ImportPreview } from '../../parts/import-preview.tsx';
import { Note } from '../../parts/note.tsx';
import { SendingFailure } from '../../parts/sending-failure.tsx';
import { SendingProgress } from '../../parts/sending-progress.tsx';
import { sendingStatus } from '../../parts/stage-words.ts';
import { type Action, StepPage } from '../../parts/step-page.tsx';
import { goTo } from '../../state/call.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import { useNext } from '../../state/use-next.ts';
import { ChooseSample } from './choose-sample.tsx';
import { SampleResult } from './sample-result.tsx';
import { useSampleChoice } from './use-sample-choice.ts';
import { whyNoSample } from './why-no-sample.ts';

/** A few rows first, read back one by one, before everything goes. */
export function SampleStep() {
  const sending = useAppState((state) => state.sending);
  const ready = useAppState(({ review }) => (review.status === 'done' ? review.review.rows.ready : 0));
  const whyNone = useAppState(whyNoSample);
  const choosing = useSampleChoice();
  const command = useCommand('sendSample');
  const next = useNext('sample');
  const { active, choice, sampleRows, sample, proven, failure } = sending;
  useLostFocus(active?.runId ?? 'none');
  const send: Action =
    whyNone === null
      ? {
          label: `Send sample of ${sampleRows}${sample ? ' again' : ''}`,
          onClick: () => void command.send({ rows: ready, choice }),
          disabled: !choosing.settled,
          busy: command.busy,
        }
      : { label: 'Go to Review', onClick: () => goTo('review') };

  return (
    <StepPage
      title="Sample"
      lead="Send a few rows, then see field by field what Listrak holds. Everything else waits until they match."
      status={choosing.settled ? statusOf(sending, whyNone) : 'Choosing rows…'}
      primary={active ? undefined : proven ? next : send}
      secondary={!active && proven ? [send] : []}
    >
      {active?.what === 'sample' && (
        <SendingProgress
          active={active}
          title={`Sending a sample of ${amountOf(active.rows, 'row')}`}
          stopMeans={null}
        />
      )}
      {!active && <SendingFailure what="sample" sending={failure} asked={command.failure} />}
      {sample && !active && <SampleResult sample={sample} proven={proven} />}
      {ready > 0 ? (
        <ChooseSample choosing={choosing} ready={ready} disabled={active !== null} />
      ) : (
        <Note tone="warn" title={whyNone ?? ''} />
      )}
      {whyNone === null && <ImportPreview what="sample" changing={!choosing.settled} />}
      <Exchanges />
    </StepPage>
  );
}

function statusOf({ active, sampleRows, proven, sample }: SendingState, whyNone: string | null): string {
  if (active) return active.what === 'sample' ? sendingStatus(active) : 'Everything is being sent; see Push.';
  if (proven) return 'The sample matches. Everything may now be sent.';
  if (whyNone !== null) return whyNone;
  if (sample && !sample.upToDate) return 'Something changed since the last sample; send one again.';
  return `${amountOf(sampleRows, 'row')} will be sent to Listrak, and nothing else.`;
}
