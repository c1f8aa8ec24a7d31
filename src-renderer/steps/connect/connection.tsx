import type { ConnectionState } from '../../../src-main/contract/connection.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { Waiting } from '../../parts/waiting.tsx';
import { accountName } from '../../state/step-results.ts';
import { useCommand } from '../../state/use-command.ts';
import { Connected } from './connected.tsx';
import { SenderCodes } from './sender-codes.tsx';

/** Whatever there is of a connection; nothing when there is none. */
export function Connection({ connection }: { connection: ConnectionState }) {
  const disconnect = useCommand('disconnect');
  const connect = useCommand('connect');
  switch (connection.status) {
    case 'none':
      return null;
    case 'connecting':
      return (
        <Section title="Connecting">
          <Busy
            what={`Signing in to ${accountName(connection.account)}`}
            stop={{ label: 'Stop', onClick: () => void disconnect.send(null), busy: disconnect.busy }}
          />
          <Waiting />
        </Section>
      );
    case 'failed':
      return (
        <FailureNote
          failure={connection.failure}
          action={{
            label: 'Try again',
            onClick: () => void connect.send({ account: connection.account }),
            busy: connect.busy,
          }}
        />
      );
    case 'choosing':
      return (
        <Section title={`Sender codes of ${accountName(connection.account)}`} takesFocus>
          <SenderCodes senderCodes={connection.senderCodes} chosen={null} />
        </Section>
      );
    case 'connected':
      return <Connected connection={connection} />;
  }
}
