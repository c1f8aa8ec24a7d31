import { AppError, type Failure } from '../contract/failure.ts';

/**
 * The one error of the Listrak client. `code` is Listrak's own (`ERROR_…`) where it gave one, else `network.*`,
 * `answer.*` or `http.*`.
 */
export class ListrakError extends AppError {
  override name = 'ListrakError';
  /** HTTP status, or null when no answer came. */
  readonly status: number | null;
  /** Whether the request may have been acted on although it failed. False only when that is certain. */
  readonly mayHaveTakenEffect: boolean;
  /** Whether the same request may succeed later. */
  readonly transient: boolean;
  /** What the server asked to wait, in milliseconds. */
  readonly retryAfterMs: number | null;

  constructor(
    failure: Failure,
    facts: {
      status?: number;
      mayHaveTakenEffect?: boolean;
      transient?: boolean;
      retryAfterMs?: number | null;
      cause?: unknown;
    } = {},
  ) {
    super(failure, { cause: facts.cause });
    this.status = facts.status ?? null;
    this.mayHaveTakenEffect = facts.mayHaveTakenEffect ?? false;
    this.transient = facts.transient ?? false;
    this.retryAfterMs = facts.retryAfterMs ?? null;
  }
}

const TRANSIENT_STATUSES = new Set([429, 500, 502, 503, 504]);

/** Statuses with which a server says that it did not act. After any 5xx it may have. */
const REFUSALS = (status: number): boolean => status < 500;

const ACCESS =
  'Check the client ID and secret, that the integration is of type SMS and not paused, and that this computer’s IP address is allowed (Integrations → Integration Management in Listrak).';

const KNOWN: Record<string, [message: string, hint: string]> = {
  ERROR_INVALID_CREDENTIALS: ['Listrak did not accept the credentials.', ACCESS],
  ERROR_UNAUTHORIZED: ['Listrak refused access.', ACCESS],
  ERROR_SENDER_CODE_DISABLED: [
    'The sender code is disabled in Listrak.',
    'Choose another one, or enable it there.',
  ],
  ERROR_UNABLE_TO_LOCATE_RESOURCE: [
    'Listrak does not know what was asked for.',
    'Check the sender code: it may belong to another account.',
  ],
  ERROR_INVALID_SEGMENTATION_FIELD_ID: [
    'A profile field of the mapping is no longer there.',
    'Load the profile fields again and check the mapping.',
  ],
  ERROR_SEGMENTATION_FIELD_DISABLED: [
    'A profile field of the mapping is disabled in Listrak.',
    'Enable it there, or leave its column out.',
  ],
};

/** Makes the error for an answer that is not a success. `body` may be anything the server sent. */
export function errorOfAnswer(
  status: number,
  body: string,
  retryAfter: string | null,
  sending: boolean,
): ListrakError {
  const code = codeIn(body);
  const [message, hint] = KNOWN[code ?? ''] ??
    (status === 401 ? KNOWN.ERROR_UNAUTHORIZED : undefined) ?? [
      `Listrak answered with an error (${code ?? `HTTP ${status}`}).`,
      TRANSIENT_STATUSES.has(status)
        ? 'Wait a little and try again.'
        : 'If it stays, show this message to Listrak’s support.',
    ];
  return new ListrakError(
    { code: code ?? (status === 401 ? 'ERROR_UNAUTHORIZED' : `http.${status}`), message, hint },
    {
      status,
      transient: TRANSIENT_STATUSES.has(status),
      mayHaveTakenEffect: sending && !REFUSALS(status),
      retryAfterMs: readRetryAfter(retryAfter),
    },
  );
}

/** Listrak's code for an error. What else it says may quote a customer's values, which are not for messages and records. */
function codeIn(body: string): string | null {
  try {
    const { error } = JSON.parse(body) as { error?: unknown };
    return typeof error === 'string' && /^[A-Z_]+$/.test(error) ? error : null;
  } catch {
    return null;
  }
}

/** Makes the error for a proxy that does not let a request through to Listrak; nothing has left for there. */
export function errorOfProxy(status: number): ListrakError {
  const why = status === 407 ? 'asks for a sign-in' : 'does not let it through';
  return new ListrakError(
    {
      code: 'network.PROXY',
      message: `The proxy on the way to Listrak ${why} (HTTP ${status}).`,
      hint: 'Ask whoever runs the network to let this computer reach Listrak, then try again.',
    },
    { status, transient: TRANSIENT_STATUSES.has(status) },
  );
}

/** Seconds, as Listrak would send them if it ever did; a date is not worth trusting two clocks. */
function readRetryAfter(header: string | null): number | null {
  return header !== null && /^\d+$/.test(header) ? Number(header) * 1000 : null;
}

/** Makes the error for a request that got no answer. */
export function errorOfNetwork(cause: unknown, host: string, mayHaveTakenEffect: boolean): ListrakError {
  const codes = [cause, (cause as { cause?: unknown }).cause].map(
    (error) => (error as { code?: string } | undefined)?.code,
  );
  // Electron's fetch gives no code, but Chromium's own word for it in the message.
  const chromium = /net::ERR_([A-Z_]+)/.exec(String(cause))?.[1];
  const code = codes.find((candidate) => typeof candidate === 'string') ?? chromium ?? '';
  // We follow no redirections: they would carry the token elsewhere.
  if (/redirect/i.test(`${cause} ${(cause as { cause?: unknown }).cause}`)) {
    return errorOfShape('what it was asked', 'it leads elsewhere', mayHaveTakenEffect);
  }
  const what = (cause as Error).name === 'TimeoutError' ? 'HOST did not answer in time.' : whatHappened(code);
  return new ListrakError(
    {
      code: `network.${code === '' ? 'broken' : code}`,
      message: what.replace('HOST', host),
      hint: 'Check the network connection (and VPN or proxy), then try again.',
    },
    { transient: true, mayHaveTakenEffect, cause },
  );
}

/** By Node's codes and by Chromium's. */
function whatHappened(code: string): string {
  if (/^(ECONNREFUSED|CONNECTION_REFUSED)$/.test(code)) return 'Nothing answers at HOST.';
  if (/^(ENOTFOUND|EAI_AGAIN|NAME_NOT_RESOLVED)$/.test(code)) return 'The address HOST cannot be found.';
  if (/^(INTERNET_DISCONNECTED|ENETUNREACH|ENETDOWN)$/.test(code))
    return 'This computer is not connected to a network.';
  if (/TIMED_?OUT$/.test(code)) return 'HOST did not answer in time.';
  if (/PROXY|TUNNEL/.test(code)) return 'The proxy on the way to HOST did not let the request through.';
  if (/CERT|SSL|SELF_SIGNED|VERIFY_LEAF/.test(code))
    return 'The certificate of HOST is not one that this computer trusts.';
  return 'The connection to HOST broke.';
}

/** Makes the error for an answer that is not what the vendor's spec promises. */
export function errorOfShape(what: string, detail: string, mayHaveTakenEffect: boolean): ListrakError {
  return new ListrakError(
    {
      code: 'answer.unexpected',
      message: `Listrak’s answer about ${what} is not understood (${detail}).`,
      hint: 'The service or something in between (a proxy, a sign-in page) answered unexpectedly; try again later.',
    },
    { mayHaveTakenEffect },
  );
}
