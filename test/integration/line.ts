import { connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** The line between us and a server on this computer: it can be cut and mended, go dead, or be slow. */
export interface Line {
  /** The server's address by way of the line. */
  through(address: string): string;
  /** Breaks what is open, and refuses what comes. */
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Breaks what is open, and lets through what comes. */
  breakOnce(): void;
  /** What is open stays open, and nothing passes there any more, as after a router has forgotten it. */
  deaden(): void;
  /** Lets this many bytes through every 50 ms on their way to the server. */
  slowTo(bytes: number): void;
  close(): Promise<void>;
}

/** @param server where the line ends. */
export async function lineTo(server: string): Promise<Line> {
  const { port: serverPort } = new URL(server);
  const open = new Set<[here: Socket, there: Socket]>();
  const dead = new Set<Socket>();
  let bytesEach50Ms = Number.POSITIVE_INFINITY;
  const listener = createServer((here) => {
    const there = connect(Number(serverPort), '127.0.0.1');
    const pair: [Socket, Socket] = [here, there];
    open.add(pair);
    there.pipe(here);
    here.on('data', async (piece: Buffer) => {
      here.pause();
      for (let from = 0; from < piece.length; from += bytesEach50Ms) {
        there.write(piece.subarray(from, from + bytesEach50Ms));
        if (Number.isFinite(bytesEach50Ms))
          await sleep((50 * Math.min(piece.length, bytesEach50Ms)) / bytesEach50Ms);
      }
      if (!dead.has(here)) here.resume();
    });
    here.on('end', () => there.end());
    for (const end of pair) {
      end.on('error', () => {});
      end.on('close', () => {
        open.delete(pair);
        for (const one of pair) one.destroy();
      });
    }
  });
  const listen = (port: number) =>
    new Promise<void>((resolve) => listener.listen(port, '127.0.0.1', () => resolve()));
  await listen(0);
  const { port } = listener.address() as { port: number };
  const breakOnce = () => {
    for (const [here, there] of open) {
      here.resetAndDestroy();
      there.destroy();
    }
  };
  let closed: Promise<unknown> = Promise.resolve();
  const cut = async () => {
    if (listener.listening) closed = new Promise((resolve) => listener.close(resolve));
    breakOnce();
    await closed;
  };
  return {
    through: (address) => address.replace(`:${serverPort}/`, `:${port}/`),
    cut,
    async mend() {
      await closed;
      if (!listener.listening) await listen(port);
    },
    breakOnce,
    deaden() {
      for (const [here, there] of open) {
        dead.add(here.pause());
        there.unpipe(here);
      }
    },
    slowTo(bytes) {
      bytesEach50Ms = bytes;
    },
    close: cut,
  };
}
