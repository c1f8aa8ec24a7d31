import { describe, expect, it } from 'vitest';
import { field, mappingRig } from './mapping-rig.ts';

const LOYALTY = field(5, 'Loyalty');
const BIRTHDAY = field(6, 'Birthday', 'Date');
const ORIGIN = field(7, 'Origin');
const HEADER = ['Phone', 'Tier', 'DOB'];
const BLANK = { dateOrder: null, badValue: 'sentBlank' } as const;
const SAFE = { dateOrder: null, badValue: 'leavesRowOut' };
const GONE =
  '“Tier” went to the profile field “Loyalty”, which the account does not have any more; it is not sent until you choose.';
const NO_CONSTANT =
  'The value for every row in “Origin” is left out: “Origin” was a Text field and is a Number field now.';

function mapped() {
  const rig = mappingRig(HEADER, LOYALTY, BIRTHDAY, ORIGIN);
  rig.columns.mapColumn({ position: 1, target: 5 });
  rig.columns.mapColumn({ position: 2, target: 6 });
  return rig;
}

async function remembered() {
  const rig = mapped();
  await rig.memory.remember({ name: 'W' });
  return rig;
}

describe('fields that are read again', () => {
  it('without one that a column goes to are told, beside the mapping that was remembered', async () => {
    const rig = await remembered();
    rig.connect('Shop', BIRTHDAY, ORIGIN);
    expect(rig.told).toEqual(['W, changed', GONE]);
    expect(rig.goals).toEqual(['phone', 'unmatched', 'Birthday']);
  });

  it('without one that a column goes to are told also where nothing is remembered, and after a reconnection', () => {
    const rig = mapped();
    rig.disconnect();
    expect(rig.told).toEqual([null]);
    rig.connect('Shop', BIRTHDAY, ORIGIN);
    expect(rig.told).toEqual([null, GONE]);
    rig.columns.mapColumn({ position: 1, target: 'ignored' });
    expect(rig.mapping.recalled).toBeNull();
  });

  it('of which one has another type are told, and what was chosen for its values is undone', async () => {
    const rig = mapped();
    rig.columns.chooseOptions({ position: 1, ...BLANK });
    await rig.memory.remember({ name: 'W' });
    rig.connect('Shop', { ...LOYALTY, dataType: 'Number' }, BIRTHDAY);
    expect(rig.told).toEqual([
      'W, changed',
      '“Loyalty” was a Text field and is a Number field now: look at what its values come to. What was chosen for its values is undone.',
    ]);
    expect([rig.goals[1], rig.chosen(1)]).toEqual(['Loyalty', SAFE]);
  });

  it('tell what becomes of the value for every row', () => {
    const rig = mapped();
    rig.columns.setConstant({ field: 7, value: 'app' });
    rig.connect('Shop', LOYALTY, BIRTHDAY, { ...ORIGIN, dataType: 'Number' });
    expect([rig.mapping.constants, rig.told]).toEqual([[], [null, NO_CONSTANT]]);
    rig.columns.setConstant({ field: 7, value: '12' });
    expect(rig.mapping.recalled).toBeNull();
  });

  it('that leave no room for a value for every row say so', () => {
    const rig = mapped();
    rig.columns.setConstant({ field: 7, value: 'app' });
    rig.connect('Shop', LOYALTY, BIRTHDAY, { ...ORIGIN, maxLength: 2 });
    expect([rig.mapping.constants, rig.told]).toEqual([
      [],
      [null, 'The value for every row in “Origin” is left out, since it does not fit here.'],
    ]);
  });

  it('that are the same, or only more, change nothing and tell nothing', async () => {
    const rig = await remembered();
    rig.columns.setConstant({ field: 7, value: 'app' });
    const { columns, constants } = rig.mapping;
    rig.connect('Shop', LOYALTY, BIRTHDAY, ORIGIN);
    rig.connect('Shop', LOYALTY, BIRTHDAY, ORIGIN, field(8, 'New'));
    expect(rig.mapping).toMatchObject({ columns, constants });
    expect(rig.told).toEqual(['W, changed']);
  });

  it('that have a field again take the warning back where its column goes by its name', () => {
    const rig = mappingRig(['Phone', 'Loyalty'], LOYALTY, ORIGIN);
    rig.connect('Shop', ORIGIN);
    expect(rig.told).toHaveLength(2);
    rig.connect('Shop', ORIGIN, LOYALTY);
    expect([rig.told, rig.goals]).toEqual([[null], ['phone', 'Loyalty']]);
  });
});

describe('what is told of a mapping', () => {
  /** A remembered mapping of which a column and a value for every row do not hold here. */
  async function warned() {
    const rig = mapped();
    rig.columns.setConstant({ field: 7, value: 'app' });
    await rig.memory.remember({ name: 'W' });
    rig.connect('Shop', BIRTHDAY, { ...ORIGIN, dataType: 'Number' });
    await rig.memory.use({ id: rig.idOf('W') });
    expect(rig.told).toEqual(['W', GONE, NO_CONSTANT]);
    return rig;
  }

  it('stays, and is told to be of a changed mapping, when something else is changed', async () => {
    const rig = await warned();
    rig.columns.chooseOptions({ position: 2, dateOrder: 'dayFirst', badValue: 'leavesRowOut' });
    rig.columns.mapColumn({ position: 0, target: 'phone' });
    expect(rig.told).toEqual(['W, changed', GONE, NO_CONSTANT]);
  });

  it('goes with a change of its own column or value', async () => {
    const rig = await warned();
    rig.columns.mapColumn({ position: 1, target: 'ignored' });
    expect(rig.told).toEqual(['W, changed', NO_CONSTANT]);
    rig.columns.setConstant({ field: 7, value: '12' });
    expect(rig.told).toEqual(['W, changed']);
  });

  it('goes when its column says who opted in', async () => {
    const rig = await warned();
    rig.columns.chooseConsent({
      column: 1,
      meanings: null,
      withoutInformation: false,
      withoutOptOuts: false,
    });
    expect(rig.told).toEqual(['W, changed', NO_CONSTANT]);
  });

  it('is not of a changed mapping when only the consent is', async () => {
    const rig = await remembered();
    rig.columns.chooseConsent({
      column: null,
      meanings: null,
      withoutInformation: true,
      withoutOptOuts: false,
    });
    expect(rig.told).toEqual(['W']);
  });

  it('is not of a changed mapping when what is chosen was so before', async () => {
    const rig = await remembered();
    rig.columns.mapColumn({ position: 0, target: 'phone' });
    rig.columns.chooseOptions({ position: 1, dateOrder: null, badValue: 'leavesRowOut' });
    expect(rig.told).toEqual(['W']);
  });

  it('stays without its name when the mapping is deleted, and outlives a file that is gone for a while', async () => {
    const rig = await warned();
    rig.close();
    rig.open('a.csv', HEADER);
    expect(rig.told).toEqual(['W', GONE, NO_CONSTANT]);
    await rig.memory.delete({ id: rig.idOf('W') });
    expect(rig.told).toEqual([null, GONE, NO_CONSTANT]);
  });

  it('goes with another file, with another account, by names, and with what is remembered anew', async () => {
    for (const leave of [
      (rig: Awaited<ReturnType<typeof warned>>) => rig.open('b.csv', ['Mobile']),
      (rig: Awaited<ReturnType<typeof warned>>) => rig.connect('Other', BIRTHDAY),
      (rig: Awaited<ReturnType<typeof warned>>) => rig.columns.mapByNames(),
    ]) {
      const rig = await warned();
      leave(rig);
      expect(rig.mapping.recalled).toBeNull();
    }
    const rig = await warned();
    await rig.memory.remember({ name: 'W' });
    expect(rig.told).toEqual(['W']);
  });
});

describe('what is chosen for the values of a column', () => {
  const withBlank = () => {
    const rig = mapped();
    rig.columns.chooseOptions({ position: 1, ...BLANK });
    expect(rig.chosen(1)).toEqual(BLANK);
    return rig;
  };

  it('does not hold in another account', () => {
    const rig = mappingRig(['Phone', 'Loyalty'], LOYALTY);
    rig.columns.chooseOptions({ position: 1, ...BLANK });
    rig.connect('Real', field(99, 'Loyalty'));
    expect([rig.goals[1], rig.chosen(1)]).toEqual(['Loyalty', SAFE]);
  });

  it('does not hold when the column goes elsewhere, nor when it comes back', () => {
    const rig = withBlank();
    rig.columns.mapColumn({ position: 1, target: 7 });
    expect(rig.chosen(1)).toEqual(SAFE);
    rig.columns.mapColumn({ position: 1, target: 5 });
    expect(rig.chosen(1)).toEqual(SAFE);
  });

  it('does not hold when another column takes its field', () => {
    const rig = mappingRig(['Phone', 'Loyalty', 'X'], LOYALTY, ORIGIN);
    rig.columns.chooseOptions({ position: 1, ...BLANK });
    rig.columns.mapColumn({ position: 2, target: 5 });
    rig.columns.mapColumn({ position: 2, target: 'byName' });
    expect([rig.goals[1], rig.chosen(1)]).toEqual(['Loyalty', SAFE]);
  });

  it('holds while other columns change, over a disconnection, and for the next file with these columns', () => {
    const rig = withBlank();
    rig.columns.mapColumn({ position: 2, target: 'ignored' });
    rig.disconnect();
    rig.columns.mapColumn({ position: 0, target: 'phone' });
    rig.connect('Shop', LOYALTY, BIRTHDAY);
    rig.open('next-week.csv', HEADER);
    expect([rig.goals[1], rig.chosen(1)]).toEqual(['Loyalty', BLANK]);
  });
});
