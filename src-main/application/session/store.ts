import type { State } from '../../contract/state.ts';
import type { Step } from '../../contract/steps.ts';

type Listener = (state: State) => void;

/** The session's state, and whoever wants to hear of each change of it. */
export class Store {
  #state: State;
  readonly #listeners = new Set<Listener>();

  constructor(first: State) {
    this.#state = first;
  }

  get state(): State {
    return this.#state;
  }

  change(part: Partial<State>): void {
    this.#state = { ...this.#state, ...part };
    for (const listener of this.#listeners) {
      try {
        listener(this.#state);
      } catch (error) {
        // What changed the state, such as an import that is under way, must not break off because somebody stumbles.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  /** What these steps show is new: they are to be looked at again, but for the one that is on screen. */
  unsee(...steps: Step[]): void {
    const { seen, step: current } = this.#state;
    this.change({ seen: seen.filter((step) => step === current || !steps.includes(step)) });
  }

  /** @returns what ends it. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export const FIRST_STATE: State = {
  step: 'connect',
  seen: ['connect'],
  accounts: { names: [], keptIn: 'opening', why: null },
  connection: { status: 'none' },
  recentFiles: [],
  file: { status: 'none' },
  mapping: { columns: [], constants: [], recalled: null, failure: null },
  remembered: { mappings: [], failure: null },
  consent: { column: null, meanings: null, withoutInformation: false, withoutOptOuts: false },
  consentFile: { status: 'none' },
  rules: { country: 'US', keep: 'first' },
  review: { status: 'none' },
  finding: null,
  saving: null,
  optOuts: { status: 'unread' },
  waiting: null,
  sending: {
    active: null,
    choice: { kind: 'random', count: 10, seed: 1, rows: [] },
    sampleRows: 0,
    sample: null,
    push: null,
    proven: false,
    failure: null,
    exchanges: 0,
  },
  history: { runs: [], unreadable: [], sealed: null, failure: null },
  unfinished: { runs: [], work: { status: 'none' }, finished: null },
};
