import type { Agent } from 'node:http';
import type { z } from 'zod';
import type { ProfileField } from '../contract/profile-field.ts';
import type { Addresses } from './addresses.ts';
import {
  type Contact,
  contactAnswer,
  createdAnswer,
  importStateAnswer,
  type OptOut,
  optOutsAnswer,
  profileFieldsAnswer,
  profileFieldsOf,
  senderCodesAnswer,
  tokenAnswer,
} from './answers.ts';
import {
  cursorOf,
  DEFAULT_TOKEN_SECONDS,
  isImportOver,
  meansFailure,
  PAGE_MEMBERS,
  writePhone,
} from './assumptions.ts';
import { type RawExchange, tellExchange } from './exchange.ts';
import { type ImportFile, type ImportMapping, importBody } from './import-body.ts';
import { errorOfAnswer, errorOfNetwork, errorOfShape, ListrakError } from './listrak-error.ts';
import { postStream, type RawAnswer } from './post-stream.ts';
import { PATIENT, type RetryPolicy, type Wait, withRetry } from './retry.ts';

export interface Credentials {
  clientId: string;
  clientSecret: string;
}

export interface SenderCode {
  id: number;
  code: string;
  country: string | null;
  merchant: string;
}

export interface ImportState {
  /** Listrak's own words. */
  status: string;
  state: 'working' | 'finished' | 'failed';
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

/**
 * How Listrak says that it has no such contact. Source: vendor spec, Get Contact, and its list of error codes. The
 * sender code is known to be right by then (see `connect`), though a wrong one is answered alike.
 */
const UNKNOWN_NUMBER = new Set([
  'ERROR_UNABLE_TO_LOCATE_RESOURCE',
  'ERROR_PHONE_NUMBER_NOT_FOUND',
  'ERROR_INVALID_PHONE_NUMBER',
]);

/** `expires` in milliseconds of the computer's clock; 0 once Listrak has refused it. */
interface Token {
  value: string;
  expires: number;
}

/** How long a short call may take, in milliseconds. */
const CALL_MS = 60_000;

/**
 * The calls of the Listrak SMS API that this tool makes, and no others. Every call renews the token once when it
 * is refused, repeats what fails for a passing reason, and rejects with a ListrakError, or with the signal's reason when
 * it is stopped before anything could have had an effect.
 */
export class ListrakClient {
  readonly #options: ClientOptions;
  /** Shared by calls that run side by side, so that they ask for one token and not each for its own. */
  #token: Promise<Token> | null = null;
  /** The secret, and every token there was: no exchange is told with one of them in it. */
  readonly #secrets: Set<string>;

  constructor(options: ClientOptions) {
    this.#options = options;
    this.#secrets = new Set([options.credentials.clientSecret]);
  }

  /** The account's sender codes. Every other call is about one of them, by its `id`. */
  async senderCodes(options: CallOptions = {}): Promise<SenderCode[]> {
    const { data } = await this.#get('/v1/ShortCode', senderCodesAnswer, 'the sender codes', options);
    return data.map(({ shortCodeId, code, country, merchantName }) => ({
      id: shortCodeId,
      code: code ?? '',
      country: country ?? null,
      merchant: merchantName ?? '',
    }));
  }

  /** The profile fields of the account, disabled ones among them. */
  async profileFields(senderCodeId: number, options: CallOptions = {}): Promise<ProfileField[]> {
    const path = `/v1/ShortCode/${senderCodeId}/SegmentationField`;
    return profileFieldsOf(await this.#get(path, profileFieldsAnswer, 'the profile fields', options));
  }

  /** What Listrak holds of one phone, or null when it does not know the number. */
  async contact(senderCodeId: number, phone: number, options: CallOptions = {}): Promise<Contact | null> {
    const path = `/v1/ShortCode/${senderCodeId}/Contact/${writePhone(phone)}`;
    try {
      return (await this.#get(path, contactAnswer, 'a contact', options)).data;
    } catch (error) {
      if (error instanceof ListrakError && UNKNOWN_NUMBER.has(error.code)) return null;
      throw error;
    }
  }

  /**
   * The numbers opted out of a sender code, as Listrak writes them, page by page. The vendor's spec gives this call a
   * cursor to ask with but shows none in its answer; so a full page that names no next one is taken for an error, since
   * it would silently hide the opt-outs after it.
   */
  async *optOuts(senderCodeId: number, options: CallOptions = {}): AsyncGenerator<OptOut[]> {
    const seen = new Set<string>();
    for (let cursor: string | null = 'Start'; cursor !== null; ) {
      if (seen.has(cursor)) throw errorOfShape('the opt-outs', 'its pages repeat themselves', false);
      seen.add(cursor);
      const query = new URLSearchParams({ cursor, count: String(PAGE_MEMBERS) });
      const path = `/v1/ShortCode/${senderCodeId}/OptOut?${query}`;
      const page: z.infer<typeof optOutsAnswer> = await this.#get(
        path,
        optOutsAnswer,
        'the opt-outs',
        options,
      );
      yield page.data;
      if (page.nextPageCursor === undefined && page.data.length >= PAGE_MEMBERS) {
        throw errorOfShape('the opt-outs', 'a full page does not say where the next one is', false);
      }
      cursor = cursorOf(page.nextPageCursor);
    }
  }

  /** Where an import is sent. */
  importAddress(senderCodeId: number): string {
    return `${this.#options.addresses.api}/v1/ShortCode/${senderCodeId}/ContactImport`;
  }

  /**
   * Starts a contact update import and answers its id. When it fails with `mayHaveTakenEffect`, the import may be
   * running in Listrak all the same, and it is not repeated.
   * @param onSent told the bytes of the request's body that are out, and how many there are.
   */
  async startImport(
    senderCodeId: number,
    file: ImportFile,
    mappings: readonly ImportMapping[],
    options: CallOptions & { onSent?: ((bytes: number, ofBytes: number) => void) | undefined } = {},
  ): Promise<string> {
    const address = this.importAddress(senderCodeId);
    const answer = await this.#authorised(options, true, async (headers) => {
      const body = importBody(file, mappings);
      const agent = await this.#options.agent?.(address);
      const request = { method: 'POST', address, bytes: body.length };
      return await this.#told(request, () =>
        postStream(address, headers, body, {
          agent,
          signal: options.signal,
          onSent: (bytes) => options.onSent?.(bytes, body.length),
        }),
      );
    });
    return parse(answer, createdAnswer, 'the import', true).resourceId;
  }

  /** How far an import is. Listrak tells no more than this: no counts, and nothing about single rows. */
  async importState(senderCodeId: number, importId: string, options: CallOptions = {}): Promise<ImportState> {
    const path = `/v1/ShortCode/${senderCodeId}/ContactImport/${encodeURIComponent(importId)}`;
    const { data } = await this.#get(path, importStateAnswer, 'the import', options);
    const status = data.status ?? '';
    if (meansFailure(status)) return { status, state: 'failed' };
    return { status, state: isImportOver(data) ? 'finished' : 'working' };
  }

  async #get<T extends z.ZodType>(
    path: string,
    schema: T,
    what: string,
    options: CallOptions,
  ): Promise<z.infer<T>> {
    const address = `${this.#options.addresses.api}${path}`;
    const answer = await this.#authorised(options, false, (headers) =>
      this.#told({ method: 'GET', address, bytes: null }, () => this.#fetch(address, { headers }, options)),
    );
    return parse(answer, schema, what, false);
  }

  /** Runs one request with a token: renews it once on 401, repeats passing failures, turns others into errors. */
  async #authorised(
    options: CallOptions,
    sending: boolean,
    request: (headers: Record<string, string>) => Promise<RawAnswer>,
  ): Promise<RawAnswer> {
    const { onWait } = this.#options;
    const retry = options.retry ?? this.#options.retry ?? PATIENT;
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
    return await withRetry(once, retry, { signal: options.signal, onWait });
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
