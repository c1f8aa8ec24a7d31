import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import type { CommandAnswer } from '../../src-main/contract/commands.ts';
import { useCommand } from '../state/use-command.ts';
import { FailureNote } from './failure-note.tsx';
import styles from './save-left-out.module.css';

/** Writes the rows left out, each with its reasons, to a file of the user's choice. */
export function SaveLeftOut() {
  const { send, busy, failure } = useCommand('saveLeftOut');
  const [saved, setSaved] = useState<CommandAnswer<'saveLeftOut'> | null>(null);
  const save = async () => {
    setSaved(null);
    const answer = await send(null);
    if (answer.ok) setSaved(answer.value);
  };
  return (
    <div className={styles.save}>
      <Button
        size="sm"
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
        onClick={() => void save()}
        loading={busy}
      >
        Export rows left out…
      </Button>
      <span className={styles.said} role="status">
        {saved?.savedAs && `Saved as ${saved.savedAs}${saved.folder ? ` in ${saved.folder}` : ''}.`}
      </span>
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}
