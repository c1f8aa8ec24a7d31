import { Button, Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useId } from 'react';
import type { ReviewedColumn } from '../../../src-main/contract/review.ts';
import { SummaryDetails } from '../../parts/column-summary.tsx';
import styles from './columns-drawer.module.css';
import type { GridColumn } from './grid-columns.ts';

interface ColumnsDrawerProps {
  columns: readonly ReviewedColumn[];
  /** The same columns in the order of the grid. */
  placed: readonly GridColumn[];
}

/** What the cells of every column hold, at the side of the grid, and the button that opens it. */
export function ColumnsDrawer({ columns, placed }: ColumnsDrawerProps) {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="sm" variant="default" className={styles.opener} aria-haspopup="dialog" onClick={open}>
        Columns…
      </Button>
      <Drawer
        opened={opened}
        onClose={close}
        position="right"
        size={640}
        title="What the columns hold"
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        {placed.map(({ position, becomes }) => (
          <ColumnPart key={position} column={columns[position]!} becomes={becomes} />
        ))}
      </Drawer>
    </>
  );
}

function ColumnPart({
  column: { header, note, summary },
  becomes,
}: {
  column: ReviewedColumn;
  becomes: string;
}) {
  const id = useId();
  return (
    <section className={styles.column} aria-labelledby={id}>
      <h3 id={id} className={styles.header}>
        {header} <span className={styles.becomes}>{becomes}</span>
      </h3>
      {note && <p className={styles.note}>{note}</p>}
      {summary ? (
        <SummaryDetails summary={summary} />
      ) : (
        <p className={styles.note}>It is no column of the file: every row gets this value.</p>
      )}
    </section>
  );
}
