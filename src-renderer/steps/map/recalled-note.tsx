import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { useFocusBeyond } from '../../parts/use-focus-beyond.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './remembered.module.css';

/** Which remembered mapping the columns follow, what of it does not hold here, and the way to do without it. */
export function RecalledNote() {
  const recalled = useAppState((state) => state.mapping.recalled);
  const sending = useAppState((state) => state.sending.active !== null);
  const { send, failure } = useCommand('mapByNames');
  const keepsFocus = useFocusBeyond(recalled !== null, () => document.querySelector('h1')?.focus());
  if (!recalled) return null;
  const { name, notes } = recalled;
  const warns = notes.length > 0;
  return (
    <>
      <Note
        tone={warns ? 'warn' : 'info'}
        icon={warns ? IconAlertTriangle : IconInfoCircle}
        title={`Mapped as in “${name}”.`}
      >
        {warns && (
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <Button
          mt={8}
          size="xs"
          variant="default"
          onClick={() => void send(null)}
          disabled={sending}
          {...keepsFocus}
        >
          Map by names instead
        </Button>
      </Note>
      {failure && <FailureNote failure={failure} />}
    </>
  );
}
