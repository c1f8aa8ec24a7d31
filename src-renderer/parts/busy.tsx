import { Button, Progress } from '@mantine/core';
import { useEffect, useState } from 'react';
import { duration, percent } from './amount.ts';
import styles from './busy.module.css';

interface Props {
  what: string;
  /** How far it is; without it only that it goes on is shown. */
  done?: number;
  of?: number;
  /** ISO time of the begin, for the time left. */
  startedAt?: string;
  /** In place of the percentage and the time left, or beside them. */
  detail?: string;
  stop?: { label: string; onClick: () => void; busy?: boolean };
}

/** Something that takes a while: what it is, how far it is, how long it will take, and a way to stop it. */
export function Busy({ what, done, of, startedAt, detail, stop }: Props) {
  const now = useNow();
  const known = done !== undefined && of !== undefined;
  const share = known ? percent(done, of) : 100;
  const left = known && startedAt !== undefined ? timeLeft(now - Date.parse(startedAt), done, of) : null;
  const percentage = share === 100 ? 'Finishing…' : `${share}%`;
  const told = [detail, known ? percentage : null, left].filter((text) => text).join(' · ');
  return (
    <div className={styles.busy}>
      <div className={styles.line}>
        <span className={styles.what}>{what}</span>
        <span className={styles.told}>{told}</span>
        {stop && (
          <Button
            size="xs"
            variant="default"
            onClick={stop.onClick}
            loading={stop.busy ?? false}
            data-takes-focus
          >
            {stop.label}
          </Button>
        )}
      </div>
      <Progress.Root size={8}>
        <Progress.Section
          // What comes next begins by itself, rather than shrinking from where the last thing ended.
          key={what}
          value={share}
          animated={!known}
          striped={!known}
          opacity={known ? 1 : 0.6}
          aria-label={what}
          {...(known ? {} : { 'aria-valuenow': undefined, 'aria-valuetext': 'Under way' })}
        />
      </Progress.Root>
    </div>
  );
}

/** Too early to tell is told as nothing, and so is less than a second. */
function timeLeft(elapsed: number, done: number, of: number): string | null {
  if (done <= 0 || elapsed < 1000) return null;
  const left = (elapsed * (of - done)) / done;
  return left < 1000 ? null : `about ${duration(left)} left`;
}

function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
