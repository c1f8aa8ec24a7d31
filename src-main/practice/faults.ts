/** What goes wrong with a request. */
export type Fault =
  | { type: 'status'; status: number; headers?: Record<string, string>; body?: string }
  /** The connection breaks before the body is read. */
  | { type: 'resetBefore' }
  /** The connection breaks when some of the body has come. */
  | { type: 'resetDuring' }
  /** The request is carried out, then the connection breaks instead of an answer. */
  | { type: 'resetAfter' }
  | { type: 'slow'; milliseconds: number }
  | { type: 'never' }
  | { type: 'notJson' }
  /** A page is answered that names itself as the next one. */
  | { type: 'sameCursor' }
  /** A page is answered that does not say where the next one is. */
  | { type: 'noCursor' };

export interface FaultOrder {
  method?: string;
  path?: RegExp;
  fault: Fault;
  /** How many requests it strikes; 1 unless said otherwise. */
  times?: number;
}

/** Switches troubles on, for tests. */
export class FaultSwitch {
  readonly #orders: (FaultOrder & { left: number })[] = [];
  readonly #actions: { expireTokens(): void; nextImport(end: 'fails' | 'never'): void };
  /** A paused integration refuses everything, tokens included. */
  paused = false;

  constructor(actions: { expireTokens(): void; nextImport(end: 'fails' | 'never'): void }) {
    this.#actions = actions;
  }

  add(order: FaultOrder): void {
    this.#orders.push({ ...order, left: order.times ?? 1 });
  }

  clear(): void {
    this.#orders.length = 0;
    this.paused = false;
  }

  pauseIntegration(paused: boolean): void {
    this.paused = paused;
  }

  expireTokens(): void {
    this.#actions.expireTokens();
  }

  failNextImport(): void {
    this.#actions.nextImport('fails');
  }

  neverEndNextImport(): void {
    this.#actions.nextImport('never');
  }

  /** The fault that strikes this request, if any; it is counted as used. */
  strike(method: string, path: string): Fault | undefined {
    const order = this.#orders.find(
      (candidate) =>
        candidate.left > 0 &&
        (!candidate.method || candidate.method === method) &&
        (!candidate.path || candidate.path.test(path)),
    );
    if (order) order.left--;
    return order?.fault;
  }
}
