import { Drawer, Loader } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { Result } from '../../../src-main/contract/commands.ts';
import type { RunDetail } from '../../../src-main/contract/sending.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { call } from '../../state/call.ts';
import { useAppState } from '../../state/store.ts';
import { RunRecord } from './run-record.tsx';

interface RunDetailsProps {
  /** Null when none is opened. */
  runId: string | null;
  onClose: () => void;
}

/** All that the record of a run says, at the side of the list. */
export function RunDetails({ runId, onClose }: RunDetailsProps) {
  const [answer, setAnswer] = useState<Result<RunDetail> | null>(null);
  const underWay = useAppState(({ sending }) => sending.active?.runId ?? null);
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
        if (document.activeElement === document.body) (opener.current as HTMLElement | null)?.focus();
        opener.current = null;
      }}
      title="A run on record"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {!answer && <Loader size="sm" aria-label="Loading" />}
      {answer && !answer.ok && <FailureNote failure={answer.failure} />}
      {answer?.ok && <RunRecord run={answer.value} underWay={underWay} />}
    </Drawer>
  );
}
