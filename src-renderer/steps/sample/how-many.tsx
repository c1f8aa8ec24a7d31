import { NumberInput } from '@mantine/core';
import { useState } from 'react';
import { LARGEST_SAMPLE } from '../../../src-main/contract/sending.ts';
import styles from './choose-sample.module.css';
import type { SampleChoosing } from './use-sample-choice.ts';

interface HowManyProps {
  choosing: SampleChoosing;
  ready: number;
  disabled: boolean;
}

export function HowMany({ choosing: { shown, typeCount, endTyping }, ready, disabled }: HowManyProps) {
  /** What is being typed, until it is left; it need not be a number yet. */
  const [typed, setTyped] = useState<number | string | null>(null);
  const most = Math.min(LARGEST_SAMPLE, Math.max(1, ready));
  return (
    <NumberInput
      className={styles.count}
      label={`How many, 1 to ${most}`}
      min={1}
      max={most}
      allowDecimal={false}
      allowNegative={false}
      value={typed ?? Math.min(shown.count, most)}
      onChange={(value) => {
        setTyped(value);
        if (typeof value === 'number' && value >= 1 && value <= most) typeCount(value);
      }}
      onBlur={() => {
        setTyped(null);
        endTyping();
      }}
      disabled={disabled}
    />
  );
}
