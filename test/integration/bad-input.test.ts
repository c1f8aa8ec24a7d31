import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { at, type CliResult, runCli, temporaryFolder } from './run-cli.ts';

const SAMPLE_AUDIENCE = fileURLToPath(new URL('../../resources/sample-audience.csv', import.meta.url));

let practice: PracticeListrak;
let folder: ReturnType<typeof temporaryFolder>;

beforeAll(async () => {
  practice = await startPracticeListrak();
  folder = temporaryFolder();
});

afterAll(async () => {
  await practice.stop();
  folder.remove();
});

async function push(file: string, ...more: string[]): Promise<CliResult> {
  const { options, env } = at(practice);
  return await runCli(['push', file, ...options, '--yes', '--json', '--data-dir', folder.path, ...more], env);
}

const sentImports = () =>
  practice.traffic.filter(({ method, path }) => method === 'POST' && path.includes('ContactImport'));

/** Every failure is one sentence that says what happened and that nothing was sent, and a hint. */
function expectSentence(result: CliResult, code: string): void {
  expect(result.json?.error?.code).toBe(code);
  expect(result.code).toBe(1);
  expect(result.json.error.message).toMatch(/(Nothing was sent|nothing was sent)\.$/);
  expect(result.json.error.hint).toMatch(/\w.*\.(?: \(.+\))?$/);
  expect(result.stderr).toContain(result.json.error.message);
  expect(result.stderr).not.toMatch(/\n\s+at |node:internal/);
}

describe('a file that is no audience ends with a sentence, and nothing is sent', () => {
  const header = 'phone,Loyalty Tier,is_sms_opted_in\n';
  const cases: [what: string, content: string | Uint8Array, code: string][] = [
    ['an empty file', '', 'file.empty'],
    ['a file of blank lines', '\n\r\n\n', 'file.empty'],
    ['a header without rows', header, 'file.noRows'],
    ['a binary file', Uint8Array.from([0, 1, 2, 0, 255, 254, 0, 10]), 'file.binary'],
    ['a broken Excel workbook', Buffer.from('PK\x03\x04 and the rest', 'latin1'), 'file.damaged'],
    ['a gzip file that ends too early', Uint8Array.from([0x1f, 0x8b, 8, 0, 0]), 'file.damaged'],
    ['a header alone in UTF-16', Buffer.from(`\ufeff${header}`, 'utf16le'), 'file.noRows'],
    ['a header whose quote never closes', '"phone,Tier\n12015550100,Gold\n', 'file.header'],
    ['a file without a phone column', 'Email Address,First Name\na@example.com,Ada\n', 'mapping.noPhone'],
    [
      'a file without a profile field',
      `phone,Shoe Size,is_sms_opted_in\n12015550100,9,true\n`,
      'mapping.noFields',
    ],
    ['a title above the header', `Report\n${header}12015550100,Gold,true\n`, 'mapping.noPhone'],
    ['data without a header', '12015550100,Gold,true\n12015550101,Gold,true\n', 'mapping.noPhone'],
  ];
  test.each(cases)('%s', async (_what, content, code) => {
    expectSentence(await push(folder.file('audience.csv', content)), code);
    expect(sentImports()).toEqual([]);
  });

  test('a file that is not there', async () =>
    expectSentence(await push(`${folder.path}/nowhere.csv`), 'file.missing'));
  test('a folder', async () => expectSentence(await push(folder.path), 'file.directory'));
});

describe('a mapping that does not fit ends with a sentence, and nothing is sent', () => {
  test.each([
    ['an unknown column', 'Shoe Size=Loyalty Tier', 'mapping.unknownColumn'],
    ['an unknown profile field', 'First Name=Shoe Size', 'mapping.unknownField'],
    ['a disabled profile field', 'First Name=Legacy Segment', 'mapping.disabledField'],
  ])('%s', async (_what, map, code) => {
    expectSentence(await push(SAMPLE_AUDIENCE, '--map', map), code);
    expect(sentImports()).toEqual([]);
  });

  test('two columns onto one field', async () => {
    const both = ['--map', 'First Name=Loyalty Tier', '--map', 'Last Name=Loyalty Tier'];
    expectSentence(await push(SAMPLE_AUDIENCE, ...both), 'mapping.targetTaken');
  });

  test('a country that is none', async () => {
    expectSentence(await push(SAMPLE_AUDIENCE, '--country', 'XX'), 'country.unknown');
  });

  test('an opt-in column that is not there', async () => {
    expectSentence(await push(SAMPLE_AUDIENCE, '--opt-in', 'Consent=ja'), 'mapping.unknownColumn');
  });
});

describe('a Listrak that cannot be used ends with a sentence, and nothing is sent', () => {
  test('wrong credentials', async () => {
    const { options, env } = at(practice);
    const wrong = { ...env, LISTRAK_CLIENT_SECRET: 'wrong-secret-4711' };
    const result = await runCli(['push', SAMPLE_AUDIENCE, ...options, '--yes', '--json'], wrong);
    expectSentence(result, 'ERROR_INVALID_CREDENTIALS');
    expect(result.stdout + result.stderr).not.toContain('wrong-secret-4711');
  });

  test('a paused integration, which the hint names among the causes', async () => {
    practice.faults.pauseIntegration(true);
    const result = await push(SAMPLE_AUDIENCE);
    practice.faults.pauseIntegration(false);
    expectSentence(result, 'ERROR_INVALID_CREDENTIALS');
    expect(result.json.error.hint).toContain('paused');
  });

  test('an unknown sender code, with the codes that there are', async () => {
    const { options, env } = at(practice);
    const other = options.map((option) => (option === '1001' ? '4242' : option));
    const result = await runCli(['push', SAMPLE_AUDIENCE, ...other, '--yes', '--json'], env);
    expectSentence(result, 'senderCode.unknown');
    expect(result.json.error.hint).toContain('1001 (55501, US)');
  });

  test('a server that is down', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    await new Promise((resolve) => server.close(resolve));
    const { env } = at(practice);
    const args = [
      'push',
      SAMPLE_AUDIENCE,
      '--api',
      `${base}/sms`,
      '--auth',
      `${base}/token`,
      '--sender-code',
      '1001',
    ];
    const result = await runCli([...args, '--yes', '--json'], env);
    expectSentence(result, 'network.ECONNREFUSED');
  });

  test('no credentials at all', async () => {
    const { options } = at(practice);
    expectSentence(
      await runCli(['push', SAMPLE_AUDIENCE, ...options, '--yes', '--json']),
      'credentials.missing',
    );
  });

  test('an address that is not on this computer', async () => {
    const args = ['--api', 'https://listrak.example.com/sms', '--auth', 'https://listrak.example.com/token'];
    const { env } = at(practice);
    expectSentence(
      await runCli(['push', SAMPLE_AUDIENCE, ...args, '--yes', '--json'], env),
      'address.notLoopback',
    );
  });
});

describe('a command line that is wrong ends with 2', () => {
  test.each([
    ['no file', ['review']],
    ['two files', ['review', 'a.csv', 'b.csv']],
    ['an unknown command', ['send', 'a.csv']],
    ['an unknown option', ['review', 'a.csv', '--force']],
    ['an option of another command', ['review', 'a.csv', '--yes']],
    ['a sample over 100', ['push', 'a.csv', '--account', 'practice', '--sample', '101']],
    ['a row to keep that is neither first nor last', ['review', 'a.csv', '--keep', 'both']],
    ['a delimiter that is none', ['review', 'a.csv', '--delimiter', 'colon']],
    ['an encoding that is none', ['review', 'a.csv', '--encoding', 'latin1']],
    ['a header row that cannot be', ['review', 'a.csv', '--header-row', '0']],
    ['fields and an account at once', ['review', 'a.csv', '--fields', 'f.json', '--account', 'practice']],
  ])('%s', async (_what, args) => {
    const { code, json } = await runCli([...args, '--json']);
    expect(code).toBe(2);
    expect(json.error.code).toBe('use.wrong');
  });

  test.each(['--client-secret=hush', '--secret', '--client-id', '--password=hush', '--token'])(
    'a secret given as %s is refused and not repeated',
    async (option) => {
      const { code, json, stdout, stderr } = await runCli([
        'push',
        SAMPLE_AUDIENCE,
        option,
        'hush',
        '--json',
      ]);
      expect(code).toBe(2);
      expect(json.error.message).toContain('Secrets are not taken from the command line');
      expect(stdout + stderr).not.toContain('hush');
    },
  );
});
