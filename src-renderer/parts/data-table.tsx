import type { ReactNode } from 'react';
import styles from './data-table.module.css';
import table from './table.module.css';

interface DataTableProps {
  /** What the table lists, for those who cannot see where it stands. */
  label: string;
  head: readonly string[];
  /** The columns, counted from 0, whose values are figures. */
  figures?: readonly number[];
  rows: readonly (readonly ReactNode[])[];
}

/** A short table that only grows, as of differences or imports. */
export function DataTable({ label, head, figures = [], rows }: DataTableProps) {
  const className = (place: number) => (figures.includes(place) ? styles.figure : undefined);
  return (
    <div className={styles.wrap}>
      <table className={`${table.table} ${styles.dense}`} aria-label={label}>
        <thead>
          <tr>
            {head.map((title, place) => (
              <th key={title} scope="col" className={className(place)}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row has nothing else that is its own
            <tr key={row}>
              {cells.map((cell, place) => (
                <td key={head[place]} className={className(place)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
