import { Drawer, Loader, Stack } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Result } from '../../../src-main/contract/commands.ts';
import type { RunDetail } from '../../../src-main/contract/sending.ts';
import { ConsentSummaryTable } from '../../parts/consent-summary.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { SaveReport } from '../../parts/save-report.tsx';
import { call } from '../../state/call.ts';
import { useAppState } from '../../state/store.ts';
import { DeleteRecord } from './delete-record.tsx';
import styles from './history.module.css';
import { RunRecord } from './run-record.tsx';

const MEANS =
  'The record of this run is deleted from this computer: which file was sent, to whom, the IDs of its imports, and what came of it. Nothing changes at Listrak, and the audience file stays.';
const UNFINISHED_MEANS = ' The run is unfinished: it can then no longer be finished or followed.';

interface RunDetailsProps {
  /** Null when none is opened. */
  runId: string | null;
  onClose: () => void;
}

/** All that the record of a run says, at the side of the list. */
export function RunDetails({ runId, onClose }: RunDetailsProps) {
  const [answer, setAnswer] = useState<Result<RunDetail> | null>(null);
  const underWay = useAppState(({ sending }) => sending.active?.runId ?? null);
  const unfinished = useAppState((state) => state.unfinished.runs.some((run) => run.runId === runId));
  /** Its record has an end only then. */
  const over = runId !== underWay;
  const opener = useRef<Element | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the record is read anew when its run is over
  useEffect(() => {
    if (runId === null) return;
    opener.current ??= document.activeElement;
    let superseded = false;
    setAnswer(null);
    void call('openRun', { runId }).then((result) => {
      if (!superseded) setAnswer(result);
    });
    return () => {
      superseded = true;
    };
  }, [runId, over]);
  return (
    <Drawer
      opened={runId !== null}
      onClose={onClose}
      position="right"
      size={640}
      // The drawer gives the focus back at its closing; where something took it meanwhile, once more.
      onExitTransitionEnd={() => {
        const back = opener.current as HTMLElement | null;
        if (document.activeElement === document.body || back?.tagName === 'H1') back?.focus();
        opener.current = null;
      }}
      title="A run on record"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {!answer && <Loader size="sm" aria-label="Loading" />}
      {answer && !answer.ok && <FailureNote failure={answer.failure} />}
      {answer?.ok && (
        <Stack gap={18}>
          <RunRecord run={answer.value} underWay={underWay} />
          <RunConsent run={answer.value} />
          {over && (
            <>
              <SaveReport runId={answer.value.runId} />
              <DeleteRecord
                key={runId}
                runId={answer.value.runId}
                means={`${MEANS}${unfinished ? UNFINISHED_MEANS : ''}`}
                onDeleted={() => {
                  // Its line in the list goes as well.
                  opener.current = document.querySelector('h1');
                  onClose();
                }}
              />
            </>
          )}
        </Stack>
      )}
    </Drawer>
  );
}

/** Who opted in, as it was on record when the run began. */
function RunConsent({ run: { consent, withoutOptOuts } }: { run: RunDetail }) {
  if (!consent && !withoutOptOuts) return null;
  return (
    <section className={styles.detail}>
      <h3>Who opted in</h3>
      {withoutOptOuts && (
        <Note tone="warn">
          Listrak could not be asked right before sending who is opted out; it was sent all the same, on the
          user’s word.
        </Note>
      )}
      {consent && <ConsentSummaryTable summary={consent} />}
    </section>
  );
}
