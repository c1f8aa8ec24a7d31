import type { Step } from '../../src-main/contract/steps.ts';
import type { Action } from '../parts/step-page.tsx';
import { goTo } from './call.ts';
import { lockOf, STEP_NAMES, stepAfter } from './steps.ts';
import { useAppState } from './store.ts';

/**
 * The bottom bar's way from one step to the next, closed for as long as the next one is locked. Where all that a file
 * waits for is an account, it leads to Connect.
 */
export function useNext(step: Step): Action | undefined {
  const next = stepAfter(step);
  const locked = useAppState((state) => next !== null && lockOf(state, next) !== null);
  const unconnected = useAppState(
    ({ connection, file }) => connection.status !== 'connected' && file.status === 'open',
  );
  if (next === null) return undefined;
  const to = locked && unconnected ? 'connect' : next;
  return { label: `Next: ${STEP_NAMES[to]}`, onClick: () => goTo(to), disabled: locked && to === next };
}
