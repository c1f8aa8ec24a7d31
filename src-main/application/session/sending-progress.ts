import type { ActiveSending, Stage } from '../../contract/sending.ts';
import type { PushEvent } from '../push-events.ts';
import type { StepContext } from './surroundings.ts';

/** Keeps `sending.active` of the state: what is being sent, and how far it is. */
export class SendingProgress {
  readonly #context: StepContext;

  constructor(context: StepContext) {
    this.#context = context;
  }

  begin(about: Pick<ActiveSending, 'what' | 'runId' | 'rows' | 'byImport' | 'byContact'>): void {
    const at = this.#now();
    this.#set({
      ...about,
      startedAt: at,
      stage: { stage: 'optOuts', count: 0 },
      stageStartedAt: at,
      ofParts: null,
      pause: 'no',
      stopping: false,
      wokeAt: null,
    });
  }

  show(part: Partial<ActiveSending>): void {
    const { active } = this.#context.store.state.sending;
    if (active) this.#set({ ...active, ...part });
  }

  readonly optOuts = (count: number): void => this.#stage({ stage: 'optOuts', count });

  readonly tell = (event: PushEvent): void => {
    if (event.stage !== 'waiting' && event.stage !== 'reading') this.#stage(event);
  };

  /** Another stage, or the same one further on. */
  #stage(stage: Stage): void {
    const { active } = this.#context.store.state.sending;
    if (!active) return;
    const goesOn = nameOf(active.stage) === nameOf(stage);
    this.#set({
      ...active,
      stage,
      stageStartedAt: goesOn ? active.stageStartedAt : this.#now(),
      ofParts: stage.stage === 'uploading' && stage.purpose === 'push' ? stage.ofParts : active.ofParts,
    });
  }

  #set(active: ActiveSending): void {
    const { store } = this.#context;
    store.change({ sending: { ...store.state.sending, active } });
  }

  #now(): string {
    return this.#context.now().toISOString();
  }
}

/** What tells one stage from the next, however far it is. */
function nameOf(stage: Stage): string {
  const part = stage.stage === 'uploading' ? stage.part : stage.stage === 'checking' ? stage.round : '';
  return `${stage.stage} ${part}`;
}
