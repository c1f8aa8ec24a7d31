import type { Failure } from '../../src-main/contract/failure.ts';
import { call } from '../state/call.ts';
import { asksFirst } from '../state/failure-kinds.ts';
import type { Action } from './step-page.tsx';

/** The way on from a failure that only asks first: to read the file all the same. */
export function allTheSame(failure: Failure): Action | undefined {
  if (!asksFirst(failure)) return undefined;
  return {
    label: 'Read it all the same',
    onClick: () => void call('readAs', { evenIfLarge: true }),
  };
}
