import type { Fault, FaultSwitch } from '../../src-main/practice/faults.ts';

type Trouble = { fault: Fault; times: number } | 'expires' | 'paused' | 'fails' | 'neverEnds';

const status = (code: number, headers: Record<string, string> = {}): Fault => ({
  type: 'status',
  status: code,
  headers,
});
/** All that can go wrong with a request or an import. */
export const FAULTS: [name: string, trouble: Trouble][] = [
  ['a token that expires', 'expires'],
  ['an integration that is paused', 'paused'],
  ['HTTP 401 once', { fault: status(401), times: 1 }],
  ['HTTP 404', { fault: status(404), times: 1 }],
  ['HTTP 413 for a body that is too large', { fault: status(413), times: 1 }],
  ['HTTP 429 once', { fault: status(429), times: 1 }],
  ['HTTP 429 once, with Retry-After', { fault: status(429, { 'Retry-After': '0' }), times: 1 }],
  ['HTTP 429 for good', { fault: status(429), times: 999 }],
  ['HTTP 500', { fault: status(500), times: 1 }],
  ['HTTP 502', { fault: status(502), times: 1 }],
  ['HTTP 503 for good', { fault: status(503), times: 999 }],
  ['HTTP 504', { fault: status(504), times: 1 }],
  ['a connection that breaks before the body', { fault: { type: 'resetBefore' }, times: 1 }],
  ['a connection that breaks within the body', { fault: { type: 'resetDuring' }, times: 1 }],
  ['a connection that breaks instead of the answer', { fault: { type: 'resetAfter' }, times: 1 }],
  ['a connection that always breaks', { fault: { type: 'resetAfter' }, times: 999 }],
  ['an answer that is not JSON', { fault: { type: 'notJson' }, times: 1 }],
  ['an answer that takes its time', { fault: { type: 'slow', milliseconds: 150 }, times: 1 }],
  ['an import that ends in failure', 'fails'],
  ['an import that never ends', 'neverEnds'],
];

/** @param strikes the requests that a fault of a request strikes. */
export function causeTrouble(
  faults: FaultSwitch,
  trouble: Trouble,
  strikes: { method: string; path: RegExp },
): void {
  if (trouble === 'expires') faults.expireTokens();
  else if (trouble === 'paused') faults.pauseIntegration(true);
  else if (trouble === 'fails') faults.failNextImport();
  else if (trouble === 'neverEnds') faults.neverEndNextImport();
  else faults.add({ ...strikes, ...trouble });
}
