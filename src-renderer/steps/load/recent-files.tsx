import { Button, UnstyledButton } from '@mantine/core';
import { IconFile } from '@tabler/icons-react';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './load.module.css';

export function RecentFiles() {
  const recentFiles = useAppState((state) => state.recentFiles);
  const open = useCommand('openFile');
  const forget = useCommand('forgetRecentFiles');
  const failure = open.failure ?? forget.failure;
  if (recentFiles.length === 0) return null;

  return (
    <Section
      title="Recent files"
      actions={
        <Button size="xs" variant="subtle" onClick={() => void forget.send(null)} loading={forget.busy}>
          Forget these
        </Button>
      }
    >
      {failure && <FailureNote failure={failure} />}
      <ul className={styles.recent}>
        {recentFiles.map(({ token, name, folder }) => (
          <li key={token}>
            <UnstyledButton className={styles.recentFile} onClick={() => void open.send({ token })}>
              <IconFile size={18} stroke={1.6} aria-hidden />
              <span className={styles.recentName}>{name}</span>
              <span className={styles.recentFolder} title={folder}>
                {folder}
              </span>
            </UnstyledButton>
          </li>
        ))}
      </ul>
    </Section>
  );
}
