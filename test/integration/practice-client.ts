import { setTimeout as sleep } from 'node:timers/promises';
import { type ClientOptions, ListrakClient } from '../../src-main/listrak/client.ts';
import { type ImportFile, type ImportMapping, importMappings } from '../../src-main/listrak/import-body.ts';
import { ListrakError } from '../../src-main/listrak/listrak-error.ts';
import type { RetryPolicy, Wait } from '../../src-main/listrak/retry.ts';
import type { PracticeListrak } from '../../src-main/practice/practice-server.ts';

/** Patient enough for three attempts, and quick enough for tests. */
export const QUICK: RetryPolicy = { attempts: 3, firstWaitMs: 5, longestWaitMs: 20 };

/** A client of the practice Listrak, and the waits it was told of. */
export function clientOf(
  practice: PracticeListrak,
  more: Partial<ClientOptions> = {},
): { client: ListrakClient; waits: Wait[] } {
  const { apiUrl, authUrl, clientId, clientSecret } = practice;
  const waits: Wait[] = [];
  const client = new ListrakClient({
    addresses: { api: apiUrl, auth: authUrl },
    credentials: { clientId, clientSecret },
    retry: QUICK,
    onWait: (wait) => waits.push(wait),
    ...more,
  });
  return { client, waits };
}

/** How many requests the practice Listrak saw of this kind. */
export function requests(practice: PracticeListrak, method: string, path: RegExp): number {
  return practice.traffic.filter((one) => one.method === method && path.test(one.path)).length;
}

export const TOKENS = /^\/OAuth2\/Token$/;
export const IMPORTS = /\/ContactImport$/;

/** The profile field that the import files below carry. */
export const LOYALTY_TIER = 601;

export interface PlannedImport {
  file: ImportFile;
  mappings: ImportMapping[];
}

/** An import that gives every phone a loyalty tier. */
export function tierImport(phones: readonly string[], tier: string): PlannedImport {
  const rows = phones.map((phone) => `${phone},${tier}\r\n`);
  return importOf(Buffer.from(`Phone,Loyalty Tier\r\n${rows.join('')}`));
}

/** An import far too large to be on its way all at once: its rows are of numbers that nobody has. */
export function largeImport(): PlannedImport {
  return importOf(Buffer.from(`Phone,Loyalty Tier\r\n${'12125550999,Gold\r\n'.repeat(1_000_000)}`));
}

export function importOf(content: Uint8Array, announced = content.length): PlannedImport {
  const file: ImportFile = {
    name: 'audience.csv',
    bytes: announced,
    async *read() {
      for (let from = 0; from < content.length; from += 65_536) yield content.subarray(from, from + 65_536);
    },
  };
  return { file, mappings: importMappings([LOYALTY_TIER]) };
}

/** The error that a call rejects with, which has to be the client's own. */
export async function failureOf(call: Promise<unknown>): Promise<ListrakError> {
  const outcome = await call.then(
    (answer) => new Error(`It answered: ${JSON.stringify(answer)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof ListrakError) return outcome;
  throw outcome;
}

/** Waits until something is so; the test's own time limit ends it. */
export async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(5);
}

/** The loyalty tier that the practice company holds of a phone. */
export function tierOf(practice: PracticeListrak, phone: string): string | undefined {
  return practice.company.find(1001, phone)?.values.get(LOYALTY_TIER);
}
