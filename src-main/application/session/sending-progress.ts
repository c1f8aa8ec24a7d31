import type { ActiveSending, Stage } from '../../contract/sending.ts';
import type { PushEvent } from '../push-events.ts';
import type { StepContext } from './surroundings.ts';

/** Keeps `sending.active` of the state: what is being sent, and how far it is. */
export class SendingProgress {
  readonly #context: StepContext;

  constructor(context: StepContext) {
    this.#context = context;
  }

  begin(what: ActiveSending['what'], runId: string, rows: number): void {
    const at = this.#now();
    this.#set({
      what,
      runId,
      rows,
      startedAt: at,
      stage: { stage: 'optOuts', count: 0 },
      stageStartedAt: at,
      ofParts: null,
      waiting: null,
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
    if (event.stage === 'waiting') this.showWait(event);
    else if (event.stage !== 'reading') this.#stage(event);
  };

  showWait({ waitMs, why }: { waitMs: number; why: string }): void {
    const until = new Date(this.#context.now().getTime() + waitMs).toISOString();
    this.show({ waiting: { why, until } });
  }

  /** Another stage, or the same one further on; either way, nothing is being waited for any more. */
  #stage(stage: Stage): void {
    const { active } = this.#context.store.state.sending;
    if (!active) return;
    const goesOn = nameOf(active.stage) === nameOf(stage);
    this.#set({
      ...active,
      stage,
      stageStartedAt: goesOn ? active.stageStartedAt : this.#now(),
      ofParts: stage.stage === 'uploading' && stage.purpose === 'push' ? stage.ofParts : active.ofParts,
      waiting: null,
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
