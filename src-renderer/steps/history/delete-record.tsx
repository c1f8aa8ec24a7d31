import { Button } from '@mantine/core';
import { useState } from 'react';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';
import styles from './unfinished.module.css';

/** It takes more room than the button in whose place it comes. */
const bringIntoView = (question: HTMLElement | null) => question?.scrollIntoView({ block: 'nearest' });

interface DeleteRecordProps {
  runId: string;
  /** What it means, before it is done. */
  means: string;
  onDeleted: () => void;
}

/** To delete the record of a run, which is asked once more. */
export function DeleteRecord({ runId, means, onDeleted }: DeleteRecordProps) {
  const { send, busy, failure } = useCommand('deleteRun');
  const [asking, setAsking] = useState(false);
  const [kept, setKept] = useState(false);
  const keep = () => {
    setAsking(false);
    setKept(true);
  };
  if (!asking) {
    return (
      <div>
        <Button
          size="sm"
          variant="default"
          onClick={() => setAsking(true)}
          // The focus comes back here from the question.
          autoFocus={kept}
        >
          Delete this record…
        </Button>
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for what is filled in
    <div role="group" className={styles.asked} aria-label="Delete this record?" ref={bringIntoView}>
      <span>{means}</span>
      <Button
        size="sm"
        color="red.9"
        onClick={() => void send({ runId }).then(({ ok }) => ok && onDeleted())}
        loading={busy}
      >
        Delete it
      </Button>
      <Button size="sm" variant="default" onClick={keep} disabled={busy} autoFocus>
        Keep it
      </Button>
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}
