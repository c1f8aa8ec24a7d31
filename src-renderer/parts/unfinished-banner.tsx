import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { goTo } from '../state/call.ts';
import { useAppState } from '../state/store.ts';
import { amount, dateTime } from './amount.ts';
import styles from './unfinished-banner.module.css';
import { whatBecame } from './unfinished-words.ts';

/** At the app's start, above whatever step is shown: a run was not finished before. */
export function UnfinishedBanner() {
  const runs = useAppState(({ unfinished }) => unfinished.runs);
  const isHidden = useAppState(({ step, sending }) => step === 'history' || sending.active !== null);
  const [later, setLater] = useState(false);
  const before = runs.filter(({ fromBefore }) => fromBefore);
  const [first, ...others] = before;
  if (!first || later || isHidden) return null;
  const which =
    others.length === 0
      ? `The run of “${first.file}” of ${dateTime(first.started)} was not finished.`
      : `${amount(before.length)} runs were not finished.`;
  return (
    <aside className={styles.banner} aria-label="Not finished before">
      <IconAlertTriangle size={20} stroke={1.8} aria-hidden />
      <p>
        <strong>{which}</strong> {whatBecame(before)}
      </p>
      <Button size="xs" variant="default" onClick={() => goTo('history')}>
        See it in History
      </Button>
      <Button size="xs" variant="subtle" onClick={() => setLater(true)}>
        Not now
      </Button>
    </aside>
  );
}
