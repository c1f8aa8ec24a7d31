import type { Head } from '../../../src-main/contract/reading.ts';
import { amount } from '../../parts/amount.ts';
import { useAppState } from '../../state/store.ts';
import styles from './load.module.css';

/** The file's beginning as it stands there, before anything is made of it. */
export function FirstRows({ head: { header, preview } }: { head: Head }) {
  // There a nameless column has its letter.
  const columns = useAppState((state) => state.mapping.columns);
  if (preview.length === 0) return <p className={styles.nothing}>None of the first rows can be read.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too
    <section className={styles.sheet} aria-label="First rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {header.map((name, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may repeat
              <th key={position} scope="col" title={name || 'This column has no name'}>
                {name || <em>{columns[position]?.header}</em>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.map(({ fileRow, cells }) => (
            <tr key={fileRow}>
              <th scope="row">{amount(fileRow)}</th>
              {header.map((_, position) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={position} title={cells[position]}>
                  {cells[position]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
