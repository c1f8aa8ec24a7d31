import type { Failure } from '../../../src-main/contract/failure.ts';
import { wayOut } from '../../parts/sending-failure.tsx';
import type { Action } from '../../parts/step-page.tsx';

/** What can be done elsewhere about a run: of its file nothing can, as that is none that the other steps know. */
export function wayToConnect(failure: Failure): Action | undefined {
  return /^(?:connection|senderCode)\./.test(failure.code) ? wayOut(failure) : undefined;
}
