import type { State } from '../../contract/state.ts';
import type { Wait } from '../../listrak/retry.ts';
import type { StepContext } from './surroundings.ts';

/** Keeps `waiting` of the state. Several calls may wait at once; the one that is tried again first is shown. */
export class Waits {
  readonly #context: StepContext;
  readonly #on = new Map<Wait, NonNullable<State['waiting']>>();

  constructor(context: StepContext) {
    this.#context = context;
  }

  /** Something failed for a passing reason, and will be tried again. */
  readonly add = (wait: Wait): void => {
    const until = new Date(this.#context.now().getTime() + wait.waitMs).toISOString();
    this.#on.set(wait, { why: wait.why, until });
    this.#show();
    void wait.over.then(() => {
      this.#on.delete(wait);
      this.#show();
    });
  };

  /** Ends all of them. */
  tryNow(): void {
    for (const wait of this.#on.keys()) wait.tryNow();
  }

  #show(): void {
    const [first = null] = [...this.#on.values()].sort((one, other) => (one.until < other.until ? -1 : 1));
    this.#context.store.change({ waiting: first });
  }
}
