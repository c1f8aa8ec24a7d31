import { Agent, request as requestHttp } from 'node:http';
import { request as requestHttps, Agent as SecureAgent } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { StreamedBody } from './import-body.ts';
import { errorOfNetwork, errorOfProxy, ListrakError } from './listrak-error.ts';

/** An answer that has been read whole. */
export interface RawAnswer {
  status: number;
  body: string;
  retryAfter: string | null;
}

/** How long the connection may take, that of a proxy included. Node has no limit before there is one. */
const CONNECT_MS = 60_000;
/** How long nothing may move: no further byte leaves, or Listrak does not answer once it has the whole body. */
const STILL_MS = 300_000;
/** A proxy may take the whole body at once, and then pass it on by a slow line: 1 Mbit/s, in bytes a millisecond. */
const SLOWEST_LINE = 125;

/**
 * Posts a long JSON body with a known Content-Length. Not `fetch`, which can neither stream a body of known length
 * everywhere nor tell how far it got; that decides whether a broken request may have taken effect: an incomplete
 * body cannot be read as JSON, so it certainly did not.
 * @throws ListrakError `network.*`, or whatever the body's own stream threw.
 */
export function postStream(
  address: string,
  headers: Record<string, string>,
  body: StreamedBody,
  options: {
    agent?: Agent | undefined;
    signal?: AbortSignal | undefined;
    onSent?: ((bytes: number) => void) | undefined;
  } = {},
): Promise<RawAnswer> {
  const url = new URL(address);
  const isPlain = url.protocol === 'http:';
  // A connection for each: one that was kept may be dead unnoticed, and a short body would seem to have left by it. It is not
  // announced to be the last request on it: a server that answers early would close it, and its answer could be lost.
  const own = options.agent ? null : new (isPlain ? Agent : SecureAgent)({ keepAlive: true });
  const request = (isPlain ? requestHttp : requestHttps)(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Length': body.length },
    agent: (options.agent ?? own)!,
  });
  let sent = 0;
  let connected = false;
  let bodyFailed: unknown;
  let answered = false;
  const counted = async function* () {
    try {
      for await (const piece of body.read()) {
        yield piece;
        sent += piece.length;
        options.onSent?.(sent);
      }
      request.setTimeout(STILL_MS + body.length / SLOWEST_LINE);
    } catch (error) {
      bodyFailed = error;
      throw error;
    }
  };
  const mayHaveArrived = () => connected && sent >= body.length;
  const pieces = counted();
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      if (answered) return;
      if (bodyFailed !== undefined) reject(bodyFailed);
      else if (options.signal?.aborted) reject(stoppedWhileSending(mayHaveArrived()));
      else reject(errorOfNetwork(error, url.host, mayHaveArrived()));
    };
    // Not left to the request: it tells nobody that it is over while it waits for an agent, and that for a proxy.
    const giveUp = (error: unknown) => {
      over();
      request.destroy();
      pieces.return().catch(() => {});
      fail(error);
    };
    const tooLate = () => giveUp(Object.assign(new Error(), { name: 'TimeoutError' }));
    const stop = () => giveUp(options.signal?.reason);
    const limit = setTimeout(tooLate, CONNECT_MS);
    const over = () => {
      clearTimeout(limit);
      options.signal?.removeEventListener('abort', stop);
    };
    options.signal?.addEventListener('abort', stop);
    if (options.signal?.aborted) stop();
    // A short body is handed over before there is a connection; until there is one, nothing can have left.
    const isConnected = () => {
      connected = true;
      clearTimeout(limit);
    };
    request.on('socket', (socket) => {
      // Through a proxy the socket is connected before it is secure, and nothing leaves for Listrak before that.
      const { secureConnecting = false } = socket as { secureConnecting?: boolean };
      if (!socket.connecting && !secureConnecting) isConnected();
      else socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', isConnected);
    });
    // A proxy that does not let the request through (an event of https-proxy-agent): nothing has left for Listrak.
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode === 200) return;
      answered = true;
      reject(errorOfProxy(statusCode));
      request.destroy();
    });
    request.on('response', (response) => {
      const answer: Buffer[] = [];
      response.on('data', (piece: Buffer) => answer.push(piece));
      response.on('error', fail);
      response.on('end', () => {
        answered = true;
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(answer).toString('utf8'),
          retryAfter: response.headers['retry-after'] ?? null,
        });
        // An early refusal (401, 404) may come before the body is out; the rest need not be sent.
        if (!request.writableFinished) request.destroy();
      });
    });
    request.setTimeout(STILL_MS, tooLate);
    request.on('error', fail);
    request.on('close', () => {
      over();
      own?.destroy();
      fail(new Error('closed'));
    });
    pipeline(pieces, request).catch(fail);
  });
}

function stoppedWhileSending(whole: boolean): ListrakError {
  return new ListrakError(
    {
      code: 'stopped',
      message: whole
        ? 'Stopped, as you asked; the import had left already and may have arrived.'
        : 'Stopped, as you asked, before the import was complete; Listrak cannot have used it.',
      hint: 'Send again whenever you like: an update that is repeated does no harm.',
    },
    { mayHaveTakenEffect: whole },
  );
}
