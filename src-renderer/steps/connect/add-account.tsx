import { Button, Group, PasswordInput, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type ChangeEvent, type FormEvent, useState } from 'react';
import { PRACTICE_ACCOUNT } from '../../../src-main/contract/connection.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';
import styles from './accounts.module.css';

const EMPTY = { name: '', clientId: '', clientSecret: '' };

interface Props {
  onAdd: (name: string) => void;
  onClose: () => void;
}

/** The form for an account's credentials, which the page forgets as soon as they are handed over. */
export function AddAccount({ onAdd, onClose }: Props) {
  const [entered, setEntered] = useState(EMPTY);
  const add = useCommand('addAccount');
  const taken = entered.name.trim().toLowerCase() === PRACTICE_ACCOUNT;
  const complete = Object.values(entered).every((value) => value.trim() !== '') && !taken;

  function field(key: keyof typeof EMPTY) {
    return {
      value: entered[key],
      onChange: (event: ChangeEvent<HTMLInputElement>) => {
        const { value } = event.currentTarget;
        setEntered((before) => ({ ...before, [key]: value }));
      },
      required: true,
      // Every field of the form is.
      withAsterisk: false,
      autoComplete: 'off',
      spellCheck: false,
    };
  }

  async function submit(event: FormEvent) {
    event.preventDefault();
    if (!complete) return;
    const result = await add.send(entered);
    setEntered((before) => (result.ok ? EMPTY : { ...before, clientSecret: '' }));
    if (!result.ok) return;
    onAdd(entered.name.trim());
    onClose();
  }

  return (
    <form className={styles.form} onSubmit={submit} aria-label="Add account">
      <Stack gap={14}>
        <SimpleGrid cols={3} spacing={14}>
          <TextInput
            label="Name"
            description="Yours to choose"
            placeholder="Our shop"
            maxLength={100}
            error={taken && 'The practice account has this name'}
            autoFocus
            {...field('name')}
          />
          <TextInput
            label="Client ID"
            description="Of an integration of type SMS"
            maxLength={500}
            {...field('clientId')}
          />
          <PasswordInput
            label="Client secret"
            description="Never shown again after this"
            maxLength={500}
            visibilityToggleButtonProps={{ 'aria-label': 'Show the secret' }}
            {...field('clientSecret')}
          />
        </SimpleGrid>
        {add.failure && <FailureNote failure={add.failure} />}
        <Group gap={8}>
          <Button size="sm" type="submit" loading={add.busy} disabled={!complete}>
            Add account
          </Button>
          <Button size="sm" variant="subtle" onClick={onClose}>
            Cancel
          </Button>
          <span className={styles.hint}>
            In Listrak: Integrations → Integration Management → New integration → SMS.
          </span>
        </Group>
      </Stack>
    </form>
  );
}
