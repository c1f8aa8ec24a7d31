import { Button } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { ConnectionState } from '../../../src-main/contract/connection.ts';
import { amount } from '../../parts/amount.ts';
import { Facts } from '../../parts/facts.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { Tag } from '../../parts/tag.tsx';
import { accountName } from '../../state/step-results.ts';
import { useCommand } from '../../state/use-command.ts';
import { SenderCodes } from './sender-codes.tsx';

type Props = { connection: Extract<ConnectionState, { status: 'connected' }> };

export function Connected({ connection }: Props) {
  const { account, host, senderCodes, senderCode, fields } = connection;
  const [changing, setChanging] = useState(false);
  const [changed, setChanged] = useState(false);
  const refresh = useCommand('refreshFields');
  const disconnect = useCommand('disconnect');
  const failure = refresh.failure ?? disconnect.failure;
  const disabled = fields.filter((field) => field.disabled).length;

  function close() {
    setChanging(false);
    // The focus comes back to the button that opened the choice.
    setChanged(true);
  }

  return (
    <Section
      title={accountName(account)}
      takesFocus
      actions={
        <Tag tone="good" icon={IconCircleCheck}>
          Connected
        </Tag>
      }
    >
      <Facts
        facts={[
          ['Merchant', senderCode.merchant],
          ['Sender code', senderCode.code],
          ['Country', senderCode.country ?? 'Not stated'],
          ['Server', host],
          ['Profile fields', `${amount(fields.length - disabled)} enabled, ${amount(disabled)} disabled`],
        ]}
      />
      {failure && <FailureNote failure={failure} />}
      {changing && <SenderCodes senderCodes={senderCodes} chosen={senderCode.id} onClose={close} />}
      <Button.Group>
        {senderCodes.length > 1 && !changing && (
          <Button size="xs" variant="default" onClick={() => setChanging(true)} autoFocus={changed}>
            Change sender code
          </Button>
        )}
        <Button size="xs" variant="default" onClick={() => void refresh.send(null)} loading={refresh.busy}>
          Refresh profile fields
        </Button>
        <Button
          size="xs"
          variant="default"
          onClick={() => void disconnect.send(null)}
          loading={disconnect.busy}
        >
          Disconnect
        </Button>
      </Button.Group>
    </Section>
  );
}
