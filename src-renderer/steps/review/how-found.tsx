import { Button, Loader } from '@mantine/core';
import { amount, amountOf, percent } from '../../parts/amount.ts';
import { useFocusBeyond } from '../../parts/use-focus-beyond.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './filter-line.module.css';

interface HowFoundProps {
  searching: boolean;
  /** How far the search was when it was stopped before its end, in percent; else null. */
  stoppedAt: number | null;
  onAgain: () => void;
  /** How many rows were found, or were so far; null while those on screen are of the search before. */
  found: number | null;
  /** Told when the button to stop goes while it has the focus. */
  onStopGone: () => void;
}

/** How far the search is and how many rows it found, and the way to stop it. */
export function HowFound({ searching, stoppedAt, onAgain, found, onStopGone }: HowFoundProps) {
  const finding = useAppState((state) => state.finding);
  const stop = useCommand('stopFinding');
  // A search that tells of no progress is over before anybody could stop it.
  const stoppable = searching && finding !== null;
  const button = stoppable
    ? { label: 'Stop', onClick: () => void stop.send(null) }
    : stoppedAt !== null
      ? { label: 'Search again', onClick: onAgain }
      : null;
  const keepsFocus = useFocusBeyond(button !== null, onStopGone);
  return (
    <>
      <span className={styles.found} role="status">
        {searching ? (
          <>
            <Loader size={14} aria-hidden /> Searching…
          </>
        ) : (
          found !== null &&
          (stoppedAt === null
            ? amountOf(found, 'row')
            : `Stopped at ${stoppedAt}%: ${amount(found)} found so far`)
        )}
      </span>
      {stoppable && (
        <span className={styles.found}>
          {percent(finding.bytes, finding.ofBytes)}% · {amount(found ?? 0)} found
        </span>
      )}
      {button && (
        <Button size="compact-sm" variant="default" onClick={button.onClick} {...keepsFocus}>
          {button.label}
        </Button>
      )}
    </>
  );
}
