import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withOptions } from '../../../src-main/audience/column-options.ts';
import { withConstants } from '../../../src-main/audience/constants.ts';
import { type MappedColumn, mapColumns } from '../../../src-main/audience/mapping.ts';
import {
  type RecalledChoices,
  recall,
  rememberColumns,
} from '../../../src-main/audience/remembered-mapping.ts';
import { DATA_TYPES, type ProfileField } from '../../../src-main/contract/profile-field.ts';
import type { KeptColumn } from '../../../src-main/contract/remembered-mapping.ts';
import { POINTS, remembered, TIER } from './remembered.ts';
import { anyText } from './review-text.ts';
import { spelling } from './spellings.ts';

const TODAY = '2026-06-15';

type Target = KeptColumn['target'];

/** What a mapping with these columns makes of a file and an account, its constants given as value by field. */
function recalled(
  columns: Record<string, Target>,
  header: string[],
  fields: ProfileField[],
  constants: [Exclude<Target, string>, string][] = [],
): Omit<RecalledChoices, 'notes'> & { notes: string[] } {
  const kept = {
    columns: Object.entries(columns).map(([name, target]) => ({
      header: name,
      target: typeof target === 'string' ? target : known(target),
      dateOrder: null,
      badValue: 'sentBlank' as const,
    })),
    constants: constants.map(([target, value]) => ({ field: known(target), value })),
  };
  const { notes, ...choices } = recall(remembered(header, kept), header, fields);
  return { ...choices, notes: notes.map(({ text }) => text) };
}

function known({ id, name, dataType }: Exclude<Target, string>) {
  return { id, name, dataType };
}

/** The columns as they become with what was recalled, in the way the choices are used. */
function applied(
  { targets, options, constants }: Omit<RecalledChoices, 'notes'>,
  header: readonly string[],
  fields: readonly ProfileField[],
): MappedColumn[] {
  const choices = new Map(
    [...targets].map(([position, target]) => [
      position,
      target === 'phone' ? 'Phone' : target === 'ignored' ? '' : target,
    ]),
  );
  const columns = withOptions(
    mapColumns(header, fields, choices, null, () => {}),
    options,
  );
  return withConstants(columns, fields, constants, TODAY);
}

describe('recall', () => {
  it('finds columns by their trimmed names wherever they stand, and leaves new ones to theirs', () => {
    const header = ['Points', ' Level ', 'Cell', 'Junk'];
    const found = recalled({ Cell: 'phone', Level: TIER, Junk: 'ignored' }, header, [TIER, POINTS]);
    expect(found).toEqual({
      targets: new Map<number, unknown>([
        [2, 'phone'],
        [1, 7],
        [3, 'ignored'],
      ]),
      options: new Map([2, 1, 3].map((position) => [position, { dateOrder: null, badValue: 'sentBlank' }])),
      constants: [],
      notes: [],
    });
  });

  it('says in one note which columns are not in the file, and in one which are there several times', () => {
    const columns = { A: TIER, B: 'ignored', C: POINTS, level: 'phone' } as const;
    expect(recalled(columns, ['C', 'C', 'Level'], [TIER, POINTS])).toEqual({
      targets: new Map(),
      options: new Map(),
      constants: [],
      notes: ['Not in this file: “A”, “B”, “level”.', 'Over more than one column of this file: “C”.'],
    });
  });

  it('follows a field that has another name now', () => {
    const renamed = { ...TIER, name: 'Level' };
    const { targets, options, notes } = recalled({ Loyalty: TIER }, ['Loyalty'], [renamed]);
    expect([...targets]).toEqual([[0, 7]]);
    expect(options.size).toBe(1);
    expect(notes).toEqual(['“Tier” was renamed to “Level”.']);
  });

  it('takes a field of that name where the account has none of that id', () => {
    const { targets, notes } = recalled({ Loyalty: TIER }, ['Loyalty'], [{ ...TIER, id: 70, name: 'TIER ' }]);
    expect([...targets]).toEqual([[0, 70]]);
    expect(notes).toEqual([]);
  });

  it.each<[string, ProfileField]>([
    ['of that id', { ...TIER, dataType: 'Number' }],
    ['of that name', { ...TIER, id: 70, dataType: 'Number' }],
  ])(
    'says that the field %s has another type, and takes over no options that were for the former',
    (_, now) => {
      const { targets, options, notes } = recalled({ Loyalty: TIER }, ['Loyalty'], [now]);
      expect([...targets]).toEqual([[0, now.id]]);
      expect(options.size).toBe(0);
      expect(notes).toEqual([
        '“Tier” was a Text field and is a Number field now: look at what its values come to. What was chosen for its values is undone.',
      ]);
    },
  );

  it.each<[string, ProfileField[]]>([
    ['which the account does not have any more', [POINTS]],
    ['which was disabled in Listrak', [{ ...TIER, disabled: true }]],
    [
      'which was disabled in Listrak',
      [
        { ...TIER, disabled: true },
        { ...TIER, id: 70 },
      ],
    ],
    ['which was disabled in Listrak', [{ ...TIER, id: 70, disabled: true }]],
    [
      'whose name several fields have now',
      [
        { ...TIER, id: 70 },
        { ...TIER, id: 71 },
      ],
    ],
  ])('leaves a column to its name when its field is one %s', (why, fields) => {
    const { targets, options, notes } = recalled({ Loyalty: TIER }, ['Loyalty'], fields);
    expect(targets.size + options.size).toBe(0);
    expect(notes).toEqual([
      `“Loyalty” went to the profile field “Tier”, ${why}; it is not sent until you choose.`,
    ]);
  });

  it.each([
    ['Points', 'by its name it goes to “Points” now'],
    ['Phone', 'by its name it is the phone now'],
    ['SMS Opt In', 'by its name it says who opted in'],
  ])('says what the column “%s” is by its name once its field is gone', (name, what) => {
    const { notes } = recalled({ [name]: TIER }, [name], [POINTS]);
    expect(notes).toEqual([
      `“${name}” went to the profile field “Tier”, which the account does not have any more; ${what}.`,
    ]);
  });

  it('lets the first of two columns have the field, or be the phone, and says so', () => {
    const renumbered = { ...TIER, id: 70 };
    const columns = { A: TIER, B: renumbered, C: 'phone', D: 'phone', E: 'ignored', F: 'ignored' } as const;
    const { targets, notes } = recalled(columns, ['A', 'B', 'C', 'D', 'E', 'F'], [renumbered]);
    expect([...targets]).toEqual([
      [0, 70],
      [2, 'phone'],
      [4, 'ignored'],
      [5, 'ignored'],
    ]);
    expect(notes).toEqual([
      '“B” went to the profile field “Tier”, to which “A” goes already; it is not sent until you choose.',
      '“D” went to the phone, to which “C” goes already; it is not sent until you choose.',
    ]);
  });

  describe('a value for every row', () => {
    it('goes to its field, whatever that is called now', () => {
      const { constants, notes } = recalled({}, ['A'], [{ ...TIER, name: 'Level' }], [[TIER, 'Gold']]);
      expect(constants).toEqual([{ field: 7, value: 'Gold' }]);
      expect(notes).toEqual(['“Tier” was renamed to “Level”.']);
    });

    it.each<[string, Record<string, Target>, string[], ProfileField[]]>([
      [', which the account does not have any more, is left out.', {}, ['A'], [POINTS]],
      [', which was disabled in Listrak, is left out.', {}, ['A'], [{ ...TIER, disabled: true }]],
      [' is left out: the column “A” goes there.', { A: TIER }, ['A'], [TIER]],
      [' is left out: the column “tier” goes there.', {}, ['A', 'tier'], [TIER]],
      [
        ' is left out: “Tier” was a Text field and is a Date field now.',
        {},
        ['A'],
        [{ ...TIER, dataType: 'Date' }],
      ],
    ])('“The value for every row in “Tier”%s”', (why, columns, header, fields) => {
      const { constants, notes } = recalled(columns, header, fields, [[TIER, 'Gold']]);
      expect(constants).toEqual([]);
      expect(notes).toEqual([`The value for every row in “Tier”${why}`]);
    });

    it('is one alone for a field', () => {
      const constants: [Exclude<Target, string>, string][] = [
        [TIER, 'Gold'],
        [{ ...TIER, id: 1 }, 'Silver'],
      ];
      const found = recalled({}, ['A'], [TIER], constants);
      expect(found.constants).toEqual([{ field: 7, value: 'Gold' }]);
      expect(found.notes).toEqual(['The value for every row in “Tier” is left out: it has one already.']);
    });
  });

  const account = fc
    .uniqueArray(
      fc.record({
        id: fc.integer({ min: 1, max: 9 }),
        name: fc.oneof(spelling, anyText),
        dataType: fc.constantFrom(...DATA_TYPES),
        disabled: fc.boolean(),
      }),
      { selector: ({ id }) => id, maxLength: 7 },
    )
    .map((fields) => fields.map((one): ProfileField => ({ ...one, maxLength: null })));
  const header = fc.array(
    fc.oneof(
      spelling,
      anyText.map((name) => name.trim()),
    ),
    { maxLength: 7 },
  );
  const options = fc.record({
    dateOrder: fc.constantFrom('monthFirst' as const, 'dayFirst' as const, null),
    badValue: fc.constantFrom('leavesRowOut' as const, 'sentBlank' as const),
  });

  it('gives the same columns back for the same file and account, and has nothing to say', () => {
    const wish = fc.record({
      place: fc.nat({ max: 6 }),
      to: fc.constantFrom('Phone', '', 0, 1, 2, 3),
      options,
    });
    fc.assert(
      fc.property(header, account, fc.array(wish), fc.nat({ max: 6 }), (names, fields, wishes, constant) => {
        const enabled = fields.filter(({ disabled }) => !disabled);
        const choices = new Map<number, string | number>();
        const chosenOptions = new Map<number, (typeof wishes)[number]['options']>();
        for (const { place, to, options } of wishes) {
          const isNamed = names[place] && names.indexOf(names[place]) === names.lastIndexOf(names[place]);
          const target = typeof to === 'number' ? enabled[to]?.id : to;
          const isFree = target === '' || ![...choices.values()].includes(target ?? '');
          if (!isNamed || target === undefined || !isFree) continue;
          choices.set(place, target);
          chosenOptions.set(place, options);
        }
        // What several columns may be is for the user to say before anything can be kept.
        let several = false;
        const byNames = mapColumns(names, fields, choices, null, () => {
          several = true;
        });
        fc.pre(!several);
        const ofFile = withOptions(byNames, chosenOptions);
        const spare = enabled.filter(({ id }) => !ofFile.some((column) => column.field?.id === id));
        const texts = spare.filter(({ dataType }) => dataType === 'Number').slice(0, constant);
        const constants = texts.map(({ id }) => ({ field: id, value: '12' }));
        const columns = withConstants(ofFile, fields, constants, TODAY);
        const found = recall(remembered(names, rememberColumns(columns)), names, fields);
        expect(found.notes).toEqual([]);
        const again = applied(found, names, fields);
        const essence = (all: MappedColumn[]) =>
          all.map(({ role, field, constant }) => ({ role, field, constant }));
        expect(essence(again)).toEqual(essence(columns));
        for (const [place, chosen] of chosenOptions) expect(again[place]).toMatchObject(chosen);
      }),
    );
  });

  it('goes only to what is there, enabled and free, whatever the mapping, the file and the account', () => {
    const kept = fc.record({
      id: fc.integer({ min: 0, max: 9 }),
      name: fc.oneof(spelling, anyText),
      dataType: fc.constantFrom(...DATA_TYPES),
    });
    const columns = fc.array(
      fc
        .tuple(
          fc.oneof(spelling, anyText),
          fc.oneof(fc.constantFrom('phone' as const, 'ignored' as const), kept),
          options,
        )
        .map(([name, target, chosen]) => ({ header: name, target, ...chosen })),
    );
    const constants = fc.array(fc.record({ field: kept, value: fc.constant('12') }), { maxLength: 4 });
    fc.assert(
      fc.property(columns, constants, header, account, (columns, constants, names, fields) => {
        const mapping = { ...remembered([], { columns: [], constants: [] }), columns, constants };
        const found = recall(mapping, names, fields);
        const goals = [...found.targets.values()].filter((target) => target !== 'ignored');
        const taken = [...goals, ...found.constants.map(({ field }) => field)];
        expect(new Set(taken).size).toBe(taken.length);
        for (const target of taken) {
          if (target !== 'phone') expect(fields.find(({ id }) => id === target)?.disabled).toBe(false);
        }
        for (const position of [...found.targets.keys(), ...found.options.keys()]) {
          expect(names.filter((name) => name === names[position])).toHaveLength(1);
        }
        // A value may still be none for its field; what it goes to is never refused.
        const choices = { ...found, constants: [] };
        const mapped = applied(choices, names, fields);
        expect(
          mapped.filter((column) => found.constants.some(({ field }) => column.field?.id === field)),
        ).toEqual([]);
      }),
    );
  });
});
