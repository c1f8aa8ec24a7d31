import type { Outcome } from '../../src-main/contract/outcome.ts';
import type { RowCounts } from '../../src-main/contract/review.ts';
import { amount } from './amount.ts';
import styles from './outcome.module.css';
import { OutcomeBadge } from './outcome-badge.tsx';

/** Best first, as people ask: how many go, and then what keeps the others. */
export const OUTCOME_ORDER: readonly Outcome[] = ['ready', 'notOptedIn', 'invalid', 'duplicate', 'malformed'];

/** What becomes of all rows: a bar in proportion, and the counts in words below it. */
export function OutcomeBar({ rows }: { rows: RowCounts }) {
  return (
    <div>
      <OutcomeShares rows={rows} />
      <ul className={styles.legend}>
        {OUTCOME_ORDER.map((outcome) => (
          <li key={outcome} data-none={rows[outcome] === 0 || undefined}>
            <OutcomeBadge outcome={outcome} />
            <strong>{amount(rows[outcome])}</strong>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The bar alone, where the counts in words stand elsewhere. */
export function OutcomeShares({ rows }: { rows: RowCounts }) {
  return (
    <div className={styles.bar} aria-hidden>
      {OUTCOME_ORDER.filter((outcome) => rows[outcome] > 0).map((outcome) => (
        <span key={outcome} data-outcome={outcome} style={{ flexGrow: rows[outcome] }} />
      ))}
    </div>
  );
}
