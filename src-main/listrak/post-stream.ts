import { type Agent, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pipeline } from 'node:stream/promises';
import type { StreamedBody } from './import-body.ts';
import { errorOfNetwork, errorOfProxy, ListrakError } from './listrak-error.ts';

/** An answer that has been read whole. */
export interface RawAnswer {
  status: number;
  body: string;
  retryAfter: string | null;
}

/** How long Listrak may take to answer once it has the whole body. */
const ANSWER_MS = 300_000;

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
  const request = (url.protocol === 'http:' ? requestHttp : requestHttps)(url, {
    method: 'POST',
    headers: { ...headers, 'Content-Length': body.length },
    ...(options.agent && { agent: options.agent }),
    ...(options.signal && { signal: options.signal }),
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
    } catch (error) {
      bodyFailed = error;
      throw error;
    }
  };
  // A short body is handed over before there is a connection; until there is one, nothing can have left.
  request.on('socket', (socket) => {
    // Through a proxy the socket is connected before it is secure, and nothing leaves for Listrak before that.
    const { secureConnecting = false } = socket as { secureConnecting?: boolean };
    if (!socket.connecting && !secureConnecting) connected = true;
    else
      socket.once(url.protocol === 'https:' ? 'secureConnect' : 'connect', () => {
        connected = true;
      });
  });
  const mayHaveArrived = () => connected && sent >= body.length;
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => {
      if (answered) return;
      if (bodyFailed !== undefined) reject(bodyFailed);
      else if (options.signal?.aborted) reject(stoppedWhileSending(mayHaveArrived()));
      else reject(errorOfNetwork(error, url.host, mayHaveArrived()));
    };
    // A proxy that does not let the request through (an event of https-proxy-agent): nothing has left for Listrak.
    request.once('proxyConnect', ({ statusCode }: { statusCode: number }) => {
      if (statusCode === 200) return;
      answered = true;
      reject(errorOfProxy(statusCode));
      request.destroy();
    });
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('error', fail);
      response.on('end', () => {
        answered = true;
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(pieces).toString('utf8'),
          retryAfter: response.headers['retry-after'] ?? null,
        });
        // An early refusal (401, 404) may come before the body is out; the rest need not be sent.
        if (!request.writableFinished) request.destroy();
      });
    });
    request.setTimeout(ANSWER_MS, () =>
      request.destroy(Object.assign(new Error(), { name: 'TimeoutError' })),
    );
    request.on('error', fail);
    request.on('close', () => fail(new Error('closed')));
    pipeline(counted, request).catch(fail);
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
