import { UnstyledButton } from '@mantine/core';
import { memo } from 'react';
import type { Outcome } from '../../../src-main/contract/outcome.ts';
import type { RowCounts } from '../../../src-main/contract/review.ts';
import { amount } from '../../parts/amount.ts';
import { OutcomeBadge } from '../../parts/outcome-badge.tsx';
import { OUTCOME_ORDER } from '../../parts/outcome-bar.tsx';
import styles from './outcome-tabs.module.css';

interface OutcomeTabsProps {
  rows: RowCounts;
  /** Null while it is by a reason that rows are looked at. */
  chosen: Outcome | 'all' | null;
  onChoose: (outcome: Outcome | null) => void;
}

/** The counts of the outcome bar, which are also the choice of which rows to look at. */
export const OutcomeTabs = memo(function OutcomeTabs({ rows, chosen, onChoose }: OutcomeTabsProps) {
  return (
    <fieldset aria-label="Rows to look at" className={styles.choices}>
      <UnstyledButton
        className={styles.choice}
        aria-pressed={chosen === 'all'}
        onClick={() => onChoose(null)}
      >
        All rows <strong>{amount(rows.total)}</strong>
      </UnstyledButton>
      {OUTCOME_ORDER.map((outcome) => (
        <UnstyledButton
          key={outcome}
          className={styles.choice}
          aria-pressed={chosen === outcome}
          onClick={() => onChoose(outcome)}
        >
          <OutcomeBadge outcome={outcome} /> <strong>{amount(rows[outcome])}</strong>
        </UnstyledButton>
      ))}
    </fieldset>
  );
});
