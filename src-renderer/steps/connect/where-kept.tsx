import { Button } from '@mantine/core';
import type { AccountsState } from '../../../src-main/contract/connection.ts';
import { Note } from '../../parts/note.tsx';
import { useCommand } from '../../state/use-command.ts';

const WORDS: Record<AccountsState['keptIn'], string> = {
  system:
    'Client IDs and secrets are kept in this computer’s keychain, and nowhere else. Records of runs, remembered mappings and the list of recent files are encrypted with a key that is there, too.',
  memory: 'Accounts you add are forgotten when the app is closed.',
  opening: 'Opening this computer’s keychain…',
};

/** Above why. */
const LOCKED = 'This computer’s keychain cannot be opened just now; your accounts are still there.';

const PLAIN =
  'Until a keychain can be opened, records of runs, remembered mappings and the list of recent files are kept without encryption, and those that are encrypted cannot be read.';

/** Where the credentials of accounts are kept, whether what else is kept is encrypted, and why not if it is not. */
export function WhereKept({ accounts: { keptIn, why } }: { accounts: AccountsState }) {
  const read = useCommand('readAccounts');
  if (keptIn !== 'memory' && why === null) return <Note tone="info">{WORDS[keptIn]}</Note>;
  return (
    <Note tone="warn" title={keptIn === 'system' ? LOCKED : WORDS[keptIn]}>
      {why} {PLAIN}
      <div>
        <Button mt={8} size="xs" variant="default" onClick={() => void read.send(null)} loading={read.busy}>
          Look again
        </Button>
      </div>
      {read.failure?.message}
    </Note>
  );
}
