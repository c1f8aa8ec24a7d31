import type { ActiveSending } from '../../contract/sending.ts';

/** Holds a push back between its imports while the user wants it to pause. */
export class PauseGate {
  readonly #show: (pause: ActiveSending['pause']) => void;
  #asked = false;
  #open: (() => void) | null = null;

  constructor(show: (pause: ActiveSending['pause']) => void) {
    this.#show = show;
  }

  reset(): void {
    this.#asked = false;
    this.#open = null;
  }

  ask(paused: boolean): void {
    this.#asked = paused;
    if (!paused) this.#open?.();
    this.#show(paused ? (this.#open ? 'paused' : 'asked') : 'no');
  }

  /** Resolves at once, or when the user lets it go on, or when the signal aborts. */
  async wait(signal: AbortSignal): Promise<void> {
    if (!this.#asked || signal.aborted) return;
    this.#show('paused');
    await new Promise<void>((resolve) => {
      const goOn = () => {
        signal.removeEventListener('abort', goOn);
        resolve();
      };
      this.#open = goOn;
      signal.addEventListener('abort', goOn);
    });
    this.#open = null;
  }
}
