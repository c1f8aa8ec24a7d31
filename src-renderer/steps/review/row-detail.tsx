import { ActionIcon, Drawer, Skeleton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';
import { NOTE_WORDS, REASON_WORDS } from '../../../src-main/contract/words.ts';
import { amount } from '../../parts/amount.ts';
import { OutcomeBadge } from '../../parts/outcome-badge.tsx';
import type { GridColumn } from './grid-columns.ts';
import styles from './row-detail.module.css';
import type { RowPages } from './row-pages.ts';
import { SampleChoice } from './sample-choice.tsx';
import { SentValue } from './sent-value.tsx';

interface RowDetailProps {
  pages: RowPages;
  index: number;
  columns: readonly GridColumn[];
  opened: boolean;
  onMove: (index: number) => void;
  onClose: () => void;
}

/** One row with all that is known of it, at the side of the grid. */
export function RowDetail({ pages, index, columns, opened, onMove, onClose }: RowDetailProps) {
  useSyncExternalStore(pages.subscribe, pages.version);
  const row = pages.row(index);
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      position="right"
      size={480}
      title={row ? `Row ${amount(row.fileRow)} of the file` : 'Row'}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={styles.moves}>
        <span className={styles.place} aria-live="polite">
          {amount(index + 1)} of {amount(pages.count)} found
        </span>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="Previous row"
          disabled={index === 0}
          onClick={() => onMove(index - 1)}
        >
          <IconChevronUp size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label="Next row"
          disabled={index >= pages.count - 1}
          onClick={() => onMove(index + 1)}
        >
          <IconChevronDown size={18} aria-hidden />
        </ActionIcon>
      </div>
      {row ? <Detail row={row} columns={columns} /> : <Skeleton height={240} animate={false} />}
    </Drawer>
  );
}

function Detail({ row, columns }: { row: ReviewedRow; columns: readonly GridColumn[] }) {
  const words = [
    ...row.reasons.map((code) => REASON_WORDS[code]),
    ...row.notes.map((code) => NOTE_WORDS[code]),
  ];
  return (
    <div className={styles.detail}>
      <div className={styles.head}>
        <OutcomeBadge outcome={row.outcome} />
        {row.outcome === 'ready' && <SampleChoice row={row.row} />}
      </div>
      {words.length > 0 && (
        <ul className={styles.words}>
          {words.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {row.outcome === 'malformed' ? (
        <pre className={styles.text}>{row.cells[0]}</pre>
      ) : (
        <table className={styles.values}>
          <thead>
            <tr>
              <th scope="col">Column</th>
              <th scope="col">{row.outcome === 'ready' ? 'In the file → will be sent' : 'In the file'}</th>
            </tr>
          </thead>
          <tbody>
            {columns.map(({ position, header, becomes }) => (
              <tr key={position} data-sent={row.sent[position] != null || undefined}>
                <th scope="row">
                  {header}
                  <span className={styles.becomes}>{becomes}</span>
                </th>
                <td>
                  <SentValue cell={row.cells[position] ?? ''} sent={row.sent[position] ?? null} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </div>
  );
}
