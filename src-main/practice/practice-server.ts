import { randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import { PracticeCompany } from './company.ts';
import { type Fault, FaultSwitch } from './faults.ts';
import { PracticeImports } from './imports.ts';
import { practiceRoutes } from './routes.ts';
import type { RecordedRequest } from './traffic.ts';

export interface PracticeListrak {
  /** `http://127.0.0.1:PORT/sms` */
  apiUrl: string;
  authUrl: string;
  clientId: string;
  clientSecret: string;
  /** The live data, for tests to look at. */
  company: PracticeCompany;
  faults: FaultSwitch;
  traffic: readonly RecordedRequest[];
  stop(): Promise<void>;
}

export interface PracticeOptions {
  /** 0 or absent: any free port. */
  port?: number;
  /** How long an import takes. */
  importMilliseconds?: number;
  /** How long after an import's end its values begin to show. */
  lagMilliseconds?: number;
  /** Members on a page at most, however many are asked for. */
  pageMembers?: number;
  /** How many, beside the contacts, are opted out of the first sender code; a million at most. They take no memory. */
  inventedOptOuts?: number;
  /** Names of system fields that the account does not list among its profile fields. */
  unlistedFields?: readonly string[];
}

/**
 * Starts a Listrak to practise on: a real HTTP server on the loopback interface, with invented contacts that are
 * the same at every start. It keeps nothing. Its credentials guard nothing and are no secret.
 */
export async function startPracticeListrak(options: PracticeOptions = {}): Promise<PracticeListrak> {
  const { port = 0, importMilliseconds = 40, lagMilliseconds = 0 } = options;
  const clientId = 'practice';
  const clientSecret = 'practice';
  const company = new PracticeCompany(options.inventedOptOuts, options.unlistedFields);
  const imports = new PracticeImports(company, { importMilliseconds, lagMilliseconds });
  const tokens = new Set<string>();
  const faults = new FaultSwitch({
    expireTokens: () => tokens.clear(),
    nextImport: (end) => imports.setNextEnd(end),
  });
  const traffic: RecordedRequest[] = [];
  const answering = new WeakMap<IncomingMessage, RecordedRequest>();
  const cursors = new WeakMap<IncomingMessage, CursorFault>();
  const app = practiceRoutes({
    company,
    imports,
    faults,
    pageMembers: options.pageMembers,
    tokens: {
      issue(id, secret) {
        if (!sameText(id, clientId) || !sameText(secret, clientSecret)) return null;
        const token = randomUUID();
        tokens.add(token);
        return token;
      },
      isGood: (token) => tokens.has(token),
    },
    recordOf: (request) => recordOf.get(request),
  });
  const recordOf = new WeakMap<Request, RecordedRequest>();
  const answer = getRequestListener(async (request, { incoming }) => {
    const record = answering.get(incoming as IncomingMessage);
    if (record) recordOf.set(request, record);
    const response = await app.fetch(request);
    const cursor = cursors.get(incoming as IncomingMessage);
    return cursor ? await withCursor(cursor, request.url, response) : response;
  });

  const server = createServer((request, response) => {
    const record: RecordedRequest = {
      method: request.method ?? '',
      path: request.url ?? '',
      status: null,
      contentLength: request.headers['content-length'] ? Number(request.headers['content-length']) : null,
      body: null,
    };
    traffic.push(record);
    answering.set(request, record);
    response.on('finish', () => {
      record.status = response.statusCode;
    });
    const fault = faults.strike(record.method, record.path);
    if (fault?.type === 'sameCursor' || fault?.type === 'noCursor') cursors.set(request, fault.type);
    void (fault ? suffer(fault, request, response, answer) : answer(request, response));
  });
  server.requestTimeout = 0;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    apiUrl: `${base}/sms`,
    authUrl: `${base}/OAuth2/Token`,
    clientId,
    clientSecret,
    company,
    faults,
    traffic,
    stop: () => {
      imports.stop();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

function sameText(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}

type CursorFault = 'sameCursor' | 'noCursor';

/** A page as it was to be answered, but for the place of the next one. */
async function withCursor(fault: CursorFault, url: string, page: Response): Promise<Response> {
  const { nextPageCursor: _next, ...rest } = (await page.json()) as Record<string, unknown>;
  return Response.json(fault === 'sameCursor' ? { ...rest, nextPageCursor: url } : rest);
}

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** Lets a request suffer a fault; what is no matter of the connection is answered as usual around it. */
async function suffer(
  fault: Fault,
  request: IncomingMessage,
  response: ServerResponse,
  answer: Listener,
): Promise<void> {
  switch (fault.type) {
    case 'status':
      request.resume();
      response.writeHead(fault.status, { 'Content-Type': 'application/json', ...fault.headers });
      response.end(
        fault.body ??
          JSON.stringify({ status: fault.status, error: 'ERROR_UNHANDLED_EXCEPTION', message: 'A fault.' }),
      );
      return;
    case 'notJson':
      request.resume();
      response.writeHead(200, { 'Content-Type': 'text/html' });
      response.end('<html>Sign in to the network</html>');
      return;
    case 'resetBefore':
      request.socket.destroy();
      return;
    case 'resetDuring':
      request.once('data', () => request.socket.destroy());
      return;
    case 'never':
      request.resume();
      return;
    case 'sameCursor':
    case 'noCursor':
      await answer(request, response);
      return;
    case 'slow':
      await sleep(fault.milliseconds);
      await answer(request, response);
      return;
    case 'resetAfter':
      // The answer is swallowed: what it would have said has happened, but nobody hears of it.
      response.end = (() => {
        request.socket.destroy();
        return response;
      }) as typeof response.end;
      response.write = (() => true) as typeof response.write;
      response.writeHead = (() => response) as unknown as typeof response.writeHead;
      await answer(request, response);
  }
}
