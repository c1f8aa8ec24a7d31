import type { ReactNode } from 'react';
import type { FileState } from '../../../src-main/contract/audience.ts';
import type { HeaderRow } from '../../../src-main/contract/reading.ts';
import type { State } from '../../../src-main/contract/state.ts';
import { amount } from '../../parts/amount.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';
import { HeaderSuggestion } from './header-suggestion.tsx';
import styles from './load.module.css';
import { fileFacts } from './reading-words.ts';

interface Props {
  file: Extract<FileState, { status: 'open' }>;
  actions: ReactNode;
  onHeaderRow: (headerRow: HeaderRow) => void;
}

export function OpenedFile({ file: { name, source, head, reading }, actions, onHeaderRow }: Props) {
  const rows = useAppState(rowsSoFar);
  const { suggestedHeaderRow: suggested } = head;
  const isGuess = source.encoding === 'windows-1252' && reading.encoding === null;
  return (
    <Section title={name} actions={actions} takesFocus>
      <Facts facts={fileFacts(source, head, rows)} />
      {isGuess && (
        <p className={styles.guess}>
          It is not UTF-8, so it is read as Windows-1252, as Excel on Windows writes CSV files. If accented
          letters look wrong, choose another encoding below.
        </p>
      )}
      {suggested !== null && <HeaderSuggestion suggested={suggested} onUse={() => onHeaderRow(suggested)} />}
    </Section>
  );
}

/** Nobody knows how many rows a file has before it was read to its end, which a review does. */
function rowsSoFar({ review }: State): string {
  if (review.status === 'done') return amount(review.review.rows.total);
  return review.status === 'reading' ? 'Being counted…' : 'Not counted yet';
}
