import styles from './load.module.css';

interface Props {
  header: string[];
  rows: string[][];
}

/** The file's beginning as it stands there, before anything is made of it. */
export function FirstRows({ header, rows }: Props) {
  if (rows.length === 0) return <p className={styles.nothing}>The file has a header, but no rows.</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard too
    <section className={styles.sheet} aria-label="First rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">Row</th>
            {header.map((name, position) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may repeat
              <th key={position} scope="col" title={name}>
                {name || <em>no name</em>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows of a preview never move
            <tr key={index}>
              <th scope="row">{index + 2}</th>
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
