import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { type ConnectionState, PRACTICE_ACCOUNT } from '../../../src-main/contract/connection.ts';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';
import { AccountRow } from './account-row.tsx';
import styles from './accounts.module.css';
import { AddAccount } from './add-account.tsx';
import { WhereKept } from './where-kept.tsx';

export function AccountList({ connection }: { connection: ConnectionState }) {
  const accounts = useAppState((state) => state.accounts);
  const [adding, setAdding] = useState(false);
  const [closed, setClosed] = useState(false);
  const [added, setAdded] = useState<string | null>(null);
  const addButton = useRef<HTMLButtonElement>(null);
  const [renamedTo, setRenamedTo] = useState<string | null>(null);
  const [removed, setRemoved] = useState<string | null>(null);

  // The button that had the focus is gone with its account.
  useEffect(() => {
    if (removed === null || accounts.names.includes(removed)) return;
    addButton.current?.focus();
    setRemoved(null);
  }, [accounts.names, removed]);

  function open() {
    setAdding(true);
    setAdded(null);
  }

  function close() {
    setAdding(false);
    setClosed(true);
  }

  return (
    <Section
      title="Accounts"
      actions={
        !adding && (
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            onClick={open}
            ref={addButton}
            // The focus comes back here from the form.
            autoFocus={closed}
          >
            Add account
          </Button>
        )
      }
    >
      {adding && <AddAccount onAdd={setAdded} onClose={close} />}
      <p className={styles.said} role="status">
        {added !== null && `“${added}” is added. Test it, or connect.`}
      </p>
      {/* Whatever is done with an account, that it was added is old news then. */}
      <ul className={styles.list} onClickCapture={() => setAdded(null)}>
        {[PRACTICE_ACCOUNT, ...accounts.names].map((account) => (
          <AccountRow
            key={account}
            account={account}
            connection={connection}
            renamed={account === renamedTo}
            onRename={setRenamedTo}
            onRemove={setRemoved}
          />
        ))}
      </ul>
      <WhereKept accounts={accounts} />
    </Section>
  );
}
