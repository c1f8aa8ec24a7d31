import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useRef, useState } from 'react';
import type { RememberedState } from '../../../src-main/contract/audience.ts';
import { LONGEST_NAME } from '../../../src-main/contract/remembered-mapping.ts';
import { amountOf, dateTime } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';
import styles from './remembered.module.css';

type Mapping = RememberedState['mappings'][number];

interface Props {
  mapping: Mapping;
  sending: boolean;
  /** Told in words what was done with it. */
  onDone: (said: string) => void;
  /** Told when it is deleted, since its row goes with it. */
  onDelete: (mapping: Mapping) => void;
}

export function RememberedRow({ mapping, sending, onDone, onDelete }: Props) {
  const { id, name, sameHeader, columns, savedAt } = mapping;
  const use = useCommand('useMapping');
  const toFile = useCommand('exportMapping');
  const [renaming, setRenaming] = useState(false);
  const [deleting, setDeleting] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const failure = use.failure ?? toFile.failure;

  function closeRenaming() {
    setRenaming(false);
    renameButton.current?.focus();
  }

  async function applyIt() {
    if (!(await use.send({ id })).ok) return;
    onDone(
      `The columns are mapped as in “${name}”. What of it does not hold here, if anything, stands at the top of this page.`,
    );
  }

  async function exportIt() {
    const answer = await toFile.send({ id });
    if (!answer.ok || answer.value.savedAs === null) return;
    const { savedAs, folder } = answer.value;
    onDone(`Saved as ${savedAs}${folder ? ` in ${folder}` : ''}.`);
  }

  return (
    <li className={styles.mapping} data-renaming={renaming || undefined}>
      <div className={styles.what}>
        {renaming ? (
          <RenameMapping mapping={mapping} sending={sending} onClose={closeRenaming} />
        ) : (
          <strong className={styles.name}>{name}</strong>
        )}
        <span>
          {sameHeader ? 'For these columns' : 'For other columns'} · {amountOf(columns, 'column')} · saved{' '}
          {dateTime(savedAt)}
        </span>
      </div>
      <div className={styles.manage}>
        <Button
          size="compact-sm"
          variant="light"
          aria-label={`Use ${name}`}
          onClick={() => void applyIt()}
          disabled={sending}
        >
          Use
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`Rename ${name}`}
          ref={renameButton}
          onClick={() => setRenaming(true)}
          disabled={sending}
        >
          Rename
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`Export ${name}`}
          disabled={sending}
          // Not `disabled`: it has the focus again after the system's dialog.
          aria-disabled={toFile.busy}
          data-disabled={toFile.busy}
          onClick={() => !toFile.busy && void exportIt()}
        >
          Export…
        </Button>
        <Button
          size="compact-sm"
          variant="subtle"
          aria-label={`Delete ${name}`}
          onClick={() => setDeleting(true)}
          disabled={sending}
        >
          Delete…
        </Button>
      </div>
      {failure && (
        <div className={styles.below}>
          <FailureNote failure={failure} />
        </div>
      )}
      <Modal
        opened={deleting}
        onClose={() => setDeleting(false)}
        title={`Delete “${name}”?`}
        centered
        styles={{ title: { fontWeight: 600 } }}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <DeleteQuestion
          id={id}
          sending={sending}
          onDelete={() => onDelete(mapping)}
          onClose={() => setDeleting(false)}
        />
      </Modal>
    </li>
  );
}

interface RenameProps {
  mapping: Mapping;
  sending: boolean;
  onClose: () => void;
}

function RenameMapping({ mapping: { id, name: before }, sending, onClose }: RenameProps) {
  const [name, setName] = useState(before);
  const rename = useCommand('renameMapping');

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (rename.busy) return;
    if ((await rename.send({ id, name: name.trim() })).ok) onClose();
  }

  return (
    <form onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <Group gap={6} align="flex-start" wrap="nowrap" mb={4}>
        <TextInput
          flex="0 1 420px"
          size="xs"
          aria-label={`New name of ${before}`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={rename.failure && `${rename.failure.message} ${rename.failure.hint}`}
          maxLength={LONGEST_NAME}
          required
          autoFocus
        />
        <Button size="xs" type="submit" flex="none" disabled={sending || name.trim() === ''}>
          Save
        </Button>
        <Button size="xs" variant="subtle" flex="none" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}

interface QuestionProps {
  id: string;
  sending: boolean;
  onDelete: () => void;
  onClose: () => void;
}

/** Made anew each time the dialog opens, and with it no failure of the time before. */
function DeleteQuestion({ id, sending, onDelete, onClose }: QuestionProps) {
  const remove = useCommand('deleteMapping');

  async function confirm() {
    if (!(await remove.send({ id })).ok) return;
    onDelete();
    onClose();
  }

  return (
    <Stack gap={14}>
      <div>
        It is deleted from this computer. The columns stay as they are mapped now, and nothing in Listrak
        changes.
      </div>
      {remove.failure && <FailureNote failure={remove.failure} />}
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red.9" onClick={() => void confirm()} loading={remove.busy} disabled={sending}>
          Delete it
        </Button>
      </Group>
    </Stack>
  );
}
