import { Worker } from 'node:worker_threads';
import type { AudienceReader, FindProgress, FindWatch, Watch } from '../application/ports.ts';
import { AppError } from '../contract/failure.ts';
import type { Calls, FromThread, Streams, ToThread } from './messages.ts';

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: AppError): void;
  onProgress: ((progress: FindProgress) => void) | undefined;
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
      // Only a search asks for what was found, and only its progress says so.
      call?.onProgress?.(message.progress as FindProgress);
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

  const answerTo = (id: number, watch: FindWatch = {}): Promise<unknown> => {
    const { signal, onProgress } = watch;
    if (dead) return Promise.reject(dead);
    const stop = () => post({ kind: 'stop', id });
    signal?.addEventListener('abort', stop, { once: true });
    return new Promise((resolve, reject) => waiting.set(id, { resolve, reject, onProgress })).finally(() =>
      signal?.removeEventListener('abort', stop),
    );
  };

  /** @param watch undefined for a call that takes none. */
  function call<Name extends keyof Calls>(name: Name, parts: unknown[] = [], watch?: FindWatch) {
    watch?.signal?.throwIfAborted();
    const id = ++lastId;
    const answer = answerTo(id, watch);
    post({ kind: 'call', id, name, parts, watched: watch !== undefined });
    return answer as ReturnType<Calls[Name]>;
  }

  async function* stream(
    name: keyof Streams,
    parts: unknown[],
    { onProgress, signal }: Watch = {},
  ): AsyncGenerator<Uint8Array> {
    const id = ++lastId;
    post({ kind: 'stream', id, name, parts });
    try {
      for (;;) {
        signal?.throwIfAborted();
        const answer = answerTo(id, { onProgress, signal });
        post({ kind: 'next', id });
        const piece = (await answer) as Uint8Array | null;
        // Stopped while the last piece was on its way, it has no end.
        signal?.throwIfAborted();
        if (piece === null) return;
        yield piece;
      }
    } finally {
      post({ kind: 'stop', id });
    }
  }

  return {
    open: (path, reading, watch) => call('open', [path, reading], watch),
    review: (request, watch) => call('review', [request], watch),
    leaveOut: (optedOut) => call('leaveOut', [optedOut]),
    readConsentFile: (path, choice, audience, country, watch) =>
      call('readConsentFile', [path, choice, audience, country], watch),
    forgetConsentFile: () => call('forgetConsentFile'),
    assertUnchanged: (watch) => call('assertUnchanged', [], watch),
    readyRows: (places) => call('readyRows', [places]),
    exampleRows: (count) => call('exampleRows', [count]),
    planParts: (maxBytes, watch) => call('planParts', [maxBytes], watch),
    measurePart: (part) => call('measurePart', [part]),
    partBytes: (part, watch) => stream('partBytes', [part], watch),
    rejectsBytes: (watch) => stream('rejectsBytes', [], watch),
    findRows: (filter, watch) => call('findRows', [filter], watch),
    rows: (request) => call('rows', [request]),
    answers: () => call('answers'),
    placesOf: (rows) => call('placesOf', [rows]),
    phonesAt: (fileRows) => call('phonesAt', [fileRows]),
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
