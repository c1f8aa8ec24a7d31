import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { temporaryFolder } from './run-cli.ts';

const PROJECT = fileURLToPath(new URL('../..', import.meta.url));

/** Each breaks one rule of the house: the file, what it imports, and the rule that has to bite. */
const VIOLATIONS: [file: string, imports: string, rule: string][] = [
  ['src-renderer/page.ts', '../src-main/application/push.ts', 'renderer-knows-only-the-contract'],
  ['src-main/contract/shapes.ts', '../audience/rules.ts', 'contract-knows-nothing'],
  [
    'src-main/audience/judge.ts',
    '../listrak/client.ts',
    'audience-and-delivery-know-each-other-and-the-contract',
  ],
  [
    'src-main/delivery/plan.ts',
    '../application/push.ts',
    'audience-and-delivery-know-each-other-and-the-contract',
  ],
  ['src-main/audience/read.ts', 'node:fs', 'audience-and-contract-are-pure'],
  ['src-main/delivery/send.ts', 'node:https', 'delivery-has-no-network'],
  ['src-main/listrak/call.ts', '../application/push.ts', 'outer-rooms-know-nothing-of-the-application'],
  [
    'src-main/keychain/store.ts',
    '../listrak/client.ts',
    'listrak-keychain-practice-do-not-lean-on-each-other',
  ],
  ['src-main/application/ask.ts', '../shell/window.ts', 'application-knows-no-window-and-no-thread'],
  ['src-main/application/start.ts', '../worker/one.ts', 'application-knows-no-window-and-no-thread'],
  ['src-main/application/show.ts', 'electron', 'electron-only-in-the-shell'],
  ['src-main/application/cheat.ts', '../../test/helper.ts', 'no-test-code-in-the-product'],
];

const ROOMS = ['application/push', 'audience/rules', 'listrak/client', 'shell/window'];

let folder: ReturnType<typeof temporaryFolder>;
let found: Set<string>;

beforeAll(() => {
  folder = temporaryFolder();
  const plant = (path: string, text: string) => {
    mkdirSync(dirname(join(folder.path, path)), { recursive: true });
    writeFileSync(join(folder.path, path), text);
  };
  for (const room of ROOMS) plant(`src-main/${room}.ts`, 'export const value = 1;\n');
  plant('test/helper.ts', 'export const value = 1;\n');
  plant('src-main/worker/one.ts', "export * from './other.ts';\n");
  plant('src-main/worker/other.ts', "export * from './one.ts';\n");
  for (const [file, imports] of VIOLATIONS) plant(file, `import '${imports}';\nexport {};\n`);
  for (const file of ['.dependency-cruiser.cjs', 'tsconfig.json', 'src-main/tsconfig.json', 'package.json']) {
    copyFileSync(join(PROJECT, file), join(folder.path, file));
  }
  symlinkSync(join(PROJECT, 'node_modules'), join(folder.path, 'node_modules'), 'junction');
  const cruise = spawnSync(
    process.execPath,
    [
      join(PROJECT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      ...['--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src-main', 'src-renderer', 'test'],
    ],
    { cwd: folder.path, encoding: 'utf8' },
  );
  const { summary } = JSON.parse(cruise.stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  found = new Set(summary.violations.map(({ from, rule }) => `${from} ${rule.name}`));
});

afterAll(() => folder.remove());

test.each(VIOLATIONS)('%s may not import %s', (file, _imports, rule) => {
  expect(found).toContain(`${file} ${rule}`);
});

test('two files may not import each other', () => {
  expect([...found].some((violation) => violation.endsWith(' no-cycles'))).toBe(true);
});

test('nothing else is forbidden', () => {
  const planted = new Set(VIOLATIONS.map(([file]) => file));
  const others = [...found].filter((violation) => !planted.has(violation.split(' ')[0]!));
  expect(others.every((violation) => violation.endsWith(' no-cycles'))).toBe(true);
});
