import type { ConsentSummary } from '../../src-main/contract/consent.ts';
import { amount, amountOf, dateTime } from './amount.ts';
import styles from './consent-summary.module.css';
import { DataTable } from './data-table.tsx';

const NOTHING = '–';

/** Who opted in, by each source, and what it comes to. */
export function ConsentSummaryTable({ summary }: { summary: ConsentSummary }) {
  const { asked, column, file, listrak, outcome } = summary;
  /** Only a file of its own can have several answers of one person, or none. */
  const ofFile = (...figures: string[]) => (file ? figures : []);
  const head = ['Source', 'Yes', 'No', 'Unknown', ...ofFile('Conflicting', 'Not there'), 'Read'];
  const rows = [
    column && [
      `Column “${column.header}”`,
      ...answers(column),
      ...ofFile(NOTHING, NOTHING),
      dateTime(column.readAt),
    ],
    file && [
      `File “${file.name}”`,
      ...answers(file),
      ...ofFile(amount(file.conflicting), amount(file.notThere)),
      dateTime(file.readAt),
    ],
    [
      'Listrak',
      NOTHING,
      listrak ? amount(listrak.optedOut) : NOTHING,
      NOTHING,
      ...ofFile(NOTHING, NOTHING),
      listrak ? dateTime(listrak.readAt) : 'Not asked',
    ],
  ].filter((row) => row !== null);
  return (
    <div className={styles.summary}>
      <DataTable
        label="Who opted in, by source"
        head={head}
        figures={head.map((_, place) => place).slice(1, -1)}
        rows={rows}
      />
      <p>
        Of {amountOf(asked, 'row')}, <strong>{amountOf(outcome.yes, 'counts', 'count')} as opted in</strong>
        {outcomeWords(outcome)}.
      </p>
      {file && (
        <p className={styles.hint}>
          Conflicting and not there are counted under no or unknown as well. Neither is sent.
        </p>
      )}
    </div>
  );
}

function answers({ yes, no, unknown }: { yes: number; no: number; unknown: number }): string[] {
  return [amount(yes), amount(no), amount(unknown)];
}

function outcomeWords({ no, unknown, conflicting, optedOutInListrak }: ConsentSummary['outcome']): string {
  const others = [
    no > 0 && `${amount(no)} said no`,
    unknown > 0 && `${amount(unknown)} unknown`,
    conflicting > 0 && `${amount(conflicting)} taken back by another row with the same phone`,
    optedOutInListrak > 0 && `${amount(optedOutInListrak)} opted out in Listrak`,
  ].filter((one) => one !== false);
  return others.length > 0 ? `. Left out: ${others.join(', ')}` : '';
}
