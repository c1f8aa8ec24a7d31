import { IconHistory } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { sealedWords } from '../../../src-main/contract/words.ts';
import { amountOf } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { StepPage } from '../../parts/step-page.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import styles from './history.module.css';
import { RunDetails } from './run-details.tsx';
import { Runs } from './runs.tsx';
import { Unfinished, useRest } from './unfinished.tsx';
import { Unlisted } from './unlisted.tsx';

/** What was sent before, run by run. */
export function HistoryStep() {
  const { runs, unreadable, sealed, failure } = useAppState((state) => state.history);
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
        <Unlisted
          title={`${amountOf(unreadable.length, 'record')} cannot be read, and ${unreadable.length === 1 ? 'is' : 'are'} not listed.`}
          names={unreadable}
          means="The file is deleted from this computer, and with it whatever could still be recovered of this record. Nothing changes at Listrak."
        />
      )}
      {sealed && (
        <Unlisted
          title={sealedWords(sealed)}
          names={sealed.names}
          means="The file is deleted from this computer. What its run sent cannot be read any more even with the key, and an unfinished run can no longer be finished. Nothing changes at Listrak."
        />
      )}
      <Unfinished rest={rest} onOpen={setOpened} />
      {runs.length > 0 ? (
        <Runs runs={runs} underWay={underWay} onOpen={setOpened} />
      ) : (
        !failure &&
        unreadable.length === 0 &&
        !sealed && (
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
