import { IconAlertTriangle, IconFlask } from '@tabler/icons-react';
import { PRACTICE_ACCOUNT } from '../../src-main/contract/connection.ts';
import { useAppState } from '../state/store.ts';
import { Tag } from './tag.tsx';

/** Says, for as long as what passes for Listrak is not Listrak, what it is. */
export function HostTag() {
  const connection = useAppState((state) => state.connection);
  if (connection.status !== 'connected' && connection.status !== 'choosing') return null;
  if (connection.account === PRACTICE_ACCOUNT) {
    return (
      <Tag tone="quiet" icon={IconFlask} means="Invented contacts on this computer; nothing leaves it">
        Practice
      </Tag>
    );
  }
  if (connection.host === 'api.listrak.com') return null;
  return (
    <Tag tone="warn" icon={IconAlertTriangle}>
      Not Listrak itself
    </Tag>
  );
}
