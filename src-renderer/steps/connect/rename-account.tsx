import { Button, Group, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useCommand } from '../../state/use-command.ts';

interface Props {
  account: string;
  connected: boolean;
  /** Told before it is renamed, since under its new name its row is another one. */
  onRename: (name: string) => void;
  onClose: () => void;
}

export function RenameAccount({ account, connected, onRename, onClose }: Props) {
  const [name, setName] = useState(account);
  const rename = useCommand('renameAccount');

  async function submit(event: FormEvent) {
    event.preventDefault();
    onRename(name.trim());
    if ((await rename.send({ from: account, to: name.trim() })).ok) onClose();
  }

  return (
    <form onSubmit={submit} onKeyDown={({ key }) => key === 'Escape' && onClose()}>
      <Group gap={6} align="flex-start">
        <TextInput
          size="xs"
          aria-label={`New name of ${account}`}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={rename.failure && `${rename.failure.message} ${rename.failure.hint}`}
          description={connected && 'You will have to connect again.'}
          inputWrapperOrder={['input', 'description', 'error']}
          maxLength={100}
          required
          autoFocus
        />
        <Button size="xs" type="submit" loading={rename.busy} disabled={name.trim() === ''}>
          Save
        </Button>
        <Button size="xs" variant="subtle" onClick={onClose}>
          Cancel
        </Button>
      </Group>
    </form>
  );
}
