import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { RunSummary } from '../../../src-main/contract/sending.ts';
import { amount, dateTime } from '../../parts/amount.ts';
import { runWords } from '../../parts/run-states.ts';
import table from '../../parts/table.module.css';
import { Tag } from '../../parts/tag.tsx';
import { accountName } from '../../state/step-results.ts';
import styles from './history.module.css';

interface RunListProps {
  runs: readonly RunSummary[];
  /** The one that is being sent just now, if any. */
  underWay: string | null;
  onOpen: (runId: string) => void;
}

/** The runs, each of which opens. */
export const RunList = memo(function RunList({ runs, underWay, onOpen }: RunListProps) {
  return (
    <div className={styles.list}>
      <table className={`${table.table} ${styles.runs}`}>
        <thead>
          <tr>
            <th scope="col">When, what</th>
            <th scope="col">File, account</th>
            <th scope="col" className={styles.figure}>
              Sent
            </th>
            <th scope="col">State</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => {
            const { tone, icon, word } = runWords(run, underWay);
            return (
              <tr key={run.runId} onClick={() => onOpen(run.runId)}>
                <td>
                  <UnstyledButton className={styles.opener}>{dateTime(run.started)}</UnstyledButton>
                  <span className={styles.below}>{whatWasSent(run)}</span>
                </td>
                <td>
                  {run.file}
                  <span className={styles.below}>
                    {accountName(run.account)}, sender code {run.senderCode}
                  </span>
                </td>
                <td className={styles.figure}>
                  {amount(sentOf(run))} <span className={styles.of}>of {amount(run.ready)}</span>
                </td>
                <td>
                  <Tag tone={tone} icon={icon}>
                    {word}
                  </Tag>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
});

/** Rows in imports that Listrak took. A sample's are among those of a push that follows it, so they count once. */
export function sentOf({ imports, sent }: RunSummary): number {
  const samples = imports.filter(({ purpose, id }) => purpose === 'sample' && id !== null);
  return sent || samples.reduce((sum, { rows }) => sum + rows, 0);
}

/** What left in imports, which is less than was meant where a run was broken off. */
function whatWasSent({ imports }: RunSummary): string {
  const sample = imports.some(({ purpose }) => purpose === 'sample');
  const push = imports.some(({ purpose }) => purpose === 'push');
  if (sample && push) return 'Sample and push';
  if (sample) return 'Sample';
  return push ? 'Push' : 'Nothing';
}
