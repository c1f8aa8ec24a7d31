import { create } from 'zustand';
import type { Failure } from '../../src-main/contract/failure.ts';
import { type State, stateSchema } from '../../src-main/contract/state.ts';
import { call } from './call.ts';
import { keepUnchanged } from './keep-unchanged.ts';

/** What the page knows: the last snapshot of the main process, or why there is none. */
interface Mirror {
  state: State | null;
  failure: Failure | null;
}

export const useMirror = create<Mirror>()(() => ({ state: null, failure: null }));

/** A part of the state. For components below `App`, which shows them only when there is a state. */
export function useAppState<Part>(select: (state: State) => Part): Part {
  return useMirror(({ state }) => select(state!));
}

const NOT_UNDERSTOOD = {
  code: 'page.stateNotUnderstood',
  message: 'The window does not understand what the app tells it.',
  hint: 'Close the app and open it again. If it says this again, the installation is damaged: install it anew.',
};

/** Follows the main process until the page is closed. */
export function followState(): void {
  window.profileUpdater.onState((snapshot) => {
    const parsed = stateSchema.safeParse(snapshot);
    if (parsed.success) show(parsed.data);
    else useMirror.setState({ failure: NOT_UNDERSTOOD });
  });
  void call('state', null).then((first) => {
    // A snapshot that was pushed in the meantime is at least as new.
    if (useMirror.getState().state !== null) return;
    if (first.ok) show(first.value);
    else useMirror.setState({ failure: first.failure });
  });
}

function show(next: State): void {
  useMirror.setState(({ state }) => ({ state: keepUnchanged(state, next), failure: null }));
}
