import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { field, mappingRig } from './mapping-rig.ts';

const HEADER = ['Phone', 'Tier', 'Birthday'];
const FIELDS = [field(5, 'Tier'), field(6, 'Other'), field(7, 'Birthday', 'Date')];
const DAY_FIRST = { dateOrder: 'dayFirst', badValue: 'leavesRowOut' } as const;
const SAFE = { dateOrder: null, badValue: 'leavesRowOut' };
const underWay = { code: 'sending.underWay' };

describe('remembering a mapping', () => {
  it('leaves columns without a name of their own as they are, and says that they are not remembered', async () => {
    const rig = mappingRig(['Phone', 'Tier', '', 'X', 'X'], ...FIELDS);
    rig.columns.mapColumn({ position: 2, target: 6 });
    rig.columns.mapColumn({ position: 3, target: 7 });
    rig.columns.chooseOptions({ position: 3, ...DAY_FIRST });
    const { columns } = rig.mapping;
    await rig.memory.remember({ name: 'W' });
    expect(rig.mapping.columns).toEqual(columns);
    expect(rig.told).toEqual([
      'W',
      'The column C is not remembered: it has no name of its own in the file.',
      'The column D is not remembered: it has no name of its own in the file.',
    ]);
    rig.columns.mapColumn({ position: 2, target: 'ignored' });
    expect(rig.told).toEqual([
      'W, changed',
      'The column D is not remembered: it has no name of its own in the file.',
    ]);
  });

  it('says nothing of another file that was opened meanwhile', async () => {
    const rig = mappingRig(HEADER, ...FIELDS);
    const remembering = rig.memory.remember({ name: 'W' });
    rig.open('b.csv', ['Other', 'Zip', 'Mobile Phone']);
    const { columns } = rig.mapping;
    await remembering;
    expect(rig.mapping).toMatchObject({ columns, recalled: null });
  });

  it('says that something was changed meanwhile', async () => {
    const rig = mappingRig(HEADER, ...FIELDS);
    const remembering = rig.memory.remember({ name: 'W' });
    rig.columns.mapColumn({ position: 1, target: 6 });
    await remembering;
    expect(rig.told).toEqual(['W, changed']);
    await rig.memory.remember({ name: 'W' });
    expect(rig.told).toEqual(['W']);
  });
});

describe('while something is being sent, a mapping', () => {
  it.each(['remember', 'use', 'rename', 'delete', 'export', 'import'] as const)(
    'is not there to %s, and nothing is written',
    async (what) => {
      const rig = mappingRig(HEADER, ...FIELDS);
      await rig.memory.remember({ name: 'W' });
      const id = rig.idOf('W');
      if (what === 'import') await rig.memory.export({ id });
      const before = [rig.mapping, readFileSync(join(rig.dataDir, 'mappings.json'), 'utf8')];
      rig.sending(true);
      const asked = async () => Promise.reject(new Error('The user was asked for a file'));
      Object.assign(rig.context, { pickPlace: asked, pickMapping: asked });
      await expect(rig.memory[what]({ id, name: 'V' })).rejects.toMatchObject(underWay);
      expect([rig.mapping, readFileSync(join(rig.dataDir, 'mappings.json'), 'utf8')]).toEqual(before);
      expect(existsSync(rig.exported)).toBe(what === 'import');
    },
  );

  it('is not imported either when the sending began while its file was being chosen', async () => {
    const rig = mappingRig(HEADER, ...FIELDS);
    await rig.memory.remember({ name: 'W' });
    await rig.memory.export({ id: rig.idOf('W') });
    const importing = rig.memory.import();
    rig.sending(true);
    await expect(importing).rejects.toMatchObject(underWay);
    expect(readFileSync(join(rig.dataDir, 'mappings.json'), 'utf8')).not.toContain('W (2)');
  });
});

it('a mapping can be used though the disk cannot be written', async () => {
  const rig = mappingRig(HEADER, ...FIELDS);
  rig.columns.mapColumn({ position: 1, target: 6 });
  await rig.memory.remember({ name: 'W' });
  rig.columns.mapByNames();
  rmSync(rig.dataDir, { recursive: true });
  writeFileSync(rig.dataDir, 'no folder');
  await rig.memory.use({ id: rig.idOf('W') });
  expect([rig.told, rig.goals]).toEqual([['W'], ['phone', 'Other', 'Birthday']]);
});

describe('an imported mapping', () => {
  const withImported = async () => {
    const rig = mappingRig(HEADER, ...FIELDS);
    rig.columns.mapColumn({ position: 1, target: 6 });
    await rig.memory.remember({ name: 'Theirs' });
    await rig.memory.export({ id: rig.idOf('Theirs') });
    await rig.memory.delete({ id: rig.idOf('Theirs') });
    rig.columns.mapByNames();
    await rig.memory.import();
    return rig;
  };
  const otherFile = (rig: Awaited<ReturnType<typeof withImported>>) => {
    rig.open('other.csv', ['Mobile']);
    rig.open('next-week.csv', HEADER);
  };

  it('is not taken up by itself until it was used once', async () => {
    const rig = await withImported();
    otherFile(rig);
    expect([rig.told, rig.goals[1]]).toEqual([[null], 'Tier']);
    await rig.memory.remember({ name: 'Mine' });
    otherFile(rig);
    expect(rig.told).toEqual(['Mine']);
    await rig.memory.use({ id: rig.idOf('Theirs') });
    otherFile(rig);
    expect([rig.told, rig.goals[1]]).toEqual([['Theirs'], 'Other']);
  });

  it('goes by the names of the fields in another account, whose ids mean others', async () => {
    const rig = await withImported();
    rig.connect('Practice', field(6, 'Store Code'), field(99, 'other'));
    await rig.memory.import();
    await rig.memory.use({ id: rig.idOf('Theirs') });
    expect(rig.goals[1]).toBe('other');
    expect(rig.told).toEqual([
      'Theirs',
      '“Birthday” went to the profile field “Birthday”, which the account does not have any more; it is not sent until you choose.',
    ]);
  });

  it('from a file of more than a megabyte is refused', async () => {
    const rig = await withImported();
    writeFileSync(rig.exported, readFileSync(rig.exported, 'utf8') + ' '.repeat(1_000_000));
    await expect(rig.memory.import()).rejects.toMatchObject({ code: 'mapping.notAMapping' });
  });
});

describe('a remembered mapping is taken up by itself', () => {
  it('for a new file or account alone, and not by fields that are read again', async () => {
    const rig = mappingRig(HEADER, ...FIELDS);
    rig.columns.mapColumn({ position: 1, target: 6 });
    await rig.memory.remember({ name: 'W' });
    rig.columns.mapByNames();
    rig.columns.chooseOptions({ position: 2, ...DAY_FIRST });
    rig.connect('Shop', ...FIELDS);
    rig.disconnect();
    rig.connect('Shop', ...FIELDS);
    expect([rig.told, rig.goals[1], rig.chosen(2)]).toEqual([[null], 'Tier', DAY_FIRST]);
    rig.connect('Other', ...FIELDS);
    expect([rig.told, rig.chosen(2)]).toEqual([[null], SAFE]);
    rig.connect('Shop', ...FIELDS);
    expect([rig.told, rig.goals[1]]).toEqual([['W'], 'Other']);
  });

  it('also when the account is connected after the file', async () => {
    const rig = mappingRig(HEADER, ...FIELDS);
    await rig.memory.remember({ name: 'W' });
    rig.open('other.csv', ['Mobile']);
    rig.disconnect();
    rig.open('next-week.csv', HEADER);
    expect(rig.told).toEqual([null]);
    rig.connect('Shop', ...FIELDS);
    expect(rig.told).toEqual(['W']);
  });
});

describe('an account that is removed', () => {
  it('takes its mappings along, and says so where the disk cannot be written', async () => {
    const rig = mappingRig(HEADER, ...FIELDS);
    await rig.memory.remember({ name: 'W' });
    await rig.memory.removeAccount('Other');
    expect(rig.idOf('W')).toEqual(expect.any(String));
    const { context } = rig;
    rmSync(rig.dataDir, { recursive: true });
    writeFileSync(rig.dataDir, 'no folder');
    await expect(rig.memory.removeAccount('Shop')).rejects.toMatchObject({ code: 'mapping.accountLeft' });
    rmSync(rig.dataDir);
    await rig.memory.removeAccount('Shop');
    expect(context.store.state.remembered.mappings).toEqual([]);
    expect(readFileSync(join(rig.dataDir, 'mappings.json'), 'utf8')).not.toContain('Tier');
  });
});
