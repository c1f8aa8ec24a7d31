import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { memo, useRef, useState } from 'react';
import type { NoteCode, ReasonCode } from '../../../src-main/contract/outcome.ts';
import type { Review } from '../../../src-main/contract/review.ts';
import { NOTE_WORDS, REASON_WORDS } from '../../../src-main/contract/words.ts';
import { amount, amountOf } from '../../parts/amount.ts';
import styles from './findings.module.css';

interface FindingsProps {
  reasons: Review['reasons'];
  notes: Review['notes'];
  chosen: ReasonCode | NoteCode | null;
  onChoose: (reason: ReasonCode | NoteCode | null) => void;
}

/**
 * Why rows are left out, and what was noted of rows that go: each a filter of its own.
 * Where the page is too narrow to have them beside the rows, they open on demand.
 */
export const Findings = memo(function Findings({ reasons, notes, chosen, onChoose }: FindingsProps) {
  const [opened, setOpened] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const choose = (reason: ReasonCode | NoteCode) => {
    onChoose(chosen === reason ? null : reason);
    // Out of the way of the rows, where it is in their way; the focus must not go with it.
    opener.current?.focus();
    setOpened(false);
  };
  return (
    <div className={styles.findings} data-opened={opened}>
      <UnstyledButton
        ref={opener}
        className={styles.opener}
        aria-expanded={opened}
        onClick={() => setOpened((before) => !before)}
      >
        {opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
        {amountOf(reasons.length, 'reason')} why rows are left out
        {notes.length > 0 && `, ${amountOf(notes.length, 'thing')} worth knowing`}
      </UnstyledButton>
      <section aria-labelledby="reasons">
        <h2 id="reasons" className={styles.title}>
          Why rows are left out
        </h2>
        {reasons.length === 0 ? (
          <p className={styles.none}>No row is left out.</p>
        ) : (
          <ul className={styles.list}>
            {byCount(reasons).map(({ code, count }) => (
              <Finding
                key={code}
                words={REASON_WORDS[code]}
                count={count}
                chosen={chosen === code}
                onChoose={() => choose(code)}
              />
            ))}
          </ul>
        )}
        {reasons.length > 1 && <p className={styles.none}>A row can have several reasons.</p>}
      </section>
      {notes.length > 0 && (
        <section aria-labelledby="notes">
          <h2 id="notes" className={styles.title}>
            Worth knowing
          </h2>
          <ul className={styles.list}>
            {byCount(notes).map(({ code, count, rows }) => (
              <Finding
                key={code}
                words={NOTE_WORDS[code]}
                count={count}
                examples={examples(rows, count)}
                chosen={chosen === code}
                onChoose={() => choose(code)}
              />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
});

interface FindingProps {
  /** A sentence. */
  words: string;
  count: number;
  /** Where it was found, in small print. */
  examples?: string;
  chosen: boolean;
  onChoose: () => void;
}

function Finding({ words, count, examples, chosen, onChoose }: FindingProps) {
  return (
    <li>
      <UnstyledButton className={styles.finding} aria-pressed={chosen} onClick={onChoose}>
        <span>
          {words.replace(/\.$/, '')}
          {examples && <span className={styles.examples}>{examples}</span>}
        </span>
        <strong>{amount(count)}</strong>
      </UnstyledButton>
    </li>
  );
}

function byCount<Counted extends { count: number }>(counted: readonly Counted[]): Counted[] {
  return [...counted].sort((one, other) => other.count - one.count);
}

function examples(rows: readonly number[], count: number): string {
  const some = rows.slice(0, 3);
  return `${count === 1 ? 'Row' : 'Rows'} ${some.map(amount).join(', ')}${count > some.length ? ', …' : ''}`;
}
