import { expect, test } from 'vitest';
import { showExchange } from '../../src-main/application/exchanges.ts';
import { readOptOuts } from '../../src-main/application/opt-outs.ts';
import { type Exchange, exchangeSchema } from '../../src-main/contract/sending.ts';
import { PEOPLE, pushing } from './pushing.ts';

const it = pushing();
const lines = PEOPLE.slice(0, 20).map((phone) => `${phone},Gold,true`);

/** Pushes with a listener, and hands back what it was told and what it must not have been. */
async function pushListening() {
  const exchanges: Exchange[] = [];
  const tokens: string[] = [];
  const prepared = await it.prepare(lines, {
    onExchange: (exchange) => exchanges.push(showExchange(exchange)),
    fetch: async (address, init) => {
      const answer = await fetch(address, init);
      if (address !== it.practice.authUrl || !answer.ok) return answer;
      const body = await answer.text();
      tokens.push(JSON.parse(body).access_token);
      return new Response(body, answer);
    },
  });
  await readOptOuts(
    prepared.connection,
    'US',
    () => new Date(),
    () => {},
  );
  const sample = { count: 5, choice: { kind: 'first' } as const };
  const report = await it.send(prepared, { sample });
  return { exchanges, tokens, report };
}

/** A request as it is shown, its contact left out since several are under way at once. */
const kindOf = (method: string, path: string) => `${method} ${path.replace(/(\/Contact\/).*/, '$1')}`;

test('every request is told, in its order, with its answer', async () => {
  it.practice.faults.add({ method: 'GET', path: /OptOut/, fault: { type: 'status', status: 401 } });
  it.practice.faults.add({ method: 'GET', path: /ContactImport/, fault: { type: 'status', status: 503 } });
  const { exchanges, tokens, report } = await pushListening();
  expect(report.state).toBe('finished');
  expect(tokens).toHaveLength(2);
  expect(
    exchanges.map(({ method, address }) => kindOf(method, address.replace(/^https?:\/\/[^/]+/, ''))),
  ).toEqual(
    it.practice.traffic.map(({ method, path }) =>
      kindOf(method, path.replace(/cursor=\d{7,}/, 'cursor=•••')),
    ),
  );
  expect(exchanges.map(({ status }) => status)).toEqual(it.practice.traffic.map(({ status }) => status));
  expect(exchanges.map(({ bytes }) => bytes)).toEqual(
    it.practice.traffic.map(({ contentLength }) => contentLength),
  );
  const times = exchanges.map(({ at }) => at);
  expect(Math.abs(Date.now() - Date.parse(times[0]!))).toBeLessThan(60_000);
  for (const exchange of exchanges) exchangeSchema.parse(exchange);
  const [imported] = exchanges.filter(({ method, address }) => method === 'POST' && /Import$/.test(address));
  expect(imported).toMatchObject({ status: 201, answer: '{"status":201,"resourceId":"9001"}' });
  expect(exchanges.some(({ address }) => address.endsWith('/ContactImport/9001'))).toBe(true);
});

test('no token, no secret, no phone and no email is told', async () => {
  const [phone] = PEOPLE;
  const { exchanges, tokens } = await pushListening();
  const told = JSON.stringify(exchanges);
  expect(tokens).toHaveLength(1);
  for (const hidden of [tokens[0]!, 'client_secret', 'access_token', phone!, phone!.slice(1)]) {
    expect(told).not.toContain(hidden);
  }
  const others = exchanges.map(({ address, answer }) => `${address} ${answer}`).join(' ');
  expect(others).not.toMatch(/\b1?[2-9]\d{9}\b/);
  expect(others).not.toMatch(/\w{2}@/);
  expect(others).toContain(`/Contact/•••${phone!.slice(-4)}`);
  expect(others).toContain('@example.com');
  expect(exchanges[0]).toMatchObject({
    method: 'POST',
    address: it.practice.authUrl,
    status: 200,
    answer: '(a token, not shown)',
  });
});

test('an import whose answer never came is told with its bytes, no status and the reason', async () => {
  it.practice.faults.add({ method: 'POST', path: /ContactImport$/, fault: { type: 'resetAfter' } });
  const { exchanges, report } = await pushListening();
  expect(report.state).toBe('mayHaveArrived');
  expect(exchanges.at(-1)).toMatchObject({
    method: 'POST',
    bytes: it.practice.traffic.at(-1)!.contentLength,
    status: null,
    answer: expect.stringMatching(/^\(no answer: The connection to 127\.0\.0\.1:\d+ broke\.\)$/),
  });
});
