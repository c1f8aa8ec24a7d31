import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isLocked, takeLock } from '../../../src-main/application/lock.ts';

let names = 0;
const newName = () => `a test's ${process.pid} ${++names}`;

const source = readFileSync(new URL('../../../src-main/application/lock.ts', import.meta.url), 'utf8');
const { outputText } = ts.transpileModule(source, {
  compilerOptions: { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ESNext },
});
const children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  vi.restoreAllMocks();
});

/** Asks for the lock in a process of its own, which then lives on. */
async function inAnotherProcess(
  name: string,
  platform: string,
): Promise<{ child: ChildProcess; got: boolean }> {
  const script = `
    Object.defineProperty(process, 'platform', { value: ${JSON.stringify(platform)} });
    ${outputText.replace(/^export /gm, '')}
    console.log((await takeLock(${JSON.stringify(name)})) === null ? 'no' : 'got it');
    setInterval(() => {}, 1000);
  `;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script]);
  children.push(child);
  const [said] = await once(child.stdout, 'data');
  return { child, got: String(said).startsWith('got it') };
}

// On macOS it is a port, elsewhere a name that the system knows; a port can be tried anywhere.
describe.each([...new Set([process.platform, 'darwin'])])('on %s', (platform) => {
  beforeEach(() => {
    vi.spyOn(process, 'platform', 'get').mockReturnValue(platform as NodeJS.Platform);
  });

  it('a lock is held by one at a time, until it is released', async () => {
    const name = newName();
    expect(await isLocked(name)).toBe(false);
    const lock = await takeLock(name);
    expect(await isLocked(name)).toBe(true);
    expect(await takeLock(name)).toBeNull();
    expect(await takeLock(newName())).not.toBeNull();
    await lock!.release();
    expect(await isLocked(name)).toBe(false);
    expect(await takeLock(name)).not.toBeNull();
  });

  it('of many who ask at once one gets it', async () => {
    const name = newName();
    const got = await Promise.all(Array.from({ length: 20 }, () => takeLock(name)));
    expect(got.filter((lock) => lock !== null)).toHaveLength(1);
  });

  it('of several processes that ask at once after its holder was killed one gets it, each time', async () => {
    const name = newName();
    for (let round = 0; round < 4; round++) {
      const holder = await inAnotherProcess(name, platform);
      expect(holder.got).toBe(true);
      expect(await takeLock(name)).toBeNull();
      holder.child.kill('SIGKILL');
      await once(holder.child, 'close');
      expect(await isLocked(name)).toBe(false);
      const asked = await Promise.all(Array.from({ length: 5 }, () => inAnotherProcess(name, platform)));
      expect(asked.filter(({ got }) => got)).toHaveLength(1);
      expect(await isLocked(name)).toBe(true);
      for (const { child } of asked) {
        child.kill('SIGKILL');
        await once(child, 'close');
      }
    }
  });
});
