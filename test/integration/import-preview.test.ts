import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { previewImport } from '../../src-main/application/import-preview.ts';
import { importPreviewSchema } from '../../src-main/contract/sending.ts';
import { PEOPLE, pushing } from './pushing.ts';

const it = pushing();
/** Stands between the client and the practice Listrak, which keeps no import's file. */
let between: Server;
let received: { address: string; body: Record<string, unknown>; lines: string[] }[];

beforeEach(async () => {
  received = [];
  between = createServer(async (request, response) => {
    const body = await text(request);
    const { host: _host, connection: _connection, ...headers } = request.headers as Record<string, string>;
    const { method = 'GET', url = '' } = request;
    if (method === 'POST') {
      const json = JSON.parse(body);
      const file = Buffer.from(json.fileStream, 'base64').toString('utf8');
      expect(file.endsWith('\r\n')).toBe(true);
      received.push({ address: `${api()}${url}`, body: json, lines: file.slice(0, -2).split('\r\n') });
    }
    const origin = new URL(it.practice.apiUrl).origin;
    const answer = await fetch(`${origin}${url}`, { method, headers, ...(body && { body }) });
    response.writeHead(answer.status, { 'Content-Type': 'application/json' });
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
});

afterEach(() => {
  between.close();
  between.closeAllConnections();
});

const api = () => `http://127.0.0.1:${(between.address() as AddressInfo).port}`;

const lines = PEOPLE.slice(0, 400).map((phone, place) =>
  place % 7 === 3 ? `${phone},Not this one,false` : `${phone},"Tier ""${place}"", é",true`,
);

const prepare = async () =>
  await it.prepare(lines, { addresses: { api: `${api()}/sms`, auth: it.practice.authUrl } });

test('what is previewed of a sample is the very import that Listrak is sent', async () => {
  const prepared = await prepare();
  const { connection, reviewed } = prepared;
  for (const [turn, sample] of [
    { count: 100, choice: { kind: 'random', seed: 5 } as const },
    { count: 3, choice: { kind: 'first' } as const },
    { count: 2, choice: { kind: 'chosen', places: [9, 200] } as const },
  ].entries()) {
    const runId = `run-${turn}`;
    const preview = await previewImport(connection, it.reader, reviewed, runId, sample);
    importPreviewSchema.parse(preview);
    expect(received).toHaveLength(turn);
    const report = await it.send(prepared, { scope: 'sample', sample, runId });
    expect(report.state).toBe('sampleSent');
    expectSent(preview, received[turn]!);
    expect(preview.lines).toEqual(received[turn]!.lines);
    expect(preview.rows).toBe(report.sample!.rows);
  }
});

test('what is previewed of everything is the beginning of the very import that Listrak is sent', async () => {
  const prepared = await prepare();
  const preview = await previewImport(prepared.connection, it.reader, prepared.reviewed, 'run', null);
  importPreviewSchema.parse(preview);
  const report = await it.send(prepared, { scope: 'push', provenBy: 'other', largestImportBytes: 4_000 });
  expect(report.state).toBe('finished');
  expect(received.length).toBeGreaterThan(1);
  expectSent(preview, received[0]!);
  expect(preview.lines).toHaveLength(21);
  expect(preview.lines).toEqual(received[0]!.lines.slice(0, 21));
  expect(preview.rows).toBe(report.sent);
  expect(preview.mappings.map(({ from, to }) => [from, to])).toEqual([
    ['phone', 'Phone'],
    ['Loyalty Tier', 'Loyalty Tier'],
  ]);
});

function expectSent(
  preview: Awaited<ReturnType<typeof previewImport>>,
  { address, body }: (typeof received)[number],
): void {
  const { fileStream: _file, fileName, fileMappings, ...settings } = body;
  expect(preview.address).toBe(address);
  expect(preview.fileName).toBe(fileName);
  expect(preview.settings).toEqual(settings);
  expect(JSON.stringify(preview.mappings.map(({ from: _from, to: _to, ...mapping }) => mapping))).toBe(
    JSON.stringify(fileMappings),
  );
}
