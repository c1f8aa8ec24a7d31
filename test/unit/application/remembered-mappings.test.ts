import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import { keptMappings, mapping, names, TIER } from './kept-mappings.ts';

const on = keptMappings();

describe('remembered mappings', () => {
  it('are there again after a restart, and are their owner’s alone', async () => {
    const kept = await on.opened();
    const saved = await kept.save(mapping(' Weekly ', { header: [' Phone', 'Loyalty'] }));
    expect(saved).toEqual({
      ...mapping('Weekly'),
      id: expect.any(String),
      savedAt: '2026-06-15T10:00:01.000Z',
      usedAt: '2026-06-15T10:00:01.000Z',
    });
    const again = await on.opened();
    expect(again.list('Shop')).toEqual([saved]);
    expect(again.failure).toBeNull();
    if (process.platform === 'win32') return;
    expect([statSync(on.dataDir).mode & 0o777, statSync(on.path).mode & 0o777]).toEqual([0o700, 0o600]);
  });

  it('are each account’s own, listed by name', async () => {
    const kept = await on.opened();
    for (const name of ['Weekly', 'birthdays', 'Tiers']) await kept.save(mapping(name));
    await kept.save(mapping('Weekly', { account: 'Other' }));
    expect(names(kept)).toEqual(['birthdays', 'Tiers', 'Weekly']);
    expect(names(kept, 'Other')).toEqual(['Weekly']);
    expect(names(kept, 'shop')).toEqual([]);
  });

  it('are found by the file’s header, the most recently used first', async () => {
    const kept = await on.opened();
    const first = await kept.save(mapping('First'));
    await kept.save(mapping('Second'));
    await kept.save(mapping('Another header', { header: ['Loyalty', 'Phone'] }));
    await kept.save(mapping('Another account', { account: 'Other' }));
    const found = () => kept.forHeader('Shop', ['Phone ', 'Loyalty']).map(({ name }) => name);
    expect(found()).toEqual(['Second', 'First']);
    await kept.used(first.id);
    expect(found()).toEqual(['First', 'Second']);
    expect((await on.opened()).forHeader('Shop', ['Phone', 'Loyalty'])[0]).toEqual({
      ...first,
      usedAt: '2026-06-15T10:00:05.000Z',
    });
  });

  it('replace the one of their name, whatever its case', async () => {
    const kept = await on.opened();
    const { id } = await kept.save(mapping('Weekly'));
    const again = await kept.save(mapping('WEEKLY', { header: ['A'] }));
    expect(again).toMatchObject({ id, name: 'WEEKLY', header: ['A'], savedAt: '2026-06-15T10:00:02.000Z' });
    expect((await on.opened()).list('Shop')).toEqual([again]);
  });

  it('take another name, but not that of another one', async () => {
    const kept = await on.opened();
    const { id } = await kept.save(mapping('Weekly'));
    await kept.save(mapping('Daily'));
    await kept.save(mapping('Monthly', { account: 'Other' }));
    await expect(kept.rename(id, ' daily')).rejects.toMatchObject({ code: 'mapping.nameTaken' });
    await kept.rename(id, 'weekly');
    expect(names(await on.opened())).toEqual(['Daily', 'weekly']);
    await kept.rename(id, 'Monthly');
    expect(names(await on.opened())).toEqual(['Daily', 'Monthly']);
  });

  it('go when they are deleted, and are unknown from then on', async () => {
    const kept = await on.opened();
    const { id } = await kept.save(mapping('Weekly'));
    await kept.save(mapping('Daily'));
    await kept.delete(id);
    expect(names(await on.opened())).toEqual(['Daily']);
    const unknown = { code: 'mapping.unknown' };
    await expect(kept.delete(id)).rejects.toMatchObject(unknown);
    await expect(kept.rename(id, 'Other')).rejects.toMatchObject(unknown);
    await expect(kept.used(id)).rejects.toMatchObject(unknown);
    expect(() => kept.exportText(id)).toThrow(expect.objectContaining(unknown));
  });

  it('follow their account to its new name, with a number where that has one of their name', async () => {
    const kept = await on.opened();
    await kept.save(mapping('Weekly'));
    await kept.save(mapping('Daily'));
    await kept.save(mapping('weekly', { account: 'Our shop' }));
    await kept.renameAccount('Shop', 'Our shop');
    expect(names(await on.opened(), 'Our shop')).toEqual(['Daily', 'weekly', 'Weekly (2)']);
    await kept.renameAccount('Our shop', 'Our shop');
    expect(names(kept, 'Our shop')).toEqual(['Daily', 'weekly', 'Weekly (2)']);
    expect(names(kept)).toEqual([]);
  });

  it('are all kept when many are saved at the same time', async () => {
    const kept = await on.opened();
    const wanted = Array.from({ length: 20 }, (_, number) => `Mapping ${String(number).padStart(2, '0')}`);
    await Promise.all([...wanted.map((name) => kept.save(mapping(name))), kept.save(mapping(wanted[0]!))]);
    expect(names(await on.opened())).toEqual(wanted);
  });

  it('go with their account', async () => {
    const kept = await on.opened();
    await kept.save(mapping('Weekly'));
    await kept.save(mapping('Daily'));
    await kept.save(mapping('Weekly', { account: 'Other' }));
    await kept.removeAccount('Shop');
    const again = await on.opened();
    expect([names(kept), names(again), names(again, 'Other')]).toEqual([[], [], ['Weekly']]);
    await kept.removeAccount('Shop');
  });

  it('are at most 200 of one account, of which each may still be replaced', async () => {
    const at = '2026-06-15T10:00:00.000Z';
    const mappings = Array.from({ length: 200 }, (_, number) => ({
      ...mapping(`${number}`),
      id: randomUUID(),
      savedAt: at,
      usedAt: at,
    }));
    on.stored({ version: 1, mappings });
    const kept = await on.opened();
    const tooMany = { code: 'mapping.tooMany' };
    await expect(kept.save(mapping('One more'))).rejects.toMatchObject(tooMany);
    const text = kept.exportText(kept.list('Shop')[0]!.id);
    await expect(kept.importText(text, 'Shop', [])).rejects.toMatchObject(tooMany);
    await kept.save(mapping('One more', { account: 'Other' }));
    await kept.importText(text, 'Other', []);
    await kept.save(mapping('7', { header: ['A'] }));
    expect(kept.forHeader('Shop', ['A'])).toHaveLength(1);
  });
});

/** Those of the account that the mappings were kept for. */
const FIELDS: ProfileField[] = [
  { ...TIER, maxLength: null, disabled: false },
  { id: 8, name: 'Origin', dataType: 'Text', maxLength: null, disabled: false },
];

describe('a mapping that is exported', () => {
  it('is text to read, without what is only ours, and comes back under another name and account', async () => {
    const kept = await on.opened();
    const { id, usedAt, ...exported } = await kept.save(mapping('Weekly'));
    const text = kept.exportText(id);
    expect(text).toContain('\n    "name": "Weekly",\n');
    expect(JSON.parse(text)).toEqual({
      kind: 'listrak-profile-updater mapping',
      version: 1,
      mapping: exported,
    });
    const second = await kept.importText(`\uFEFF${text}`, 'Shop', FIELDS);
    const third = await kept.importText(text, 'Shop', FIELDS);
    const other = await kept.importText(text, 'Other', FIELDS);
    expect([second.name, third.name, other.name]).toEqual(['Weekly (2)', 'Weekly (3)', 'Weekly']);
    expect(other).toEqual({
      ...mapping('Weekly', { account: 'Other' }),
      id: expect.any(String),
      savedAt: '2026-06-15T10:00:04.000Z',
      usedAt: null,
    });
    expect(new Set([id, second.id, third.id, other.id]).size).toBe(4);
    const again = await on.opened();
    expect(names(again)).toEqual(['Weekly', 'Weekly (2)', 'Weekly (3)']);
    expect(again.list('Other')).toEqual([other]);
  });

  it('is taken up for a file’s header only once it was used', async () => {
    const kept = await on.opened();
    const mine = await kept.save(mapping('Mine'));
    const theirs = await kept.importText(kept.exportText(mine.id), 'Shop', FIELDS);
    const found = async () =>
      (await on.opened()).forHeader('Shop', ['Phone', 'Loyalty']).map(({ name }) => name);
    expect(await found()).toEqual(['Mine']);
    await kept.rename(theirs.id, 'Theirs');
    expect(await found()).toEqual(['Mine']);
    await kept.used(theirs.id);
    expect(await found()).toEqual(['Theirs', 'Mine']);
  });

  it('goes to the fields of its names in another account, whatever their ids', async () => {
    const kept = await on.opened();
    const { id } = await kept.save(mapping('Weekly'));
    const fields = [
      { ...FIELDS[0]!, name: 'Store Code' },
      { ...FIELDS[0]!, id: 99 },
    ];
    const { columns, constants } = await kept.importText(kept.exportText(id), 'Other', fields);
    expect(columns).toMatchObject([{ header: 'Loyalty', target: { id: 99, name: 'Tier' } }]);
    expect(constants).toMatchObject([{ field: { id: 0, name: 'Origin' } }]);
  });

  it('has a name of its own even where a number makes it too long', async () => {
    const kept = await on.opened();
    const { id } = await kept.save(mapping('x'.repeat(100)));
    const { name } = await kept.importText(kept.exportText(id), 'Shop', FIELDS);
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
    expect(await (await on.opened()).importText(file(), 'Shop', FIELDS)).toMatchObject({ name: 'Weekly' });
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
    const kept = await on.opened();
    await expect(kept.importText(text, 'Shop', FIELDS)).rejects.toMatchObject({
      code: 'mapping.notAMapping',
      message: expect.stringContaining(what),
    });
    expect(kept.list('Shop')).toEqual([]);
    expect(existsSync(on.path)).toBe(false);
  });
});
