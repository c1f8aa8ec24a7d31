import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useRef } from 'react';
import { amount, amountOf } from '../../parts/amount.ts';
import { goTo } from '../../state/call.ts';
import { useAppState } from '../../state/store.ts';
import styles from './choose-sample.module.css';
import type { SampleChoosing } from './use-sample-choice.ts';

interface ChosenRowsProps {
  choosing: SampleChoosing;
  disabled: boolean;
}

/** The rows that the user chose one by one in Review, of which some may not be ready any more. */
export function ChosenRows({ choosing: { shown, settled, change }, disabled }: ChosenRowsProps) {
  const sampleRows = useAppState(({ sending }) => sending.sampleRows);
  const review = useRef<HTMLButtonElement>(null);
  const chosen = shown.rows.length;
  const gone = settled ? chosen - sampleRows : 0;
  const removeAll = () => {
    change({ rows: [] });
    // The button goes with the rows; the focus must not.
    review.current?.focus();
  };
  return (
    <div className={styles.chosen}>
      <span>{amountOf(chosen, 'row')} chosen. Open a row in Review to add or remove it.</span>
      <Button ref={review} variant="default" onClick={() => goTo('review')}>
        Choose in Review
      </Button>
      {chosen > 0 && (
        <Button variant="subtle" onClick={removeAll} disabled={disabled}>
          Remove all
        </Button>
      )}
      {gone > 0 && (
        <strong className={styles.gone} role="status">
          <IconAlertTriangle size={18} stroke={1.8} aria-hidden />
          {amount(gone)} of the {amountOf(chosen, 'row')} you chose {gone === 1 ? 'is' : 'are'} no longer
          ready.
        </strong>
      )}
    </div>
  );
}
