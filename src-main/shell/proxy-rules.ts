import { Agent } from 'node:https';
import { HttpsProxyAgent } from 'https-proxy-agent';

/**
 * The proxy that a rule asks for first, as in `PROXY proxy.example:8080; DIRECT`, or null for none. SOCKS is not spoken:
 * such a rule is passed over. Source: the answer of Electron's `session.resolveProxy`, in the format of PAC files.
 */
export function proxyIn(rule: string): string | null {
  for (const choice of rule.split(';')) {
    const [kind = '', place = ''] = choice.trim().split(/\s+/);
    if (kind === 'DIRECT') return null;
    if (kind === 'PROXY' && place) return `http://${place}`;
    if (kind === 'HTTPS' && place) return `https://${place}`;
  }
  return null;
}

/** The way to an `https:` address: through a proxy, or straight. `ca` are the certificates that are trusted, in PEM. */
export function agentBy(proxy: string | null, trusted: { ca?: string[] }): Agent {
  if (proxy === null) return new Agent(trusted);
  const agent = new HttpsProxyAgent(proxy, trusted);
  // It trusts them on the way to the proxy alone, unless it is told again for what lies behind it.
  Object.assign(agent.options, trusted);
  return agent as unknown as Agent;
}
