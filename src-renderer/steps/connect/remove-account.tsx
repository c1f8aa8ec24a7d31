import { Button, Group, Modal, Stack } from '@mantine/core';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';

interface Props {
  account: string;
  connected: boolean;
  /** Told before it is removed, since its row goes with it. */
  onRemove: () => void;
  onClose: () => void;
}

/** Asks before the credentials are gone: nobody can read a secret out of Listrak again. */
export function RemoveAccount({ opened, ...props }: Props & { opened: boolean }) {
  return (
    <Modal
      opened={opened}
      onClose={props.onClose}
      title={`Remove “${props.account}”?`}
      centered
      styles={{ title: { fontWeight: 600 } }}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Question {...props} />
    </Modal>
  );
}

/** Made anew each time the dialog opens, and with it no failure of the time before. */
function Question({ account, connected, onRemove, onClose }: Props) {
  const remove = useCommand('removeAccount');

  async function confirm() {
    onRemove();
    if ((await remove.send({ account })).ok) onClose();
  }

  return (
    <Stack gap={14}>
      <div>
        Its name, client ID and client secret are deleted from this computer. To use it again, you need the
        secret again.
        {connected && ' You are connected to it now, and will be disconnected.'}
      </div>
      <div>Nothing in Listrak changes, and the runs in History stay.</div>
      {remove.failure && <FailureNote failure={remove.failure} />}
      <Group gap={8} justify="flex-end">
        <Button variant="default" onClick={onClose} data-autofocus>
          Keep it
        </Button>
        <Button color="red.9" onClick={() => void confirm()} loading={remove.busy}>
          Remove from this computer
        </Button>
      </Group>
    </Stack>
  );
}
