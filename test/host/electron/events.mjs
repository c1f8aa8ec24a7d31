import { EventEmitter } from 'node:events';
import { refuse } from './refuse.mjs';

/** The listening half of an object of Electron's, which refuses events that the host never sends. */
export function events(name, known) {
  const emitter = new EventEmitter();
  const checked =
    (method) =>
    (event, ...args) => {
      if (!known.includes(event)) throw new Error(`The host never sends ${name}'s '${event}'`);
      return emitter[method](event, ...args);
    };
  return {
    emit: (event, ...args) => emitter.emit(event, ...args),
    has: (event) => emitter.listenerCount(event) > 0,
    listening: Object.fromEntries(
      ['on', 'once', 'off', 'addListener', 'removeListener', 'removeAllListeners', 'listenerCount'].map(
        (method) => [method, checked(method)],
      ),
    ),
  };
}

/** An event of Electron's. */
export function makeEvent(details = {}) {
  const event = {
    defaultPrevented: false,
    preventDefault() {
      event.defaultPrevented = true;
    },
    ...details,
  };
  return refuse('event', event);
}
