import { IconAlertCircle } from '@tabler/icons-react';
import type { Outcome } from '../../../src-main/contract/outcome.ts';
import { OUTCOME_SIGNS } from '../../parts/outcome-badge.tsx';
import styles from './found-sign.module.css';

interface FoundSignProps {
  found: { words: string; isReason: boolean };
  outcome: Outcome;
  /** Whether there is room for its words, and not for its sign alone. */
  inWords?: boolean;
}

/** Marks a cell in which a reason or note was found: a reason in the sign and colour of its row's outcome. */
export function FoundSign({ found: { words, isReason }, outcome, inWords = false }: FoundSignProps) {
  const Sign = isReason ? OUTCOME_SIGNS[outcome].icon : IconAlertCircle;
  return (
    <span
      className={inWords ? styles.words : styles.sign}
      data-outcome={isReason ? outcome : undefined}
      title={inWords ? undefined : words}
    >
      <Sign
        size={15}
        stroke={1.9}
        role={inWords ? undefined : 'img'}
        aria-hidden={inWords}
        aria-label={inWords ? undefined : words}
      />
      {inWords && words}
    </span>
  );
}
