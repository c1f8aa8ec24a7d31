import { NumberInput, Radio, Stack } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useState } from 'react';
import type { Reading } from '../../../src-main/contract/reading.ts';
import { amount } from '../../parts/amount.ts';
import styles from './load.module.css';

type Chosen = Reading['headerRow'];

interface Props {
  chosen: Chosen;
  /** The row that is read as the header now; null where there is none. */
  read: number | null;
  onChoose: (headerRow: Chosen) => void;
}

/** As many as the contract takes. */
const LAST_ROW = 1000;
const TYPING_PAUSE = 500;

/** Which row names the columns, or that none does. */
export function HeaderChoice({ chosen, read, onChoose }: Props) {
  /** What is being typed, until it is left; it need not be a number yet. */
  const [typed, setTyped] = useState<number | string | null>(null);
  const chooseSoon = useDebouncedCallback(onChoose, TYPING_PAUSE);
  const kind = typeof chosen === 'number' ? 'row' : (chosen ?? 'found');
  const row = typed ?? (typeof chosen === 'number' ? chosen : (read ?? 1));
  const choose = (next: Chosen) => {
    chooseSoon.cancel();
    setTyped(null);
    onChoose(next);
  };
  const type = (value: number | string) => {
    setTyped(value);
    chooseSoon.cancel();
    if (typeof value === 'number' && value >= 1 && value <= LAST_ROW && value !== chosen) chooseSoon(value);
  };
  const found = chosen === null && read !== null ? ` (row ${amount(read)})` : '';
  return (
    <Radio.Group
      label="Header"
      description="The row that names the columns"
      value={kind}
      onChange={(next) => choose(next === 'none' ? 'none' : next === 'row' ? (read ?? 1) : null)}
    >
      <Stack gap={10} mt={12}>
        <Radio value="found" label={`As found${found}`} />
        <div className={styles.headerRow}>
          <Radio value="row" label="Row" />
          <NumberInput
            aria-label="Number of the header’s row"
            size="xs"
            w={90}
            min={1}
            max={LAST_ROW}
            allowDecimal={false}
            allowNegative={false}
            value={row}
            onChange={type}
            onBlur={() => {
              chooseSoon.flush();
              setTyped(null);
            }}
          />
        </div>
        <Radio value="none" label="The first row is data already (columns go by their letters: A, B, C)" />
      </Stack>
    </Radio.Group>
  );
}
