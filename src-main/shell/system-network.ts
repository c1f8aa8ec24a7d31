import { globalAgent } from 'node:http';
import * as tls from 'node:tls';
import { net, session } from 'electron';
import type { ClientHooks } from '../application/open-account.ts';
import { agentBy, proxyIn } from './proxy-rules.ts';

/** The ways out that the system prescribes: its proxies, and the certificates that it trusts. */
export const systemNetwork: Pick<Required<ClientHooks>, 'fetch' | 'agent'> = {
  // Chromium would keep answers, and cookies, among its files on the disk: customers' data, and stale at that.
  fetch: (input, init) =>
    net.fetch(input as string | Request, { ...init, cache: 'no-store', credentials: 'omit' } as RequestInit),

  // Electron's fetch cannot stream a body of known length, so the upload goes through Node, and Node is told.
  async agent(address) {
    // Only a practice server on this computer is spoken to like that.
    if (address.startsWith('http:')) return globalAgent;
    const proxy = proxyIn(await session.defaultSession.resolveProxy(address));
    return agentBy(proxy, systemCertificates());
  },
};

/** Of a Node that can tell them; an older one trusts those that it brings along. */
function systemCertificates(): { ca?: string[] } {
  const { getCACertificates } = tls as { getCACertificates?: (kind: 'default' | 'system') => string[] };
  if (!getCACertificates) return {};
  return { ca: [...getCACertificates('default'), ...getCACertificates('system')] };
}
