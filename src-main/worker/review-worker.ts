import { parentPort } from 'node:worker_threads';
import type { FindProgress, ReadProgress } from '../application/ports.ts';
import { AppError, type Failure } from '../contract/failure.ts';
import { AudienceFile } from './audience-file.ts';
import type { FromThread, ToThread } from './messages.ts';

/** Progress is told about this many times over a file, whatever its size. */
const PROGRESS_STEPS = 200;

const port = parentPort;
if (!port) throw new Error('The review worker is started as a worker thread.');

const file = new AudienceFile();
const stops = new Map<number, AbortController>();
const streams = new Map<number, AsyncIterator<Uint8Array>>();
const tell = (message: FromThread): void => port.postMessage(message);

port.on('message', (message: ToThread) => {
  void handle(message).catch((error: unknown) => {
    forget(message.id);
    tell({ kind: 'failed', id: message.id, failure: failureOf(error) });
  });
});

async function handle(message: ToThread): Promise<void> {
  const { id } = message;
  switch (message.kind) {
    case 'stop':
      stops.get(id)?.abort();
      // A stream that is not asked on is over; a call that is stopped still answers.
      if (streams.has(id)) {
        await streams.get(id)?.return?.();
        forget(id);
      }
      return;
    case 'call': {
      const watch = { onProgress: sparingly(id), signal: stopOf(id) };
      const call = file[message.name].bind(file) as (...parts: unknown[]) => Promise<unknown>;
      const answer = await call(...message.parts, ...(message.watched ? [watch] : []));
      forget(id);
      tell({ kind: 'done', id, answer });
      return;
    }
    case 'stream': {
      const open = file[message.name].bind(file) as (...parts: unknown[]) => AsyncGenerator<Uint8Array>;
      streams.set(id, open(...message.parts, { onProgress: sparingly(id), signal: stopOf(id) }));
      return;
    }
    case 'next': {
      const piece = await streams.get(id)?.next();
      if (!piece || piece.done) forget(id);
      tell({ kind: 'done', id, answer: piece?.done ? null : piece?.value });
    }
  }
}

function stopOf(id: number): AbortSignal {
  const controller = new AbortController();
  stops.set(id, controller);
  return controller.signal;
}

function forget(id: number): void {
  stops.delete(id);
  streams.delete(id);
}

function sparingly(id: number) {
  let told = 0;
  return (progress: ReadProgress | FindProgress) => {
    if (progress.bytes < told && progress.bytes < progress.ofBytes) told = 0;
    if (progress.bytes - told < progress.ofBytes / PROGRESS_STEPS && progress.bytes < progress.ofBytes)
      return;
    told = progress.bytes;
    tell({ kind: 'progress', id, progress });
  };
}

/** Only sentences cross the border, never stacks. */
function failureOf(error: unknown): Failure {
  if (error instanceof AppError) return error.toFailure();
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'stopped', message: 'Stopped, as you asked.', hint: 'Start again whenever you like.' };
  }
  return {
    code: 'file.unreadable',
    message: `The file could not be read to its end (${error instanceof Error ? error.message : 'unknown error'}). Nothing was sent.`,
    hint: 'Copy it to this computer’s disk and choose it again.',
  };
}
