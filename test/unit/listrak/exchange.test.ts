import { describe, expect, it } from 'vitest';
import { showExchange } from '../../../src-main/application/exchanges.ts';
import { ListrakClient } from '../../../src-main/listrak/client.ts';
import type { RawExchange } from '../../../src-main/listrak/exchange.ts';

const SECRET = 'a "secret" & more';
const TOKEN = 'tok"en+1';
const ADDRESSES = { api: 'https://api.example.com/sms', auth: 'https://auth.example.com/Token' };

/** A client of a server that repeats in its answers all that it was told, and what the client tells of it. */
function clientOf(tokenStatus: number): { client: ListrakClient; told: RawExchange[] } {
  const told: RawExchange[] = [];
  const client = new ListrakClient({
    addresses: ADDRESSES,
    credentials: { clientId: 'me', clientSecret: SECRET },
    retry: { attempts: 1, firstWaitMs: 1, longestWaitMs: 1 },
    fetch: async (address, init) => {
      const request = { sent: init?.body, headers: init?.headers, secret: SECRET };
      if (address === ADDRESSES.auth) {
        const token = tokenStatus === 400 ? {} : { access_token: TOKEN };
        return new Response(JSON.stringify({ ...token, ...request }), { status: tokenStatus });
      }
      return new Response(`${TOKEN} ${SECRET} ${JSON.stringify({ data: [], ...request })}`, { status: 400 });
    },
    onExchange: (exchange) => told.push(exchange),
  });
  return { client, told };
}

describe('what a client tells of its requests', () => {
  it.each([200, 400, 403])('has neither token nor secret, the token’s answer being %i', async (status) => {
    const { client, told } = clientOf(status);
    await client.senderCodes().catch(() => {});
    expect(told).toHaveLength(status === 200 ? 2 : 1);
    const text = JSON.stringify(told);
    for (const hidden of ['a \\"', '& more', '%22secret', 'tok\\"en', 'en+1', 'tok\\\\']) {
      expect(text).not.toContain(hidden);
    }
    expect(told[0]).toMatchObject({ method: 'POST', address: ADDRESSES.auth, status, bytes: 80 });
    if (status !== 400) expect(told[0]!.body).toBe('(a token, not shown)');
    else expect(told[0]!.body).toContain('client_secret=(not shown)');
    expect(told[1]?.body ?? '(not shown)').toContain('(not shown)');
  });

  it('names the trouble where no answer came', async () => {
    const told: RawExchange[] = [];
    const client = new ListrakClient({
      addresses: ADDRESSES,
      credentials: { clientId: 'me', clientSecret: SECRET },
      retry: { attempts: 1, firstWaitMs: 1, longestWaitMs: 1 },
      fetch: async () => {
        throw Object.assign(new Error(), { code: 'ECONNREFUSED' });
      },
      onExchange: (exchange) => told.push(exchange),
    });
    await client.senderCodes().catch(() => {});
    expect(told).toMatchObject([{ status: null, body: '(no answer: Nothing answers at auth.example.com.)' }]);
  });

  it('changes nothing, even when the listener stumbles', async () => {
    const client = new ListrakClient({
      addresses: ADDRESSES,
      credentials: { clientId: 'me', clientSecret: SECRET },
      fetch: async (address) =>
        new Response(address === ADDRESSES.auth ? '{"access_token":"t"}' : '{"data":[]}', { status: 200 }),
      onExchange: () => {
        throw new Error();
      },
    });
    expect(await client.senderCodes()).toEqual([]);
  });
});

describe('an exchange as it is shown', () => {
  const raw: RawExchange = {
    at: '2026-11-24T10:00:00.000Z',
    method: 'GET',
    address: 'http://127.0.0.1:4321/sms/v1/ShortCode/1001/Contact/17175559636',
    bytes: null,
    status: 200,
    ms: 4,
    body: '{"data":{"phoneNumber":"17175559636","emailAddress":"ann@example.com"}}',
  };

  it('has its phones and emails masked, in the address as well', () => {
    const { body: _body, ...rest } = raw;
    expect(showExchange(raw)).toEqual({
      ...rest,
      address: 'http://127.0.0.1:4321/sms/v1/ShortCode/1001/Contact/•••9636',
      answer: '{"data":{"phoneNumber":"•••9636","emailAddress":"a•••@example.com"}}',
    });
  });

  it.each([
    ['/ShortCode/1234567/ContactImport/12345678', '/ShortCode/1234567/ContactImport/12345678'],
    [
      '/ShortCode/1001/OptOut?cursor=17175559636&count=5000',
      '/ShortCode/1001/OptOut?cursor=•••9636&count=5000',
    ],
  ])('of the address %s shows %s', (path, shown) => {
    const address = `https://api.listrak.com/sms/v1${path}`;
    expect(showExchange({ ...raw, address }).address).toBe(`https://api.listrak.com/sms/v1${shown}`);
  });

  it('is cut at 2,000 characters, although there is no space in it', () => {
    const body = JSON.stringify({ data: Array(2000).fill('word') });
    const { answer } = showExchange({ ...raw, body });
    expect(answer).toHaveLength(2001);
    expect(answer).toMatch(/…$/);
  });
});
