import type { Step } from '../../src-main/contract/steps.ts';
import type { Action } from '../parts/step-page.tsx';
import { goTo } from './call.ts';
import { lockOf, STEP_NAMES, stepAfter } from './steps.ts';
import { useAppState } from './store.ts';

/** The bottom bar's way from one step to the next, closed for as long as the next one is locked. */
export function useNext(step: Step): Action | undefined {
  const next = stepAfter(step);
  const locked = useAppState((state) => next !== null && lockOf(state, next) !== null);
  if (next === null) return undefined;
  return { label: `Next: ${STEP_NAMES[next]}`, onClick: () => goTo(next), disabled: locked };
}
