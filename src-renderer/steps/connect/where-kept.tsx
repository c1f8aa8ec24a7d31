import { Button } from '@mantine/core';
import type { AccountsState } from '../../../src-main/contract/connection.ts';
import { Note } from '../../parts/note.tsx';
import { useCommand } from '../../state/use-command.ts';

const WORDS: Record<AccountsState['keptIn'], string> = {
  system: 'Client IDs and secrets are kept in this computer’s keychain, and nowhere else.',
  memory: 'Accounts you add are forgotten when the app is closed.',
  opening: 'Opening this computer’s keychain…',
};

/** Above why. */
const LOCKED = 'Your accounts cannot be read just now; they are still there.';

/** Where the credentials of accounts are kept, and why not in the keychain if they are not. */
export function WhereKept({ accounts: { keptIn, why } }: { accounts: AccountsState }) {
  const read = useCommand('readAccounts');
  if (keptIn !== 'memory' && why === null) return <Note tone="info">{WORDS[keptIn]}</Note>;
  return (
    <Note tone="warn" title={keptIn === 'system' ? LOCKED : WORDS[keptIn]}>
      {why}
      <div>
        <Button mt={8} size="xs" variant="default" onClick={() => void read.send(null)} loading={read.busy}>
          Look again
        </Button>
      </div>
      {read.failure?.message}
    </Note>
  );
}
