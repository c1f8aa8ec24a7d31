import type { Failure } from '../../src-main/contract/failure.ts';
import type { SendingState } from '../../src-main/contract/sending.ts';
import { call, goTo } from '../state/call.ts';
import { FailureNote } from './failure-note.tsx';
import type { Action } from './step-page.tsx';

interface SendingFailureProps {
  what: 'sample' | 'push';
  /** Why the last sending did not begin. */
  sending: SendingState['failure'];
  /** Why it was refused when it was asked for. */
  asked: Failure | null;
}

/** Why nothing was sent, with the way to what has to be done about it. */
export function SendingFailure({ what, sending, asked }: SendingFailureProps) {
  const failure = sending?.what === what ? sending.failure : asked;
  return (
    failure && (
      <div tabIndex={-1} data-takes-focus>
        <FailureNote failure={failure} action={wayOut(failure)} />
      </div>
    )
  );
}

/** What can be done about a failure elsewhere in the app. */
export function wayOut({ code }: Failure): Action | undefined {
  if (code === 'file.changed' || code === 'sending.notReviewed') {
    const again = () => {
      void call('reviewAgain', null);
      goTo('review');
    };
    return { label: 'Review the file again', onClick: again };
  }
  if (code.startsWith('senderCode.') || code.startsWith('connection.')) {
    return { label: 'Go to Connect', onClick: () => goTo('connect') };
  }
  if (code.startsWith('mapping.')) return { label: 'Go to Map', onClick: () => goTo('map') };
  return undefined;
}
