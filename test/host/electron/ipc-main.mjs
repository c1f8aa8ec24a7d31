import { EventEmitter } from 'node:events';
import { refuse } from './refuse.mjs';

const handlers = new Map();
const emitter = new EventEmitter();

export const ipcMain = refuse('ipcMain', {
  handle(channel, listener) {
    if (handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`);
    handlers.set(channel, listener);
  },
  removeHandler: (channel) => handlers.delete(channel),
  on: (channel, listener) => emitter.on(channel, listener),
  once: (channel, listener) => emitter.once(channel, listener),
  removeListener: (channel, listener) => emitter.removeListener(channel, listener),
});

/** `ipcRenderer.invoke`, arrived. */
export async function invoked(link, event, { id, channel, args }) {
  try {
    const handler = handlers.get(channel);
    if (!handler) throw new Error(`No handler registered for '${channel}'`);
    link.answer(id, await handler(event, ...(await link.arguments(args))));
  } catch (error) {
    // As Electron does: the page learns the message, and nothing else of the error.
    link.fail(id, `Error invoking remote method '${channel}': ${error}`);
    console.error(`Error occurred in handler for '${channel}':`, error);
  }
}

/** `ipcRenderer.send`, arrived. */
export async function sent(link, event, { channel, args }) {
  emitter.emit(channel, event, ...(await link.arguments(args)));
}
