import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { RunSummary } from '../../../src-main/contract/sending.ts';
import { amount, dateTime } from '../../parts/amount.ts';
import { runWords } from '../../parts/run-states.ts';
import table from '../../parts/table.module.css';
import { Tag } from '../../parts/tag.tsx';
import { accountName } from '../../state/step-results.ts';
import styles from './history.module.css';
import { useMoreInView } from './use-more-in-view.ts';
import { whatWasSent } from './what-was-sent.ts';

interface RunListProps {
  runs: readonly RunSummary[];
  /** The one that is being sent just now, if any. */
  underWay: string | null;
  onOpen: (runId: string) => void;
}

/** The runs, each of which opens. */
export const RunList = memo(function RunList({ runs, underWay, onOpen }: RunListProps) {
  const { drawn, end } = useMoreInView(runs.length);
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
          {runs.slice(0, drawn).map((run) => {
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
      <div ref={end} />
    </div>
  );
});

/**
 * Rows in imports that Listrak took; where there was none, contacts that were changed one by one. A sample's are among those
 * of a push that follows it, so they count once.
 */
export function sentOf({ imports, sent, updated }: RunSummary): number {
  const samples = imports.filter(({ purpose, id }) => purpose === 'sample' && id !== null);
  return sent || updated.push || samples.reduce((sum, { rows }) => sum + rows, 0) || (updated.sample ?? 0);
}
