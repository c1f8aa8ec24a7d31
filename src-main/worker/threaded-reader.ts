import { Worker } from 'node:worker_threads';
import type { AudienceReader, Watch } from '../application/ports.ts';
import { AppError } from '../contract/failure.ts';
import type { Calls, FromThread, Streams, ToThread } from './messages.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: AppError): void;
  onProgress: Watch['onProgress'];
}

/**
 * The audience file in a thread of its own, so that neither window nor terminal ever waits for a row.
 * @param script where the built `review-worker` lies.
 */
export function startThreadedReader(script: URL): AudienceReader {
  const thread = new Worker(script);
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const post = (message: ToThread): void => thread.postMessage(message);

  thread.on('message', (message: FromThread) => {
    const call = waiting.get(message.id);
    if (message.kind === 'progress') {
      call?.onProgress?.(message.progress);
      return;
    }
    waiting.delete(message.id);
    if (message.kind === 'done') call?.resolve(message.answer);
    else call?.reject(new AppError(message.failure));
  });
  let dead: AppError | null = null;
  const fail = (cause?: unknown) => {
    dead ??= threadDied(cause);
    for (const call of waiting.values()) call.reject(dead);
    waiting.clear();
  };
  thread.on('error', fail);
  thread.on('exit', () => fail());

  const answerTo = (id: number, watch: Watch = {}): Promise<unknown> => {
    const { signal, onProgress } = watch;
    if (dead) return Promise.reject(dead);
    const stop = () => post({ kind: 'stop', id });
    signal?.addEventListener('abort', stop, { once: true });
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject, onProgress })).finally(() =>
      signal?.removeEventListener('abort', stop),
    );
  };

  function call<Name extends keyof Calls>(name: Name, argument?: unknown, watch?: Watch) {
    watch?.signal?.throwIfAborted();
    const id = ++lastId;
    const answer = answerTo(id, watch);
    post({ kind: 'call', id, name, argument, watched: watch !== undefined });
    return answer as ReturnType<Calls[Name]>;
  }

  async function* stream(
    name: keyof Streams,
    argument: unknown,
    signal?: AbortSignal,
  ): AsyncGenerator<Uint8Array> {
    const id = ++lastId;
    post({ kind: 'stream', id, name, argument });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const answer = answerTo(id);
        post({ kind: 'next', id });
        const piece = (await answer) as Uint8Array | null;
        if (piece === null) return;
        yield piece;
      }
    } finally {
      post({ kind: 'stop', id });
    }
  }

  return {
    open: (path) => call('open', path),
    review: (request, watch) => call('review', request, watch),
    leaveOut: (optedOut) => call('leaveOut', optedOut),
    assertUnchanged: (watch) => call('assertUnchanged', undefined, watch),
    readyRows: (places) => call('readyRows', places),
    planParts: (maxBytes, watch) => call('planParts', maxBytes, watch),
    partBytes: (part, signal) => stream('partBytes', part, signal),
    rejectsBytes: (signal) => stream('rejectsBytes', undefined, signal),
    findRows: (filter, watch) => call('findRows', filter, watch),
    rows: (request) => call('rows', request),
    answers: () => call('answers'),
    placesOf: (rows) => call('placesOf', rows),
    readyDigest: () => call('readyDigest'),
    close: async () => {
      await thread.terminate();
    },
  };
}

function threadDied(cause: unknown): AppError {
  return new AppError(
    {
      code: 'file.readerStopped',
      message:
        'The reading of the file ended unexpectedly. What had been sent before is in the run’s record.',
      hint: 'Choose the file again. If it happens again, the file may be damaged.',
    },
    { cause },
  );
}
