import { Button, Group, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { SenderCode } from '../../../src-main/contract/connection.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';

interface Props {
  senderCodes: SenderCode[];
  chosen: number | null;
  /** For when there is one already, which may as well stay. */
  onClose?: () => void;
}

/** The choice of the sender code, made by its own button: arrow keys alone must not connect to anything. */
export function SenderCodes({ senderCodes, chosen, onClose }: Props) {
  const [picked, setPicked] = useState(chosen ?? senderCodes[0]?.id ?? null);
  const choose = useCommand('chooseSenderCode');

  async function use() {
    if (picked !== null && (await choose.send({ id: picked })).ok) onClose?.();
  }

  return (
    <Stack gap={14}>
      <Radio.Group
        label="Sender code"
        description="Profiles belong to a sender code; contacts of others stay as they are."
        value={picked === null ? null : String(picked)}
        onChange={(id) => setPicked(Number(id))}
      >
        <Stack gap={10} mt={10}>
          {senderCodes.map(({ id, code, merchant, country }) => (
            <Radio
              key={id}
              value={String(id)}
              label={code}
              description={[merchant, country].filter(Boolean).join(' · ')}
            />
          ))}
        </Stack>
      </Radio.Group>
      {choose.failure && <FailureNote failure={choose.failure} />}
      <Group gap={8}>
        <Button size="sm" onClick={() => void use()} loading={choose.busy} disabled={picked === null}>
          Use this sender code
        </Button>
        {onClose && (
          <Button size="sm" variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        )}
      </Group>
    </Stack>
  );
}
