import {
  type Icon,
  IconCircleCheck,
  IconCircleX,
  IconCopy,
  IconMessageOff,
  IconRowRemove,
} from '@tabler/icons-react';
import type { Outcome } from '../../src-main/contract/outcome.ts';
import styles from './outcome.module.css';

/** An outcome is never told by its colour alone. */
export const OUTCOME_SIGNS: Record<Outcome, { word: string; icon: Icon }> = {
  ready: { word: 'Ready', icon: IconCircleCheck },
  notOptedIn: { word: 'Not opted in', icon: IconMessageOff },
  invalid: { word: 'Invalid', icon: IconCircleX },
  duplicate: { word: 'Duplicate', icon: IconCopy },
  malformed: { word: 'Malformed', icon: IconRowRemove },
};

export function OutcomeBadge({ outcome }: { outcome: Outcome }) {
  const { word, icon: Sign } = OUTCOME_SIGNS[outcome];
  return (
    <span className={styles.badge} data-outcome={outcome}>
      <Sign size={16} stroke={1.8} aria-hidden />
      {word}
    </span>
  );
}
