import { Note } from '../../parts/note.tsx';
import { DeleteRecord } from './delete-record.tsx';
import styles from './history.module.css';

interface UnlistedProps {
  title: string;
  /** Of their files. */
  names: readonly string[];
  /** What it means to delete one. */
  means: string;
}

/** What else lies among the records was put there by somebody. */
const RECORD = /^([\w-]{1,100})\.jsonl$/;

/** Records of which nothing can be read. */
export function Unlisted({ title, names, means }: UnlistedProps) {
  return (
    <Note tone="warn" title={title}>
      <ul className={styles.unlisted}>
        {names.map((name) => (
          <li key={name}>
            <span>{name}</span>
            {RECORD.test(name) && (
              <DeleteRecord
                runId={name.replace(RECORD, '$1')}
                means={means}
                onDeleted={() => document.querySelector('h1')?.focus()}
              />
            )}
          </li>
        ))}
      </ul>
    </Note>
  );
}
