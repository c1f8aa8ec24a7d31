import type { ConnectionState } from '../../../src-main/contract/connection.ts';
import { StepPage } from '../../parts/step-page.tsx';
import { accountName } from '../../state/step-results.ts';
import { useAppState } from '../../state/store.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import { useNext } from '../../state/use-next.ts';
import { AccountList } from './account-list.tsx';
import { Connection } from './connection.tsx';

export function ConnectStep() {
  const connection = useAppState((state) => state.connection);
  const next = useNext('connect');
  useLostFocus(connection.status === 'connecting' ? null : connection.status);
  return (
    <StepPage
      title="Connect to Listrak"
      lead="Choose whose SMS profiles you want to correct. Connecting reads; it changes nothing."
      status={standing(connection)}
      primary={next && { ...next, disabled: connection.status !== 'connected' }}
    >
      <Connection connection={connection} />
      <AccountList connection={connection} />
    </StepPage>
  );
}

function standing(connection: ConnectionState): string {
  switch (connection.status) {
    case 'none':
      return 'Connect to an account to go on.';
    case 'connecting':
      return `Connecting to ${accountName(connection.account)}…`;
    case 'failed':
      return `Not connected to ${accountName(connection.account)}.`;
    case 'choosing':
      return 'Choose a sender code to go on.';
    case 'connected':
      return `Connected to ${accountName(connection.account)}, sender code ${connection.senderCode.code}.`;
  }
}
