import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { CommandAnswer } from '../../src-main/contract/commands.ts';
import { useAppState } from '../state/store.ts';
import { useCommand } from '../state/use-command.ts';
import { percent } from './amount.ts';
import { FailureNote } from './failure-note.tsx';
import styles from './save-left-out.module.css';
import { useFocusBeyond } from './use-focus-beyond.ts';

/** Writes the rows left out, each with its reasons, to a file of the user's choice. */
export function SaveLeftOut() {
  const { send, busy, failure } = useCommand('saveLeftOut');
  const stop = useCommand('stopSaving');
  const saving = useAppState((state) => state.saving);
  const [saved, setSaved] = useState<CommandAnswer<'saveLeftOut'> | null>(null);
  const underWay = busy || saving !== null;
  const button = useRef<HTMLButtonElement>(null);
  const keepsFocus = useFocusBeyond(underWay, () => button.current?.focus());
  const save = async () => {
    setSaved(null);
    const answer = await send(null);
    if (answer.ok) setSaved(answer.value);
  };
  const said = saved?.savedAs
    ? `Saved as ${saved.savedAs}${saved.folder ? ` in ${saved.folder}` : ''}.`
    : undefined;
  return (
    <div className={styles.save}>
      <Button
        ref={button}
        size="sm"
        variant="default"
        leftSection={<IconDownload size={16} stroke={1.8} aria-hidden />}
        // Not `disabled`: it keeps the focus while it saves.
        aria-disabled={underWay}
        data-disabled={underWay}
        onClick={() => !underWay && void save()}
      >
        Export rows left out…
      </Button>
      <div className={styles.told}>
        {saving && saving.ofBytes > 0 && (
          <>
            <span>Saving… {percent(saving.bytes, saving.ofBytes)}%</span>
            <Button size="compact-sm" variant="default" onClick={() => void stop.send(null)} {...keepsFocus}>
              Stop
            </Button>
          </>
        )}
        <span className={styles.said} role="status" title={said}>
          {said}
        </span>
      </div>
      {failure && <FailureNote failure={failure} />}
    </div>
  );
}
