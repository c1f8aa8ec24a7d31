import { Button, TextInput } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { LONGEST_NAME } from '../../../src-main/contract/remembered-mapping.ts';
import type { State } from '../../../src-main/contract/state.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { hasHeader } from '../../state/has-header.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './remembered.module.css';
import { RememberedRow } from './remembered-row.tsx';

/** The account's mappings that were named: to keep this one, and to use, rename, hand on or delete others. */
export function Remembered() {
  const connected = useAppState((state) => state.connection.status === 'connected');
  const { mappings, failure } = useAppState((state) => state.remembered);
  const sending = useAppState((state) => state.sending.active !== null);
  const fromFile = useCommand('importMapping');
  const importButton = useRef<HTMLButtonElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [deleted, setDeleted] = useState<string | null>(null);

  // The button that had the focus is gone with its mapping.
  useEffect(() => {
    if (deleted === null || mappings.some(({ id }) => id === deleted)) return;
    importButton.current?.focus();
    setDeleted(null);
  }, [mappings, deleted]);

  if (!connected) return null;

  async function importIt() {
    setSaid(null);
    const answer = await fromFile.send(null);
    if (answer.ok && answer.value.name !== null)
      setSaid(`Imported as “${answer.value.name}”. Choose “Use” to map the columns by it.`);
  }

  return (
    <Section
      title="Remembered mappings"
      actions={
        <Button
          ref={importButton}
          size="xs"
          variant="default"
          leftSection={<IconFileImport size={15} aria-hidden />}
          disabled={sending}
          // Not `disabled`: it has the focus again after the system's dialog.
          aria-disabled={fromFile.busy}
          data-disabled={fromFile.busy}
          onClick={() => !fromFile.busy && void importIt()}
        >
          Import…
        </Button>
      }
    >
      <p className={styles.lead}>
        Kept for this account on this computer, and taken up again by itself when a file with the same columns
        is opened; one that was imported, once it was used.
      </p>
      {failure && <FailureNote failure={failure} />}
      {fromFile.failure && <FailureNote failure={fromFile.failure} />}
      <div>
        <RememberForm sending={sending} onDone={setSaid} />
        <p className={styles.said} role="status">
          {said}
        </p>
      </div>
      {mappings.length > 0 ? (
        // Whatever is done with a mapping, what was done before is old news then.
        <ul className={styles.list} onClickCapture={() => setSaid(null)}>
          {mappings.map((mapping) => (
            <RememberedRow
              key={mapping.id}
              mapping={mapping}
              sending={sending}
              onDone={setSaid}
              onDelete={({ id, name }) => {
                setDeleted(id);
                setSaid(`“${name}” is deleted.`);
              }}
            />
          ))}
        </ul>
      ) : (
        <p className={styles.lead}>No mapping is remembered for this account yet.</p>
      )}
    </Section>
  );
}

interface FormProps {
  sending: boolean;
  /** Told in words what was done. */
  onDone: (said: string | null) => void;
}

function RememberForm({ sending, onDone }: FormProps) {
  const recalled = useAppState((state) => state.mapping.recalled?.mapping);
  const mappings = useAppState((state) => state.remembered.mappings);
  const why = useAppState(whyNot);
  const { send, busy, failure } = useCommand('rememberMapping');
  // What was typed while another mapping was recalled, or none, is not meant for this one.
  const [typed, setTyped] = useState<{ name: string; beside: string | null } | null>(null);
  const beside = recalled?.id ?? null;
  const name = typed?.beside === beside ? typed.name : (recalled?.name ?? '');
  const called = name.trim().toLowerCase();
  const replaces = mappings.some((mapping) => mapping.name.toLowerCase() === called);

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (busy) return;
    onDone(null);
    if (!(await send({ name: name.trim() })).ok) return;
    onDone(
      `“${name.trim()}” is remembered. What of it cannot be, if anything, stands at the top of this page.`,
    );
  }

  return (
    <>
      <form className={styles.form} onSubmit={submit} aria-label="Remember this mapping">
        <TextInput
          label="Remember this mapping as"
          description={why}
          placeholder="Weekly loyalty"
          maxLength={LONGEST_NAME}
          autoComplete="off"
          value={name}
          onChange={(event) => setTyped({ name: event.currentTarget.value, beside })}
          disabled={why !== null}
        />
        <Button type="submit" variant="light" disabled={sending || why !== null || called === ''}>
          {replaces ? 'Replace' : 'Remember'}
        </Button>
      </form>
      {failure && <FailureNote failure={failure} />}
    </>
  );
}

/** Why what the columns become now cannot be kept, or null when it can. */
function whyNot(state: State): string | null {
  if (!hasHeader(state)) return 'Not this one: the file does not name its columns.';
  return state.mapping.failure ? 'Not yet: the top of this page says what the mapping still needs.' : null;
}
