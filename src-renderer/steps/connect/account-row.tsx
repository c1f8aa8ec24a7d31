import { Button } from '@mantine/core';
import { IconCircleCheck, IconFlask, IconKey } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { type ConnectionState, PRACTICE_ACCOUNT } from '../../../src-main/contract/connection.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Tag } from '../../parts/tag.tsx';
import { accountName } from '../../state/step-results.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './accounts.module.css';
import { RemoveAccount } from './remove-account.tsx';
import { RenameAccount } from './rename-account.tsx';
import { TestAccount } from './test-account.tsx';

interface Props {
  account: string;
  connection: ConnectionState;
  /** It has this name only since the user gave it, so the focus comes back to where they did. */
  renamed: boolean;
  onRename: (name: string) => void;
  onRemove: (account: string) => void;
}

export function AccountRow({ account, connection, renamed, onRename, onRemove }: Props) {
  const connect = useCommand('connect');
  const [renaming, setRenaming] = useState(false);
  const [removing, setRemoving] = useState(false);
  const renameButton = useRef<HTMLButtonElement>(null);
  const practice = account === PRACTICE_ACCOUNT;
  const name = accountName(account);
  const mine = connection.status !== 'none' && connection.account === account;
  const connected = mine && connection.status === 'connected';
  const Sign = practice ? IconFlask : IconKey;

  function closeRenaming() {
    setRenaming(false);
    renameButton.current?.focus();
  }

  return (
    <li className={styles.account}>
      <Sign className={styles.sign} size={22} stroke={1.6} aria-hidden />
      <div className={styles.who}>
        {renaming ? (
          <RenameAccount
            account={account}
            connected={connected}
            onRename={onRename}
            onClose={closeRenaming}
          />
        ) : (
          <strong className={styles.name}>{name}</strong>
        )}
        {practice && <span>Invented contacts on this computer; nothing leaves it.</span>}
      </div>
      {connected ? (
        <Tag tone="good" icon={IconCircleCheck}>
          Connected
        </Tag>
      ) : (
        <Button
          size="xs"
          variant="light"
          aria-label={`Connect to ${name}`}
          onClick={() => void connect.send({ account })}
          loading={connect.busy || (mine && connection.status === 'connecting')}
          disabled={connection.status === 'connecting'}
        >
          Connect
        </Button>
      )}
      <TestAccount account={account} />
      {!practice && (
        <div className={styles.manage}>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`Rename ${name}`}
            ref={renameButton}
            autoFocus={renamed}
            onClick={() => setRenaming(true)}
          >
            Rename
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            aria-label={`Remove ${name}`}
            onClick={() => setRemoving(true)}
          >
            Remove…
          </Button>
        </div>
      )}
      {connect.failure && !(mine && connection.status === 'failed') && (
        <div className={styles.below}>
          <FailureNote failure={connect.failure} />
        </div>
      )}
      {/* Always there: one that comes already opened would not give the focus back. */}
      <RemoveAccount
        account={account}
        connected={connected}
        opened={removing}
        onRemove={() => onRemove(account)}
        onClose={() => setRemoving(false)}
      />
    </li>
  );
}
