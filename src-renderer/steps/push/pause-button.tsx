import { Button } from '@mantine/core';
import { IconPlayerPause, IconPlayerPlay } from '@tabler/icons-react';
import type { ActiveSending } from '../../../src-main/contract/sending.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './push.module.css';

/** Pauses between two imports, so it is offered only where there are several, or between contacts that are changed one by one. */
export function PauseButton({ active: { ofParts, pause, stopping, stage } }: { active: ActiveSending }) {
  const { send, busy } = useCommand('pause');
  const oneByOne = stage.stage === 'updating';
  if ((ofParts ?? 1) < 2 && !oneByOne && pause === 'no') return null;
  const going = pause === 'no';
  return (
    <>
      <Button
        size="sm"
        variant={pause === 'paused' ? 'filled' : 'default'}
        leftSection={
          going ? <IconPlayerPause size={16} aria-hidden /> : <IconPlayerPlay size={16} aria-hidden />
        }
        onClick={() => void send({ paused: going })}
        loading={busy}
        disabled={stopping}
      >
        {going ? (oneByOne ? 'Pause' : 'Pause after this import') : 'Resume'}
      </Button>
      <span className={styles.said} role="status">
        {pause === 'asked' &&
          (oneByOne
            ? 'It pauses when the contacts that are under way are done, a hundred at most.'
            : 'It pauses when this import has ended.')}
      </span>
    </>
  );
}
