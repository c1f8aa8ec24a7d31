import { AppError } from '../contract/failure.ts';
import type { Exchange } from '../contract/sending.ts';
import type { RawAnswer } from './post-stream.ts';

/** One request and its answer: without tokens and secrets, but with whatever else Listrak said, phones included. */
export interface RawExchange extends Omit<Exchange, 'answer'> {
  /** The answer's whole body; in parentheses why it is not shown, or why there is none. */
  body: string;
}

/**
 * Makes a request and tells how it came out, at its end.
 * @param forToken whether its answer holds a token, unless it is a refusal.
 * @param secrets texts that are told in no answer, should a server or a proxy repeat them.
 */
export async function tellExchange(
  request: Pick<RawExchange, 'method' | 'address' | 'bytes'>,
  ask: () => Promise<RawAnswer>,
  forToken: boolean,
  secrets: ReadonlySet<string>,
  tell: (exchange: RawExchange) => void,
): Promise<RawAnswer> {
  const at = new Date().toISOString();
  const started = performance.now();
  const over = (status: number | null, body: string) => {
    const exchange = { at, ...request, status, ms: Math.round(performance.now() - started), body };
    try {
      tell(exchange);
    } catch {
      // An import that Listrak has must not be taken for lost because somebody who listens stumbles.
    }
  };
  try {
    const answer = await ask();
    const { status, body } = answer;
    const isToken = forToken && (status < 400 || body.includes('access_token'));
    over(status, isToken ? '(a token, not shown)' : without(secrets, body));
    return answer;
  } catch (error) {
    over(null, `(no answer: ${error instanceof AppError ? error.message : 'stopped'})`);
    throw error;
  }
}

/** A text with every secret in it left out, as it is, as a form writes it, or as JSON does. */
function without(secrets: ReadonlySet<string>, text: string): string {
  let left = text;
  for (const secret of secrets) {
    const written = [
      secret,
      new URLSearchParams({ '': secret }).toString().slice(1),
      JSON.stringify(secret).slice(1, -1),
    ];
    for (const spelling of written) if (spelling !== '') left = left.replaceAll(spelling, '(not shown)');
  }
  return left;
}
