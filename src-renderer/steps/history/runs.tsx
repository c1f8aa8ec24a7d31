import { Button, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useMemo, useRef, useState } from 'react';
import type { RunSummary } from '../../../src-main/contract/sending.ts';
import { amount, amountOf } from '../../parts/amount.ts';
import styles from './history.module.css';
import { RunList } from './run-list.tsx';
import { searchRuns } from './search-runs.ts';

const LONGEST_SEARCH = 200;

interface RunsProps {
  runs: readonly RunSummary[];
  /** The one that is being sent just now, if any. */
  underWay: string | null;
  onOpen: (runId: string) => void;
}

/** The runs on record, and a search among them. */
export function Runs({ runs, underWay, onOpen }: RunsProps) {
  const field = useRef<HTMLInputElement>(null);
  const [search, setSearch] = useState('');
  const found = useMemo(() => searchRuns(runs, search, underWay), [runs, search, underWay]);
  const clear = () => {
    setSearch('');
    // The button goes with the search; the focus must not.
    field.current?.focus();
  };
  return (
    <div className={styles.runsOnRecord}>
      <div className={styles.tools}>
        <TextInput
          ref={field}
          className={styles.search}
          type="search"
          size="sm"
          aria-label="Search the runs"
          placeholder="Search file, account, date, state or ID"
          maxLength={LONGEST_SEARCH}
          leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
          value={search}
          onChange={({ currentTarget }) => setSearch(currentTarget.value)}
        />
        <span className={styles.found} role="status">
          {found !== runs && `${amount(found.length)} of ${amountOf(runs.length, 'run')}`}
        </span>
      </div>
      {found.length > 0 ? (
        <RunList runs={found} underWay={underWay} onOpen={onOpen} />
      ) : (
        <div className={styles.empty}>
          <IconSearch size={36} stroke={1.4} aria-hidden />
          <p>No run has all the words of “{search.trim()}” in its file, account, date, state or IDs.</p>
          <Button size="sm" variant="default" onClick={clear}>
            Clear the search
          </Button>
        </div>
      )}
    </div>
  );
}
