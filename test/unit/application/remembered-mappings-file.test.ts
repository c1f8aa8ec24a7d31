import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { keptMappings, mapping, names } from './kept-mappings.ts';

const on = keptMappings();

describe('remembered mappings that cannot be written', () => {
  it('are not remembered, and the next can be kept when the disk is well again', async () => {
    const kept = await on.opened();
    const { id } = await kept.save(mapping('Weekly'));
    rmSync(on.dataDir, { recursive: true });
    writeFileSync(on.dataDir, 'no folder');
    for (const change of [
      () => kept.save(mapping('Daily')),
      () => kept.rename(id, 'Daily'),
      () => kept.delete(id),
      () => kept.renameAccount('Shop', 'Other'),
      () => kept.removeAccount('Shop'),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: 'mapping.cannotKeep' });
    }
    expect(names(kept)).toEqual(['Weekly']);
    rmSync(on.dataDir);
    await kept.save(mapping('Monthly'));
    expect(names(await on.opened())).toEqual(['Monthly', 'Weekly']);
  });
});

describe('a file of mappings', () => {
  it.each<[string, unknown]>([
    ['is no JSON', '{"version":1,"mapp'],
    ['has no version', { mappings: [] }],
    ['has no list', { version: 1, mappings: {} }],
  ])('that %s is put aside, which is told once', async (_, content) => {
    on.stored(content);
    const before = readFileSync(on.path, 'utf8');
    const kept = await on.opened();
    const [aside, ...more] = readdirSync(on.dataDir);
    expect([aside, more]).toEqual(['mappings.damaged-2026-06-15T10-00-01-000Z.json', []]);
    expect(readFileSync(join(on.dataDir, aside!), 'utf8')).toBe(before);
    expect(kept.failure).toMatchObject({
      code: 'mapping.damaged',
      hint: expect.stringContaining(`“${aside}”`),
    });
    await kept.save(mapping('Weekly'));
    const again = await on.opened();
    expect([again.failure, names(again)]).toEqual([null, ['Weekly']]);
  });

  it('that cannot be read just now stays where it is, and is not written over', async () => {
    mkdirSync(on.path, { recursive: true });
    const kept = await on.opened();
    const cannotRead = { code: 'mapping.cannotRead' };
    expect(kept.failure).toMatchObject(cannotRead);
    await expect(kept.save(mapping('Weekly'))).rejects.toMatchObject(cannotRead);
    expect(readdirSync(on.dataDir)).toEqual(['mappings.json']);
    rmSync(on.path, { recursive: true });
    await kept.read();
    await kept.save(mapping('Weekly'));
    expect(names(await on.opened())).toEqual(['Weekly']);
  });

  it('loses its unreadable entries alone, of which a copy is kept', async () => {
    const good = await (await on.opened()).save(mapping('Weekly'));
    const content = JSON.stringify({
      version: 1,
      mappings: [{ ...good, name: '' }, good, 'nonsense', { ...good, secret: 1 }],
    });
    writeFileSync(on.path, content);
    const kept = await on.opened();
    expect(kept.list('Shop')).toEqual([good]);
    expect(kept.failure).toMatchObject({
      code: 'mapping.damaged',
      message: '3 of the 4 remembered mappings cannot be read. Nothing was deleted.',
    });
    const aside = readdirSync(on.dataDir).find((name) => name.startsWith('mappings.damaged-'));
    expect(readFileSync(join(on.dataDir, aside!), 'utf8')).toBe(content);
    const again = await on.opened();
    expect([again.failure, again.list('Shop')]).toEqual([null, [good]]);
  });

  it('that cannot be put aside is not written over', async () => {
    on.stored('not JSON');
    // A folder that is not empty cannot be replaced by a file.
    const aside = join(on.dataDir, 'mappings.damaged-2026-06-15T10-00-01-000Z.json');
    mkdirSync(join(aside, 'taken'), { recursive: true });
    const kept = await on.opened();
    expect(kept.failure?.hint).toContain('until “mappings.json” is moved away');
    await expect(kept.save(mapping('Weekly'))).rejects.toMatchObject({ code: 'mapping.damaged' });
    expect(readFileSync(on.path, 'utf8')).toBe('not JSON');
    expect(kept.list('Shop')).toEqual([]);
  });

  it('of a newer version is left alone, and nothing is kept beside it', async () => {
    on.stored({ version: 2, mappings: 'something new' });
    const before = readFileSync(on.path, 'utf8');
    const kept = await on.opened();
    const newer = { code: 'mapping.newerVersion' };
    expect(kept.failure).toMatchObject(newer);
    await expect(kept.save(mapping('Weekly'))).rejects.toMatchObject(newer);
    await kept.renameAccount('Shop', 'Other');
    expect([readFileSync(on.path, 'utf8'), readdirSync(on.dataDir)]).toEqual([before, ['mappings.json']]);
  });

  it('that is not there is nothing to speak of, and is not made by reading', async () => {
    expect((await on.opened()).failure).toBeNull();
    expect(existsSync(on.dataDir)).toBe(false);
  });
});
