import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { amountOf } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { StepPage } from '../../parts/step-page.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import styles from './history.module.css';
import { RunDetails } from './run-details.tsx';
import { RunList } from './run-list.tsx';
import { Unfinished, useRest } from './unfinished.tsx';

/** What was sent before, run by run. */
export function HistoryStep() {
  const { runs, unreadable, failure } = useAppState((state) => state.history);
  const underWay = useAppState(({ sending }) => sending.active?.runId ?? null);
  const work = useAppState(({ unfinished }) => unfinished.work.status);
  const rest = useRest();
  const read = useCommand('readHistory');
  const [opened, setOpened] = useState<string | null>(null);
  const readAgain = { label: 'Read again', onClick: () => void read.send(null), busy: read.busy };

  useLostFocus(underWay ?? work);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the page is opened
  useEffect(() => {
    void read.send(null);
  }, []);

  return (
    <StepPage
      title="History"
      lead="Every run on this computer: what was sent, to whom, and what came of it."
      status={rest.status ?? (runs.length > 0 ? `${amountOf(runs.length, 'run')} on record` : null)}
      primary={rest.send}
      secondary={[rest.cancel ?? readAgain]}
    >
      {(failure ?? read.failure) && <FailureNote failure={(failure ?? read.failure)!} action={readAgain} />}
      {unreadable.length > 0 && (
        <Note
          tone="warn"
          title={`${amountOf(unreadable.length, 'record')} cannot be read, and ${unreadable.length === 1 ? 'is' : 'are'} not listed.`}
        >
          {unreadable.join(', ')}
        </Note>
      )}
      <Unfinished rest={rest} onOpen={setOpened} />
      {runs.length > 0 ? (
        <RunList runs={runs} underWay={underWay} onOpen={setOpened} />
      ) : (
        !failure &&
        unreadable.length === 0 && (
          <div className={styles.empty}>
            <IconHistory size={36} stroke={1.4} aria-hidden />
            <p>Nothing was sent yet. Each sample and each push will be listed here.</p>
          </div>
        )
      )}
      <RunDetails runId={opened} onClose={() => setOpened(null)} />
    </StepPage>
  );
}
