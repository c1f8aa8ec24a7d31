import { randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type NewMapping, RememberedMappings } from '../../../src-main/application/remembered-mappings.ts';

let folder: string;
let dataDir: string;
let path: string;
/** What the clock says; each look moves it on by a second. */
let time: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'profile-updater-'));
  dataDir = join(folder, 'data');
  path = join(dataDir, 'mappings.json');
  time = Date.parse('2026-06-15T10:00:00Z');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function opened(): Promise<RememberedMappings> {
  const kept = new RememberedMappings(dataDir, () => {
    time += 1000;
    return new Date(time);
  });
  await kept.read();
  return kept;
}

const TIER = { id: 7, name: 'Tier', dataType: 'Text' } as const;

function mapping(name: string, more: Partial<NewMapping> = {}): NewMapping {
  return {
    name,
    account: 'Shop',
    header: ['Phone', 'Loyalty'],
    columns: [{ header: 'Loyalty', target: TIER, dateOrder: null, badValue: 'sentBlank' }],
    constants: [{ field: { id: 8, name: 'Origin', dataType: 'Text' }, value: 'app' }],
    ...more,
  };
}

const names = (kept: RememberedMappings, account = 'Shop') => kept.list(account).map(({ name }) => name);

/** Puts a file where the mappings are kept. */
function stored(content: unknown): void {
  mkdirSync(dataDir);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

describe('remembered mappings', () => {
  it('are there again after a restart, and are their owner’s alone', async () => {
    const kept = await opened();
    const saved = await kept.save(mapping(' Weekly ', { header: [' Phone', 'Loyalty'] }));
    expect(saved).toEqual({
      ...mapping('Weekly'),
      id: expect.any(String),
      savedAt: '2026-06-15T10:00:01.000Z',
      usedAt: '2026-06-15T10:00:01.000Z',
    });
    const again = await opened();
    expect(again.list('Shop')).toEqual([saved]);
    expect(again.failure).toBeNull();
    if (process.platform === 'win32') return;
    expect([statSync(dataDir).mode & 0o777, statSync(path).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('are each account’s own, listed by name', async () => {
    const kept = await opened();
    for (const name of ['Weekly', 'birthdays', 'Tiers']) await kept.save(mapping(name));
    await kept.save(mapping('Weekly', { account: 'Other' }));
    expect(names(kept)).toEqual(['birthdays', 'Tiers', 'Weekly']);
    expect(names(kept, 'Other')).toEqual(['Weekly']);
    expect(names(kept, 'shop')).toEqual([]);
  });

  it('are found by the file’s header, the most recently used first', async () => {
    const kept = await opened();
    const first = await kept.save(mapping('First'));
    await kept.save(mapping('Second'));
    await kept.save(mapping('Another header', { header: ['Loyalty', 'Phone'] }));
    await kept.save(mapping('Another account', { account: 'Other' }));
    const found = () => kept.forHeader('Shop', ['Phone ', 'Loyalty']).map(({ name }) => name);
    expect(found()).toEqual(['Second', 'First']);
    await kept.used(first.id);
    expect(found()).toEqual(['First', 'Second']);
    expect((await opened()).forHeader('Shop', ['Phone', 'Loyalty'])[0]).toEqual({
      ...first,
      usedAt: '2026-06-15T10:00:05.000Z',
    });
  });

  it('replace the one of their name, whatever its case', async () => {
    const kept = await opened();
    const { id } = await kept.save(mapping('Weekly'));
    const again = await kept.save(mapping('WEEKLY', { header: ['A'] }));
    expect(again).toMatchObject({ id, name: 'WEEKLY', header: ['A'], savedAt: '2026-06-15T10:00:02.000Z' });
    expect((await opened()).list('Shop')).toEqual([again]);
  });

  it('take another name, but not that of another one', async () => {
    const kept = await opened();
    const { id } = await kept.save(mapping('Weekly'));
    await kept.save(mapping('Daily'));
    await kept.save(mapping('Monthly', { account: 'Other' }));
    await expect(kept.rename(id, ' daily')).rejects.toMatchObject({ code: 'mapping.nameTaken' });
    await kept.rename(id, 'weekly');
    expect(names(await opened())).toEqual(['Daily', 'weekly']);
    await kept.rename(id, 'Monthly');
    expect(names(await opened())).toEqual(['Daily', 'Monthly']);
  });

  it('go when they are deleted, and are unknown from then on', async () => {
    const kept = await opened();
    const { id } = await kept.save(mapping('Weekly'));
    await kept.save(mapping('Daily'));
    await kept.delete(id);
    expect(names(await opened())).toEqual(['Daily']);
    const unknown = { code: 'mapping.unknown' };
    await expect(kept.delete(id)).rejects.toMatchObject(unknown);
    await expect(kept.rename(id, 'Other')).rejects.toMatchObject(unknown);
    await expect(kept.used(id)).rejects.toMatchObject(unknown);
    expect(() => kept.exportText(id)).toThrow(expect.objectContaining(unknown));
  });

  it('follow their account to its new name, with a number where that has one of their name', async () => {
    const kept = await opened();
    await kept.save(mapping('Weekly'));
    await kept.save(mapping('Daily'));
    await kept.save(mapping('weekly', { account: 'Our shop' }));
    await kept.renameAccount('Shop', 'Our shop');
    expect(names(await opened(), 'Our shop')).toEqual(['Daily', 'weekly', 'Weekly (2)']);
    await kept.renameAccount('Our shop', 'Our shop');
    expect(names(kept, 'Our shop')).toEqual(['Daily', 'weekly', 'Weekly (2)']);
    expect(names(kept)).toEqual([]);
  });

  it('are all kept when many are saved at the same time', async () => {
    const kept = await opened();
    const wanted = Array.from({ length: 20 }, (_, number) => `Mapping ${String(number).padStart(2, '0')}`);
    await Promise.all([...wanted.map((name) => kept.save(mapping(name))), kept.save(mapping(wanted[0]!))]);
    expect(names(await opened())).toEqual(wanted);
  });

  it('are at most 200, of which each may still be replaced', async () => {
    const at = '2026-06-15T10:00:00.000Z';
    const mappings = Array.from({ length: 200 }, (_, number) => ({
      ...mapping(`${number}`, { account: number < 100 ? 'Shop' : 'Other' }),
      id: randomUUID(),
      savedAt: at,
      usedAt: at,
    }));
    stored({ version: 1, mappings });
    const kept = await opened();
    const tooMany = { code: 'mapping.tooMany' };
    await expect(kept.save(mapping('One more', { account: 'Other' }))).rejects.toMatchObject(tooMany);
    const text = kept.exportText(kept.list('Shop')[0]!.id);
    await expect(kept.importText(text, 'Shop')).rejects.toMatchObject(tooMany);
    await kept.save(mapping('7', { header: ['A'] }));
    expect(kept.forHeader('Shop', ['A'])).toHaveLength(1);
  });
});

describe('remembered mappings that cannot be written', () => {
  it('are not remembered, and the next can be kept when the disk is well again', async () => {
    const kept = await opened();
    const { id } = await kept.save(mapping('Weekly'));
    rmSync(dataDir, { recursive: true });
    writeFileSync(dataDir, 'no folder');
    for (const change of [
      () => kept.save(mapping('Daily')),
      () => kept.rename(id, 'Daily'),
      () => kept.delete(id),
      () => kept.renameAccount('Shop', 'Other'),
    ]) {
      await expect(change()).rejects.toMatchObject({ code: 'mapping.cannotKeep' });
    }
    expect(names(kept)).toEqual(['Weekly']);
    rmSync(dataDir);
    await kept.save(mapping('Monthly'));
    expect(names(await opened())).toEqual(['Monthly', 'Weekly']);
  });
});

describe('a file of mappings', () => {
  it.each<[string, unknown]>([
    ['is no JSON', '{"version":1,"mapp'],
    ['has no version', { mappings: [] }],
    ['has no list', { version: 1, mappings: {} }],
  ])('that %s is put aside, which is told once', async (_, content) => {
    stored(content);
    const before = readFileSync(path, 'utf8');
    const kept = await opened();
    const [aside, ...more] = readdirSync(dataDir);
    expect([aside, more]).toEqual(['mappings.damaged-2026-06-15T10-00-01-000Z.json', []]);
    expect(readFileSync(join(dataDir, aside!), 'utf8')).toBe(before);
    expect(kept.failure).toMatchObject({
      code: 'mapping.damaged',
      hint: expect.stringContaining(`“${aside}”`),
    });
    await kept.save(mapping('Weekly'));
    const again = await opened();
    expect([again.failure, names(again)]).toEqual([null, ['Weekly']]);
  });

  it('that cannot be opened is put aside as well', async () => {
    mkdirSync(path, { recursive: true });
    const kept = await opened();
    expect(kept.failure).toMatchObject({ code: 'mapping.damaged' });
    await kept.save(mapping('Weekly'));
    expect(names(await opened())).toEqual(['Weekly']);
    expect(readdirSync(dataDir)).toHaveLength(2);
  });

  it('loses its unreadable entries alone, of which a copy is kept', async () => {
    const good = await (await opened()).save(mapping('Weekly'));
    const content = JSON.stringify({
      version: 1,
      mappings: [{ ...good, name: '' }, good, 'nonsense', { ...good, secret: 1 }],
    });
    writeFileSync(path, content);
    const kept = await opened();
    expect(kept.list('Shop')).toEqual([good]);
    expect(kept.failure).toMatchObject({
      code: 'mapping.damaged',
      message: '3 of the 4 remembered mappings cannot be read. Nothing was deleted.',
    });
    const aside = readdirSync(dataDir).find((name) => name.startsWith('mappings.damaged-'));
    expect(readFileSync(join(dataDir, aside!), 'utf8')).toBe(content);
    const again = await opened();
    expect([again.failure, again.list('Shop')]).toEqual([null, [good]]);
  });

  it('that cannot be put aside is not written over', async () => {
    stored('not JSON');
    // A folder that is not empty cannot be replaced by a file.
    const aside = join(dataDir, 'mappings.damaged-2026-06-15T10-00-01-000Z.json');
    mkdirSync(join(aside, 'taken'), { recursive: true });
    const kept = await opened();
    expect(kept.failure?.hint).toContain('until “mappings.json” is moved away');
    await expect(kept.save(mapping('Weekly'))).rejects.toMatchObject({ code: 'mapping.damaged' });
    expect(readFileSync(path, 'utf8')).toBe('not JSON');
    expect(kept.list('Shop')).toEqual([]);
  });

  it('of a newer version is left alone, and nothing is kept beside it', async () => {
    stored({ version: 2, mappings: 'something new' });
    const before = readFileSync(path, 'utf8');
    const kept = await opened();
    const newer = { code: 'mapping.newerVersion' };
    expect(kept.failure).toMatchObject(newer);
    await expect(kept.save(mapping('Weekly'))).rejects.toMatchObject(newer);
    await kept.renameAccount('Shop', 'Other');
    expect([readFileSync(path, 'utf8'), readdirSync(dataDir)]).toEqual([before, ['mappings.json']]);
  });

  it('that is not there is nothing to speak of, and is not made by reading', async () => {
    expect((await opened()).failure).toBeNull();
    expect(existsSync(dataDir)).toBe(false);
  });
});

describe('a mapping that is exported', () => {
  it('is text to read, without what is only ours, and comes back under another name and account', async () => {
    const kept = await opened();
    const { id, usedAt, ...exported } = await kept.save(mapping('Weekly'));
    const text = kept.exportText(id);
    expect(text).toContain('\n    "name": "Weekly",\n');
    expect(JSON.parse(text)).toEqual({
      kind: 'listrak-profile-updater mapping',
      version: 1,
      mapping: exported,
    });
    const second = await kept.importText(`\uFEFF${text}`, 'Shop');
    const third = await kept.importText(text, 'Shop');
    const other = await kept.importText(text, 'Other');
    expect([second.name, third.name, other.name]).toEqual(['Weekly (2)', 'Weekly (3)', 'Weekly']);
    expect(other).toEqual({
      ...mapping('Weekly', { account: 'Other' }),
      id: expect.any(String),
      savedAt: '2026-06-15T10:00:04.000Z',
      usedAt: '2026-06-15T10:00:04.000Z',
    });
    expect(new Set([id, second.id, third.id, other.id]).size).toBe(4);
    const again = await opened();
    expect(names(again)).toEqual(['Weekly', 'Weekly (2)', 'Weekly (3)']);
    expect(again.list('Other')).toEqual([other]);
  });

  it('has a name of its own even where a number makes it too long', async () => {
    const kept = await opened();
    const { id } = await kept.save(mapping('x'.repeat(100)));
    const { name } = await kept.importText(kept.exportText(id), 'Shop');
    expect(name).toBe(`${'x'.repeat(96)} (2)`);
  });
});

describe('a text that is no exported mapping', () => {
  const file = (more: object = {}, part: object = {}) =>
    JSON.stringify({
      kind: 'listrak-profile-updater mapping',
      version: 1,
      mapping: { ...mapping('Weekly'), savedAt: '2026-06-15T10:00:00.000Z', ...part },
      ...more,
    });
  const column = mapping('').columns[0]!;

  it('is one of these, but for what is wrong', async () => {
    expect(await (await opened()).importText(file(), 'Shop')).toMatchObject({ name: 'Weekly' });
  });

  it.each<[string, string]>([
    ['it is not JSON', 'Phone,Loyalty'],
    ['no mapping that was exported here', 'null'],
    ['no mapping that was exported here', file({ kind: 'something else' })],
    ['no mapping that was exported here', file({ version: 'one' })],
    ['a newer version of this app', file({ version: 2, mapping: 'new' })],
    ['what stands under “mapping” is missing', file({ mapping: undefined })],
    ['what stands under “mapping.name” is missing or not as it should be', file({}, { name: ' ' })],
    ['“mapping.columns[0].target”', file({}, { columns: [{ ...column, target: 'fax' }] })],
    ['the column “Loyalty” stands in it twice', file({}, { columns: [column, column] })],
    ['“mapping” has something that does not belong there: “id”, “more”', file({}, { id: 'x', more: 1 })],
    ['it has something that does not belong there: “more”', file({ more: 1 })],
  ])('is refused, saying: %s', async (what, text) => {
    const kept = await opened();
    await expect(kept.importText(text, 'Shop')).rejects.toMatchObject({
      code: 'mapping.notAMapping',
      message: expect.stringContaining(what),
    });
    expect(kept.list('Shop')).toEqual([]);
    expect(existsSync(path)).toBe(false);
  });
});
