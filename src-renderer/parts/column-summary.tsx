import { VisuallyHidden } from '@mantine/core';
import type { ColumnProblem, ColumnSummary } from '../../src-main/contract/column-summary.ts';
import { excelWords, NOTE_WORDS, REASON_WORDS } from '../../src-main/contract/words.ts';
import { amount, amountOf } from './amount.ts';
import styles from './column-summary.module.css';

const WORDS: Record<ColumnProblem['code'], string> = { ...REASON_WORDS, ...NOTE_WORDS };

/** What a column's cells hold: how many and how long, what is wrong with them, and what a spreadsheet did. */
export function SummaryDetails({ summary }: { summary: ColumnSummary }) {
  const { problems, excel } = summary;
  return (
    <div className={styles.summary}>
      <p className={styles.facts}>{factsOf(summary).join(' · ')}</p>
      {excel.map((damage) => (
        <p key={`${damage.kind} ${damage.repaired}`} className={styles.excel}>
          {excelWords(damage)}
        </p>
      ))}
      {problems.map((problem) => (
        <Problem key={problem.code} problem={problem} />
      ))}
    </div>
  );
}

function factsOf({ filled, blank, distinct, shortest, longest, adjusted, invalid }: ColumnSummary): string[] {
  const facts = [`${amount(filled)} filled`, `${amount(blank)} blank`];
  if (filled > 0) {
    const different = distinct.more ? `more than ${amount(distinct.count)}` : amount(distinct.count);
    facts.push(`${different} different`, lengthsOf(shortest ?? 0, longest ?? 0));
  }
  if (adjusted > 0) facts.push(`${amount(adjusted)} adjusted`);
  if (invalid > 0) facts.push(`${amount(invalid)} cannot be used`);
  return facts;
}

function lengthsOf(shortest: number, longest: number): string {
  if (shortest === longest) return amountOf(longest, 'character');
  return `${amount(shortest)} to ${amountOf(longest, 'character')}`;
}

function Problem({ problem: { code, count, examples } }: { problem: ColumnProblem }) {
  return (
    <div className={styles.problem}>
      <p>
        <strong>{amount(count)} ×</strong> {WORDS[code]}
      </p>
      <ul className={styles.examples}>
        {examples.map(({ row, value, sent }) => (
          <li key={row}>
            <span className={styles.row}>Row {amount(row)}</span>
            <span className={styles.value}>{value === '' ? 'blank' : value}</span>
            {sent !== null && (
              <span className={styles.value}>
                <span aria-hidden>→ </span>
                <VisuallyHidden>becomes </VisuallyHidden>
                {sent === '' ? 'blank' : sent}
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
