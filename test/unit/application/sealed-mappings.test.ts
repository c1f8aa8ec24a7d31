import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { OTHER_SEAL, SEAL } from '../../fixtures/kept.ts';
import { keptMappings, mapping, names } from './kept-mappings.ts';

const on = keptMappings();
const text = () => readFileSync(on.path, 'utf8');

describe('remembered mappings that are encrypted', () => {
  it('show nothing of what is in them, and are there again', async () => {
    const kept = await on.opened(SEAL);
    await kept.save(mapping('Weekly'));
    expect(text()).not.toMatch(/Weekly|Loyalty|Origin|[{}"]/);
    expect(names(await on.opened(SEAL))).toEqual(['Weekly']);
  });

  it('are those that were in plain text, from the next change on', async () => {
    await (await on.opened()).save(mapping('Weekly'));
    expect(text()).toContain('Weekly');
    const kept = await on.opened(SEAL);
    expect(names(kept)).toEqual(['Weekly']);
    await kept.save(mapping('Daily'));
    expect(text()).not.toContain('Weekly');
    expect(names(await on.opened(SEAL))).toEqual(['Daily', 'Weekly']);
  });

  it.each([
    ['the keychain cannot be opened', null],
    ['the keychain does not have the key', OTHER_SEAL],
  ] as const)('are neither shown nor written over while %s', async (_, seal) => {
    await (await on.opened(SEAL)).save(mapping('Weekly'));
    const before = text();
    const kept = await on.opened(seal);
    const locked = { code: 'mapping.locked', message: expect.stringMatching(/Nothing has changed\.$/) };
    expect([names(kept), kept.failure]).toMatchObject([[], locked]);
    await expect(kept.save(mapping('Daily'))).rejects.toMatchObject(locked);
    expect([text(), readdirSync(on.dataDir)]).toEqual([before, ['mappings.json']]);
  });

  it('are put aside where they are damaged, with the key at hand', async () => {
    await (await on.opened(SEAL)).save(mapping('Weekly'));
    const damaged = text().slice(0, -4);
    writeFileSync(on.path, damaged);
    const kept = await on.opened(SEAL);
    expect(kept.failure).toMatchObject({ code: 'mapping.damaged' });
    const [aside] = readdirSync(on.dataDir);
    expect(readFileSync(`${on.dataDir}/${aside}`, 'utf8')).toBe(damaged);
    await kept.save(mapping('Daily'));
    expect(names(await on.opened(SEAL))).toEqual(['Daily']);
  });
});
