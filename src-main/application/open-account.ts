import type { Agent } from 'node:http';
import type { Exchange } from '../contract/sending.ts';
import { type Addresses, loopbackAddresses } from '../listrak/addresses.ts';
import { type Credentials, ListrakClient } from '../listrak/client.ts';
import type { Wait } from '../listrak/retry.ts';
import { startPracticeListrak } from '../practice/practice-server.ts';
import { showExchange } from './exchanges.ts';

/** A client for one account; `close` ends what was started for it. */
export interface OpenedAccount {
  client: ListrakClient;
  /** Whom it speaks with, as in `api.listrak.com`. */
  host: string;
  close(): Promise<void>;
}

/** Who listens to a client's waits and requests, and by which way they go out. */
export interface ClientHooks {
  fetch?: typeof globalThis.fetch;
  agent?: (address: string) => Promise<Agent>;
  onWait?: (wait: Wait) => void;
  onExchange?: (exchange: Exchange) => void;
}

/** How long an import of the practice account takes, in milliseconds, so that its progress can be watched. */
const PRACTICE_IMPORT_MS = 1500;

/** Opens an account of Listrak's, or of a practice server that runs elsewhere on this computer. */
export function openAccountAt(
  addresses: Addresses,
  credentials: Credentials,
  hooks: ClientHooks,
): OpenedAccount {
  const { onExchange, ...others } = hooks;
  return {
    client: new ListrakClient({
      addresses,
      credentials,
      ...others,
      ...(onExchange && { onExchange: (exchange) => onExchange(showExchange(exchange)) }),
    }),
    host: new URL(addresses.api).host,
    close: async () => {},
  };
}

/** Starts a practice Listrak of its own and opens its account. */
export async function openPracticeAccount(hooks: ClientHooks): Promise<OpenedAccount> {
  const practice = await startPracticeListrak({ importMilliseconds: PRACTICE_IMPORT_MS });
  const { apiUrl, authUrl, clientId, clientSecret } = practice;
  return {
    ...openAccountAt(loopbackAddresses(apiUrl, authUrl), { clientId, clientSecret }, hooks),
    close: () => practice.stop(),
  };
}
