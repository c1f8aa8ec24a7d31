import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { memo, useRef, useState } from 'react';
import type { NoteCode, ReasonCode } from '../../../src-main/contract/outcome.ts';
import styles from './filter-line.module.css';
import { HowFound } from './how-found.tsx';
import { shortWords } from './short-words.ts';

const LONGEST_SEARCH = 200;
const TYPING_PAUSE = 300;

interface FilterLineProps {
  /** Why rows are left out, or what was noted of them. */
  reason: ReasonCode | NoteCode | null;
  onReason: (reason: null) => void;
  onSearch: (search: string) => void;
  searching: boolean;
  /** How far the search was when it was stopped before its end, in percent; else null. */
  stoppedAt: number | null;
  onAgain: () => void;
  /** It comes in place of a button that was pressed. */
  focused: boolean;
  /** How many rows were found, or were so far. */
  found: number | null;
}

/** The search, the reason or note that is filtered by, and how many rows that leaves. */
export const FilterLine = memo(function FilterLine({
  reason,
  onReason,
  onSearch,
  searching,
  stoppedAt,
  onAgain,
  focused,
  found,
}: FilterLineProps) {
  const field = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const searchSoon = useDebouncedCallback(onSearch, TYPING_PAUSE);
  const searchNow = (wanted: string) => {
    searchSoon.cancel();
    onSearch(wanted);
  };
  return (
    <div className={styles.line}>
      <TextInput
        ref={field}
        autoFocus={focused}
        className={styles.search}
        type="search"
        size="sm"
        aria-label="Search the rows"
        placeholder="Search phone or text"
        maxLength={LONGEST_SEARCH}
        leftSection={<IconSearch size={16} stroke={1.8} aria-hidden />}
        value={text}
        onChange={({ currentTarget }) => {
          setText(currentTarget.value);
          searchSoon(currentTarget.value);
        }}
        onKeyDown={({ key }) => key === 'Enter' && searchNow(text)}
      />
      <div className={styles.told}>
        {reason && (
          <span className={styles.chip}>
            {shortWords(reason)}
            <CloseButton
              size="xs"
              aria-label={`Show all reasons and notes, not only “${shortWords(reason)}”`}
              onClick={() => {
                onReason(null);
                // The button goes with the reason; the focus must not.
                field.current?.focus();
              }}
            />
          </span>
        )}
        <HowFound
          searching={searching}
          stoppedAt={stoppedAt}
          onAgain={onAgain}
          found={found}
          // The button to stop goes with the search; the focus must not.
          onStopGone={() => field.current?.focus()}
        />
      </div>
    </div>
  );
});
