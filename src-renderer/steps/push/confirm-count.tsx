import { TextInput } from '@mantine/core';
import { amount } from '../../parts/amount.ts';
import { Section } from '../../parts/section.tsx';
import { isCount } from './confirmations.ts';
import styles from './push.module.css';

interface ConfirmCountProps {
  ready: number;
  count: string;
  onCount: (count: string) => void;
  /** Until there is a sample that matches, or the user sends without one. */
  disabled: boolean;
  /** It takes the place of the button that was pressed to get here. */
  focused: boolean;
}

/** The user types how many rows go, so that nobody sends a number of them that they did not look at. */
export function ConfirmCount({ ready, count, onCount, disabled, focused }: ConfirmCountProps) {
  const typed = count.trim() !== '';
  const right = isCount(count, ready);
  return (
    <Section title="Confirm">
      <TextInput
        className={styles.field}
        label={`How many rows go to Listrak? Type ${amount(ready)}`}
        description="It cannot be undone from here."
        inputMode="numeric"
        autoComplete="off"
        value={count}
        onChange={({ currentTarget }) => onCount(currentTarget.value)}
        disabled={disabled}
        autoFocus={focused}
        error={typed && !right && `That is not ${amount(ready)} yet.`}
      />
    </Section>
  );
}
