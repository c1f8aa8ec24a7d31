import { useEffect, useRef } from 'react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import { Note } from '../../parts/note.tsx';
import table from '../../parts/table.module.css';
import { hasHeader } from '../../state/has-header.ts';
import { useAppState } from '../../state/store.ts';
import { ColumnRow } from './column-row.tsx';
import styles from './map.module.css';
import { useGrowing } from './use-growing.ts';

export function ColumnTable({ columns }: { columns: ColumnState[] }) {
  const connection = useAppState((state) => state.connection);
  const fields = connection.status === 'connected' ? connection.fields : null;
  const named = useAppState(hasHeader);
  const review = useAppState((state) => state.review);
  const summaries = review.status === 'done' ? review.review.columns : null;
  const isReading = review.status === 'reading';
  const drawn = useGrowing(columns.length);
  // Read when a list of fields opens; a change in it is no reason to draw every row anew.
  const takenBy = useRef<ReadonlyMap<number, string>>(new Map());
  useEffect(() => {
    const sent = columns.filter((column) => column.field !== null && column.role === 'field');
    takenBy.current = new Map(sent.map((column) => [column.field!.id, column.header]));
  }, [columns]);
  if (!fields) return <Note tone="info">Connect to an account to see its profile fields.</Note>;

  return (
    <table className={`${table.table} ${styles.columns}`}>
      <thead>
        <tr>
          <th scope="col">Column in the file</th>
          <th scope="col">Becomes in Listrak</th>
          <th scope="col">Sent as</th>
        </tr>
      </thead>
      <tbody>
        {columns.slice(0, drawn).map((column) => (
          <ColumnRow
            key={column.position}
            column={column}
            fields={fields}
            named={named}
            takenBy={takenBy}
            summary={isReading ? null : (summaries?.[column.position]?.summary ?? undefined)}
          />
        ))}
      </tbody>
    </table>
  );
}
