import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { type NewMapping, RememberedMappings } from '../../../src-main/application/remembered-mappings.ts';
import type { Seal } from '../../../src-main/application/seal.ts';
import { keptIn } from '../../fixtures/kept.ts';

export const TIER = { id: 7, name: 'Tier', dataType: 'Text' } as const;

/** Remembered mappings in a data folder of their own for each test. */
export function keptMappings() {
  const it = {
    dataDir: '',
    path: '',
    /** What the clock says; each look moves it on by a second. */
    time: 0,

    async opened(seal: Seal | null = null): Promise<RememberedMappings> {
      const kept = new RememberedMappings(keptIn(it.dataDir, seal), () => {
        it.time += 1000;
        return new Date(it.time);
      });
      await kept.read();
      return kept;
    },

    /** Puts a file where the mappings are kept. */
    stored(content: unknown): void {
      mkdirSync(it.dataDir);
      writeFileSync(it.path, typeof content === 'string' ? content : JSON.stringify(content));
    },
  };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'profile-updater-'));
    it.dataDir = join(folder, 'data');
    it.path = join(it.dataDir, 'mappings.json');
    it.time = Date.parse('2026-06-15T10:00:00Z');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  return it;
}

export function mapping(name: string, more: Partial<NewMapping> = {}): NewMapping {
  return {
    name,
    account: 'Shop',
    header: ['Phone', 'Loyalty'],
    columns: [{ header: 'Loyalty', target: TIER, dateOrder: null, badValue: 'sentBlank' }],
    constants: [{ field: { id: 8, name: 'Origin', dataType: 'Text' }, value: 'app' }],
    ...more,
  };
}

export const names = (kept: RememberedMappings, account = 'Shop') =>
  kept.list(account).map(({ name }) => name);
