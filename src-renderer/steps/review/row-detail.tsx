import { ActionIcon, Drawer, Skeleton } from '@mantine/core';
import { IconChevronDown, IconChevronUp } from '@tabler/icons-react';
import { useSyncExternalStore } from 'react';
import { withColumns } from '../../../src-main/contract/row-words.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';
import { NOTE_WORDS, REASON_WORDS } from '../../../src-main/contract/words.ts';
import { amount, dateTime } from '../../parts/amount.ts';
import { OutcomeBadge } from '../../parts/outcome-badge.tsx';
import { FoundSign } from './found-sign.tsx';
import { type GridColumn, nameIn } from './grid-columns.ts';
import styles from './row-detail.module.css';
import type { RowPages } from './row-pages.ts';
import { SampleChoice } from './sample-choice.tsx';
import { SentValue } from './sent-value.tsx';
import { foundIn } from './short-words.ts';

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
  const nameOf = nameIn(columns);
  const words = [
    ...row.reasons.map((code) =>
      code === 'consent.optedOutInListrak' && row.optedOut
        ? optedOutWords(row.optedOut)
        : withColumns(REASON_WORDS[code], code, row.findings, nameOf),
    ),
    ...row.notes.map((code) => withColumns(NOTE_WORDS[code], code, row.findings, nameOf)),
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
            {columns.map(({ position, header, becomes }) => {
              const found = foundIn(row, position);
              return (
                <tr key={position} data-sent={row.sent[position] != null || undefined}>
                  <th scope="row">
                    {header}
                    <span className={styles.becomes}>{becomes}</span>
                  </th>
                  <td>
                    <SentValue cell={row.cells[position] ?? ''} sent={row.sent[position] ?? null} />
                    {found && <FoundSign found={found} outcome={row.outcome} inWords />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </div>
  );
}

/** “Campaign” and its kin are Listrak's own words. */
function optedOutWords({ at, why }: NonNullable<ReviewedRow['optedOut']>): string {
  const when = at === null ? '' : ` since ${dateTime(at)}`;
  return `Opted out in Listrak${when}${why === '' ? '' : ` (${why})`}, whatever the file says.`;
}
