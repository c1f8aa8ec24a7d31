import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecentFiles } from '../../../src-main/application/session/recent-files.ts';
import { keptIn, OTHER_SEAL, SEAL } from '../../fixtures/kept.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-updater-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const path = () => join(folder, 'recent-files.json');
const text = () => readFileSync(path(), 'utf8');
const names = (files: RecentFiles) => files.list().map(({ name }) => name);

async function opened(seal: typeof SEAL | null): Promise<RecentFiles> {
  const files = new RecentFiles(keptIn(folder, seal));
  await files.read();
  return files;
}

describe('recent files', () => {
  it('are encrypted, and there again', async () => {
    await (await opened(SEAL)).remember('/lists/spring.csv');
    expect(text()).not.toMatch(/spring|lists/);
    expect(names(await opened(SEAL))).toEqual(['spring.csv']);
  });

  it('in plain text are read, and encrypted when the next one is remembered', async () => {
    writeFileSync(path(), JSON.stringify(['/lists/spring.csv']));
    const files = await opened(SEAL);
    await files.remember('/lists/summer.csv');
    expect(text()).not.toContain('spring');
    expect(names(await opened(SEAL))).toEqual(['summer.csv', 'spring.csv']);
  });

  it.each([
    ['the keychain cannot be opened', null],
    ['the keychain does not have the key', OTHER_SEAL],
  ] as const)('are not written over while %s, unless they are to be forgotten', async (_, seal) => {
    await (await opened(SEAL)).remember('/lists/spring.csv');
    const before = text();
    const files = await opened(seal);
    expect(names(files)).toEqual([]);
    await files.remember('/lists/summer.csv');
    expect([names(files), text()]).toEqual([['summer.csv'], before]);
    await files.forget();
    expect(names(await opened(seal))).toEqual([]);
    expect(names(await opened(SEAL))).toEqual([]);
  });

  it('remembered while they are being read do not take the place of those that were there', async () => {
    writeFileSync(path(), JSON.stringify(['/lists/spring.csv']));
    const files = new RecentFiles(keptIn(folder));
    const reading = files.read();
    await files.remember('/lists/summer.csv');
    await reading;
    expect(names(files)).toEqual(['summer.csv', 'spring.csv']);
  });
});
