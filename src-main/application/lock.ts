import { createHash } from 'node:crypto';
import { connect, createServer, type Server } from 'node:net';

/** What only one process of this computer may do at a time, held until it is released or the process ends, however it ends. */
export interface Lock {
  release(): Promise<void>;
}

/** Below those ports that systems hand out by themselves. */
const FIRST_PORT = 20_000;
const PORTS = 12_000;
/** Another program may listen at one of them. */
const CANDIDATES = 3;
/** Who says nothing for so long may still be one of ours that is held up, and is taken for it. In milliseconds. */
const SAYS_WITHIN_MS = 1000;

/**
 * Takes a lock, or answers null where another process, or another part of this one, has it. It is a place in the system at
 * which somebody listens: unlike a file, it is never left behind by a process that was killed, and the system gives it to one
 * alone. It guards nothing but order, and tells no more than a hash of the name.
 */
export async function takeLock(name: string): Promise<Lock | null> {
  const key = keyOf(name);
  if (await isHeld(key)) return null;
  for (const place of placesOf(key)) {
    const server = createServer((socket) => socket.on('error', () => {}).end(key, () => socket.destroy()));
    // It is free at once; only a caller that does not hang up would have to be waited for.
    if (await listens(server.unref(), place)) return { release: async () => void server.close() };
    // Somebody who asked at the same time was quicker.
    if (await isHeldAt(place, key)) return null;
  }
  // Where none of these places can be had, sending must still be possible.
  return { release: async () => {} };
}

/** Whether somebody has the lock. */
export async function isLocked(name: string): Promise<boolean> {
  return await isHeld(keyOf(name));
}

async function isHeld(key: string): Promise<boolean> {
  return (await Promise.all(placesOf(key).map((place) => isHeldAt(place, key)))).includes(true);
}

function keyOf(name: string): string {
  return createHash('sha256').update(`profile-updater ${name}`).digest('hex');
}

type Place = { path: string } | { port: number; host: string };

/** Names that end with their process, where the system has such; else ports of the loopback interface. */
function placesOf(key: string): Place[] {
  if (process.platform === 'linux') return [{ path: `\0profile-updater-${key}` }];
  if (process.platform === 'win32') return [{ path: `\\\\.\\pipe\\profile-updater-${key}` }];
  return Array.from({ length: CANDIDATES }, (_, place) => {
    const part = Number.parseInt(key.slice(place * 8, place * 8 + 8), 16);
    return { port: FIRST_PORT + (part % PORTS), host: '127.0.0.1' };
  });
}

function listens(server: Server, place: Place): Promise<boolean> {
  return new Promise((resolve) => {
    server.once('error', () => resolve(false));
    server.listen({ ...place, exclusive: true }, () => {
      server.removeAllListeners('error').on('error', () => {});
      resolve(true);
    });
  });
}

/** Whether somebody listens there, and for this: of a port another program may do so, and says something else. */
function isHeldAt(place: Place, key: string): Promise<boolean> {
  return new Promise((resolve) => {
    let said = '';
    const socket = connect(place);
    const over = (isHeldThere: boolean) => {
      clearTimeout(limit);
      socket.destroy();
      resolve(isHeldThere);
    };
    const limit = setTimeout(() => over(said === ''), SAYS_WITHIN_MS).unref();
    if ('path' in place) socket.on('connect', () => over(true));
    socket.on('data', (piece) => {
      said += piece;
      if (said.length > key.length) over(false);
    });
    socket.on('end', () => over(said === key));
    socket.on('error', () => over(false));
  });
}
