import type { Agent } from 'node:http';
import type { z } from 'zod';
import type { Addresses } from './addresses.ts';
import { createdAnswer, tokenAnswer } from './answers.ts';
import { DEFAULT_TOKEN_SECONDS } from './assumptions.ts';
import { type RawExchange, tellExchange } from './exchange.ts';
import type { StreamedBody } from './import-body.ts';
import { errorOfAnswer, errorOfNetwork, errorOfShape, ListrakError } from './listrak-error.ts';
import { postStream, type RawAnswer } from './post-stream.ts';
import { ONCE, PATIENT, type RetryPolicy, type Wait, withRetry } from './retry.ts';

export interface Credentials {
  clientId: string;
  clientSecret: string;
}

export interface ClientOptions {
  addresses: Addresses;
  credentials: Credentials;
  /** Any fetch; Electron's `net.fetch` brings the system's proxies and certificates. */
  fetch?: typeof globalThis.fetch;
  /** The way out for the upload, which `fetch` does not carry: a proxy, certificates. */
  agent?: (address: string) => Promise<Agent>;
  retry?: RetryPolicy;
  onWait?: (wait: Wait) => void;
  /** Told every request when its answer is there, or when none will come. */
  onExchange?: (exchange: RawExchange) => void;
}

export interface CallOptions {
  signal?: AbortSignal | undefined;
  /** Instead of the client's own policy. */
  retry?: RetryPolicy;
}

/** `expires` in milliseconds of the computer's clock; 0 once Listrak has refused it. */
interface Token {
  value: string;
  expires: number;
}

/** How long a short call may take, in milliseconds. */
const CALL_MS = 60_000;

/** Requests to one account: with a token that is renewed when it must be, repeated where that helps, and told of. */
export class Requests {
  readonly #options: ClientOptions;
  /** Shared by calls that run side by side, so that they ask for one token and not each for its own. */
  #token: Promise<Token> | null = null;
  /** The secret, and every token there was: no exchange is told with one of them in it. */
  readonly #secrets: Set<string>;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#secrets = new Set([options.credentials.clientSecret]);
  }

  addressOf(path: string): string {
    return `${this.#options.addresses.api}${path}`;
  }

  /** Does something of several calls again as a whole, where it fails for a passing reason. */
  async repeated<Answer>(attempt: () => Promise<Answer>, { signal, retry }: CallOptions): Promise<Answer> {
    const { onWait } = this.#options;
    return await withRetry(attempt, retry ?? this.#options.retry ?? PATIENT, { signal, onWait });
  }

  /** One call that only reads. @param what what it is about, for messages. */
  async get<T extends z.ZodType>(
    path: string,
    schema: T,
    what: string,
    options: CallOptions,
  ): Promise<z.infer<T>> {
    const address = this.addressOf(path);
    const answer = await this.#authorised(options, false, (headers) =>
      this.#told({ method: 'GET', address, bytes: null }, () => this.#fetch(address, { headers }, options)),
    );
    return parse(answer, schema, what, false);
  }

  /** One call that changes something. As it may be repeated without harm, none of its failures says that it may have taken effect. */
  async put(path: string, body: string): Promise<void> {
    const address = this.addressOf(path);
    const request = { method: 'PUT', address, bytes: Buffer.byteLength(body) };
    const answer = await this.#authorised({ retry: ONCE }, false, (headers) =>
      this.#told(request, () => this.#fetch(address, { method: 'PUT', headers, body }, {})),
    );
    parse(answer, createdAnswer, 'the change of a contact', false);
  }

  /**
   * Sends a body that is never whole in memory, and answers what Listrak says of it.
   * @param onSent told the bytes of the body that are out.
   */
  async post<T extends z.ZodType>(
    path: string,
    body: StreamedBody,
    schema: T,
    what: string,
    options: CallOptions,
    onSent: (bytes: number) => void,
  ): Promise<z.infer<T>> {
    const address = this.addressOf(path);
    const answer = await this.#authorised(options, true, async (headers) => {
      const agent = await this.#options.agent?.(address);
      const request = { method: 'POST', address, bytes: body.length };
      return await this.#told(request, () =>
        postStream(address, headers, body, { agent, signal: options.signal, onSent }),
      );
    });
    return parse(answer, schema, what, true);
  }

  /** Runs one request with a token: renews it once on 401, repeats passing failures, turns others into errors. */
  async #authorised(
    options: CallOptions,
    sending: boolean,
    request: (headers: Record<string, string>) => Promise<RawAnswer>,
  ): Promise<RawAnswer> {
    let renewed = false;
    const once = async (): Promise<RawAnswer> => {
      const token = await this.#freshToken(options);
      const headers = {
        Authorization: `Bearer ${token.value}`,
        'Content-Type': 'application/json',
        Accept: 'application/json',
      };
      const answer = await request(headers);
      if (answer.status === 401 && !renewed) {
        renewed = true;
        token.expires = 0;
        return await once();
      }
      if (answer.status >= 300) throw errorOfAnswer(answer.status, answer.body, answer.retryAfter, sending);
      return answer;
    };
    return await this.repeated(once, options);
  }

  async #freshToken(options: CallOptions): Promise<Token> {
    for (;;) {
      this.#token ??= this.#requestToken(options);
      const asked = this.#token;
      let failed: unknown;
      try {
        const token = await asked;
        if (Date.now() < token.expires) return token;
      } catch (error) {
        failed = error;
      }
      if (this.#token === asked) this.#token = null;
      // When another call is stopped, the request that they shared ends with it, and this call asks anew.
      if (failed instanceof ListrakError || options.signal?.aborted) throw failed;
    }
  }

  async #requestToken(options: CallOptions): Promise<Token> {
    const { addresses, credentials } = this.#options;
    const body = new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: credentials.clientId,
      client_secret: credentials.clientSecret,
    }).toString();
    const init = {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Accept: 'application/json' },
      body,
    };
    const request = { method: 'POST', address: addresses.auth, bytes: Buffer.byteLength(body) };
    const answer = await this.#told(request, () => this.#fetch(addresses.auth, init, options), true);
    if (answer.status === 400 || answer.status === 401 || answer.status === 403) {
      throw errorOfAnswer(401, '{"error":"ERROR_INVALID_CREDENTIALS"}', null, false);
    }
    if (answer.status >= 300) throw errorOfAnswer(answer.status, answer.body, answer.retryAfter, false);
    const { access_token, expires_in = DEFAULT_TOKEN_SECONDS } = parse(
      answer,
      tokenAnswer,
      'the access',
      false,
    );
    this.#secrets.add(access_token);
    // Half a minute early, so that a token does not run out on its way.
    return { value: access_token, expires: Date.now() + Math.max(expires_in - 30, 1) * 1000 };
  }

  /** Makes one request and tells of it, whatever becomes of it. */
  async #told(
    request: Pick<RawExchange, 'method' | 'address' | 'bytes'>,
    ask: () => Promise<RawAnswer>,
    forToken = false,
  ): Promise<RawAnswer> {
    const { onExchange } = this.#options;
    return onExchange ? await tellExchange(request, ask, forToken, this.#secrets, onExchange) : await ask();
  }

  async #fetch(address: string, init: RequestInit, { signal }: CallOptions): Promise<RawAnswer> {
    const { fetch = globalThis.fetch } = this.#options;
    const timeLimit = AbortSignal.timeout(CALL_MS);
    try {
      const response = await fetch(address, {
        ...init,
        redirect: 'error',
        signal: signal ? AbortSignal.any([signal, timeLimit]) : timeLimit,
      });
      return {
        status: response.status,
        body: await response.text(),
        retryAfter: response.headers.get('retry-after'),
      };
    } catch (error) {
      signal?.throwIfAborted();
      throw errorOfNetwork(error, new URL(address).host, false);
    }
  }
}

function parse<T extends z.ZodType>(
  answer: RawAnswer,
  schema: T,
  what: string,
  sending: boolean,
): z.infer<T> {
  let json: unknown;
  try {
    json = JSON.parse(answer.body);
  } catch {
    throw errorOfShape(what, 'it is not JSON', sending);
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw errorOfShape(
    what,
    `${issue?.path.join('.') || 'the whole'}: ${issue?.message ?? 'unexpected'}`,
    sending,
  );
}
