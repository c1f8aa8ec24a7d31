import type { ReactNode } from 'react';
import styles from './facts.module.css';

interface FactsProps {
  facts: [label: string, value: ReactNode][];
  /** One below the other, for values that may be long; else in as many columns as fit. */
  inLines?: boolean;
}

/** Labels and their values. */
export function Facts({ facts, inLines = false }: FactsProps) {
  return (
    <dl className={inLines ? styles.lines : styles.facts}>
      {facts.map(([label, value]) => (
        <div key={label} className={styles.fact}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
