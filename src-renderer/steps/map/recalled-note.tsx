import { Button } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { useFocusBeyond } from '../../parts/use-focus-beyond.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './remembered.module.css';

/** Which remembered mapping the columns follow, what of it or of other choices does not hold here, and the way to do without. */
export function RecalledNote() {
  // Without a file there is nothing that follows it.
  const recalled = useAppState(({ mapping }) => (mapping.columns.length > 0 ? mapping.recalled : null));
  const sending = useAppState((state) => state.sending.active !== null);
  const { send, failure } = useCommand('mapByNames');
  const keepsFocus = useFocusBeyond(recalled !== null, () => document.querySelector('h1')?.focus());
  if (!recalled) return null;
  const { mapping, notes } = recalled;
  const warns = notes.length > 0;
  return (
    <>
      <Note
        tone={warns ? 'warn' : 'info'}
        icon={warns ? IconAlertTriangle : IconInfoCircle}
        title={titleOf(mapping)}
      >
        {warns && (
          <ul className={styles.notes}>
            {notes.map((note) => (
              <li key={note.text}>{note.text}</li>
            ))}
          </ul>
        )}
        {mapping?.changed && (
          <p className={styles.lead}>To keep the changes, remember the mapping again below.</p>
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

function titleOf(mapping: { name: string; changed: boolean } | null): string {
  if (!mapping) return 'Not all that was chosen holds any more.';
  return mapping.changed
    ? `Mapped as in “${mapping.name}”, changed since.`
    : `Mapped as in “${mapping.name}”.`;
}
