import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useAppState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { FailureNote } from './failure-note.tsx';
import { Note } from './note.tsx';
import { useFocusBeyond } from './use-focus-beyond.ts';
import styles from './waiting.module.css';

/** Why it does not go on just now, counting down to the next try, which need not be waited for. */
export function Waiting() {
  const waiting = useAppState((state) => state.waiting);
  const { send, failure } = useCommand('tryNow');
  // The way to stop it stays where the button was.
  const keepsFocus = useFocusBeyond(waiting !== null, () =>
    document.querySelector<HTMLElement>('[data-takes-focus]')?.focus(),
  );
  if (waiting === null) return null;
  return (
    <Note tone="warn" icon={IconRefresh} title={waiting.why}>
      <div className={styles.next}>
        <Countdown until={waiting.until} />
        <Button size="compact-sm" variant="default" onClick={() => void send(null)} {...keepsFocus}>
          Try now
        </Button>
      </div>
      {failure && <FailureNote failure={failure} />}
    </Note>
  );
}

function Countdown({ until }: { until: string }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((Date.parse(until) - now) / 1000);
  return (
    <span className={styles.countdown}>
      {seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again…'}
    </span>
  );
}
