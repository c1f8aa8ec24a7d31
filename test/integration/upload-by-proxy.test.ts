import { readFileSync } from 'node:fs';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createSecureServer, type Server } from 'node:https';
import { type AddressInfo, connect as connectTo } from 'node:net';
import type { Duplex } from 'node:stream';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ListrakClient } from '../../src-main/listrak/client.ts';
import { importMappings } from '../../src-main/listrak/import-body.ts';
import { postStream } from '../../src-main/listrak/post-stream.ts';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { agentBy } from '../../src-main/shell/proxy-rules.ts';

let practice: PracticeListrak;
const proxy = createServer();
const tunnels: string[] = [];
let refusal = 0;
let secure: Server | null = null;

/** Once a tunnel stands, the proxy's server does not count its socket as one of its own any more. */
const open = new Set<Duplex>();

proxy.on('connect', (request, socket) => {
  open.add(socket);
  tunnels.push(request.url ?? '');
  if (refusal) {
    socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
    return;
  }
  const { hostname, port } = new URL(`http://${request.url}`);
  const onward = connectTo(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    onward.pipe(socket).pipe(onward);
  });
  for (const end of [onward, socket]) end.on('error', () => onward.destroy());
});

beforeEach(async () => {
  practice = await startPracticeListrak();
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  tunnels.length = 0;
  refusal = 0;
});
afterEach(async () => {
  await practice.stop();
  secure?.closeAllConnections();
  secure?.close();
  secure = null;
  for (const socket of open) socket.destroy();
  open.clear();
  proxy.closeAllConnections();
  await new Promise((resolve) => proxy.close(resolve));
});

/** Starts an import of one line, through the proxy. */
async function upload(): Promise<string> {
  const { port } = proxy.address() as AddressInfo;
  const { apiUrl, authUrl, clientId, clientSecret } = practice;
  const client = new ListrakClient({
    addresses: { api: apiUrl, auth: authUrl },
    credentials: { clientId, clientSecret },
    agent: async () => new HttpsProxyAgent(`http://127.0.0.1:${port}`),
  });
  const fields = await client.profileFields(1001);
  const content = Buffer.from(`"Phone","${fields[0]!.name}"\r\n"12025550101",""\r\n`);
  const file = {
    name: 'a.csv',
    bytes: content.length,
    async *read() {
      yield content;
    },
  };
  return await client.startImport(1001, file, importMappings([fields[0]!.id]));
}

/** A server that a certificate of its own speaks for, as a company's proxy has that looks into what passes. */
async function secureServer(answer: RequestListener): Promise<string> {
  const [key, cert] = ['key', 'certificate'].map((name) =>
    readFileSync(new URL(`../fixtures/loopback-tls/${name}.pem`, import.meta.url)),
  );
  secure = createSecureServer({ key, cert }, answer);
  await new Promise<void>((resolve) => secure?.listen(0, '127.0.0.1', resolve));
  return `https://localhost:${(secure.address() as AddressInfo).port}/`;
}

const BODY = {
  length: 2,
  async *read() {
    yield Buffer.from('{}');
  },
};
const CERTIFICATE = readFileSync(
  new URL('../fixtures/loopback-tls/certificate.pem', import.meta.url),
  'utf8',
);

describe('an upload behind a proxy, to a server whose certificate only the system knows', () => {
  const proxyAddress = () => `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;

  it('arrives, since what the system trusts is trusted behind the proxy, too', async () => {
    const address = await secureServer((request, response) => {
      request.resume().on('end', () => response.end('{"taken":true}'));
    });
    const agent = agentBy(proxyAddress(), { ca: [CERTIFICATE] });
    expect(await postStream(address, {}, BODY, { agent })).toMatchObject({
      status: 200,
      body: '{"taken":true}',
    });
    expect(tunnels).toEqual([new URL(address).host]);
  });

  it('fails where nobody trusts it, and certainly did not arrive', async () => {
    let asked = 0;
    const address = await secureServer(() => {
      asked++;
    });
    await expect(postStream(address, {}, BODY, { agent: agentBy(proxyAddress(), {}) })).rejects.toMatchObject(
      {
        message: expect.stringContaining('certificate'),
        mayHaveTakenEffect: false,
      },
    );
    expect(asked).toBe(0);
  });
});

describe('an upload behind a proxy', () => {
  it('goes through it, whole', async () => {
    expect(await upload()).not.toBe('');
    expect(tunnels).toEqual([new URL(practice.apiUrl).host]);
    expect(practice.traffic.at(-1)).toMatchObject({ method: 'POST', status: 201 });
  });

  it.each([
    [407, 'asks for a sign-in'],
    [403, 'does not let it through'],
    [401, 'does not let it through'],
  ])('that answers %i is told as the proxy’s doing, and nothing arrived', async (status, why) => {
    refusal = status;
    await expect(upload()).rejects.toMatchObject({
      status,
      mayHaveTakenEffect: false,
      message: `The proxy on the way to Listrak ${why} (HTTP ${status}).`,
    });
    expect(
      practice.traffic.filter(({ method, path }) => method === 'POST' && path.includes('Import')),
    ).toEqual([]);
  });
});
