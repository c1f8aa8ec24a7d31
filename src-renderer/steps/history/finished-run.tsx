import { Button } from '@mantine/core';
import type { UnfinishedState } from '../../../src-main/contract/unfinished.ts';
import { dateTime } from '../../parts/amount.ts';
import { CheckCounts } from '../../parts/check-result.tsx';
import { ContactUpdates } from '../../parts/contact-updates.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { stateWords } from '../../parts/run-states.ts';
import { Section } from '../../parts/section.tsx';
import { whatWent } from '../../parts/what-went.ts';
import styles from './unfinished.module.css';
import { wayToConnect } from './way-to-connect.ts';

interface FinishedRunProps {
  finished: NonNullable<UnfinishedState['finished']>;
  onOpen: (runId: string) => void;
}

/** What came of the run that was gone on with last. */
export function FinishedRun({ finished: { file, report, endedAt }, onOpen }: FinishedRunProps) {
  const { runId, state, check, updates, error } = report;
  const { tone, icon: Sign, sentence } = stateWords(state);
  return (
    <Section
      title={`What came of ${file}`}
      takesFocus
      actions={
        <Button size="xs" variant="default" onClick={() => onOpen(runId)}>
          See its record
        </Button>
      }
    >
      <div className={styles.result} data-tone={tone} role="status">
        <Sign size={24} stroke={1.8} aria-hidden />
        <div>
          <strong>{sentence}</strong>
          <p className={styles.soft}>
            {whatWent(report)} Ended {dateTime(endedAt)}.
          </p>
        </div>
      </div>
      {error && <FailureNote failure={error} action={wayToConnect(error)} />}
      {updates && <ContactUpdates updates={updates} />}
      {check && <CheckCounts check={check} />}
    </Section>
  );
}
