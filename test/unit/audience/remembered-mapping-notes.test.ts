import { describe, expect, it } from 'vitest';
import { withOptions } from '../../../src-main/audience/column-options.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import {
  broughtInto,
  fieldChanges,
  notRemembered,
  recall,
  rememberColumns,
} from '../../../src-main/audience/remembered-mapping.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import { POINTS, remembered, TIER } from './remembered.ts';

const SAFE = { dateOrder: null, badValue: 'leavesRowOut' } as const;
const kept = ({ id, name, dataType }: ProfileField) => ({ id, name, dataType });

it('each note of a recalled mapping knows whose change settles it', () => {
  const mapping = remembered(['Phone', 'Loyalty', 'Score', 'Gone'], {
    columns: [
      { header: 'Loyalty', target: kept(TIER), ...SAFE },
      { header: 'Score', target: kept(POINTS), ...SAFE },
      { header: 'Gone', target: 'ignored', ...SAFE },
    ],
    constants: [
      { field: { id: 70, name: 'Origin', dataType: 'Text' }, value: 'app' },
      { field: { id: 80, name: 'Store', dataType: 'Text' }, value: 'Soho' },
    ],
  });
  const fields: ProfileField[] = [
    { ...POINTS, dataType: 'Text' },
    { ...TIER, id: 71, name: 'origin', dataType: 'Date' },
  ];
  expect(recall(mapping, ['Phone', 'Loyalty', 'Score'], fields).notes).toEqual([
    { text: expect.stringMatching(/^“Points” was a Number field/), column: 2, constant: null },
    { text: expect.stringMatching(/^“Loyalty” went to/), column: 1, constant: null },
    { text: expect.stringMatching(/^The value for every row in “Origin”/), column: null, constant: 71 },
    { text: expect.stringMatching(/^The value for every row in “Store”/), column: null, constant: 80 },
    { text: 'Not in this file: “Gone”.', column: null, constant: null },
  ]);
});

describe('what cannot be remembered', () => {
  it('are columns that are sent and have no name of their own', () => {
    const header = ['Phone', 'Tier', '', 'Twice', 'Twice', ''];
    const choices = new Map<string | number, string | number>([
      [2, 8],
      [3, ''],
      [4, 'Phone'],
    ]);
    const columns = mapColumns(header, [TIER, POINTS], choices);
    expect(notRemembered(columns)).toEqual([
      {
        text: 'The column C is not remembered: it has no name of its own in the file.',
        column: 2,
        constant: null,
      },
      {
        text: 'The column E is not remembered: it has no name of its own in the file.',
        column: 4,
        constant: null,
      },
    ]);
    expect(rememberColumns(columns).columns).toMatchObject([{ header: 'Tier' }]);
  });
});

describe('a change of the account’s fields', () => {
  const header = ['Phone', 'Tier', 'Score'];
  const before = withOptions(
    mapColumns(header, [TIER, POINTS], new Map([['Score', 8]])),
    new Map([['Tier', { dateOrder: null, badValue: 'sentBlank' }]]),
  );
  /** What is said when the fields are these, and columns that were chosen for one that is gone go by their names. */
  const said = (...fields: ProfileField[]) => {
    const isThere = fields.some(({ id, disabled }) => id === 8 && !disabled);
    const after = mapColumns(header, fields, isThere ? new Map([['Score', 8]]) : new Map());
    return fieldChanges(before, after, fields).map(({ text, column }) => `${column}: ${text}`);
  };

  it('that changes nothing for a column is not told', () => {
    expect(said(TIER, POINTS)).toEqual([]);
    expect(said(POINTS, { ...TIER, maxLength: 20 }, { ...TIER, id: 9, name: 'New' })).toEqual([]);
  });

  it.each<[string, ProfileField[], string[]]>([
    [
      'is gone',
      [TIER],
      [
        '2: “Score” went to the profile field “Points”, which the account does not have any more; it is not sent until you choose.',
      ],
    ],
    [
      'was disabled',
      [TIER, { ...POINTS, disabled: true }],
      [
        '2: “Score” went to the profile field “Points”, which was disabled in Listrak; it is not sent until you choose.',
      ],
    ],
    ['was renamed', [TIER, { ...POINTS, name: 'Stars' }], ['2: “Points” was renamed to “Stars”.']],
    [
      'was renamed, and the column was matched by its name',
      [{ ...TIER, name: 'Level' }, POINTS],
      [
        '1: “Tier” went to the profile field “Tier”, which was renamed to “Level”; it is not sent until you choose.',
      ],
    ],
    [
      'has another type',
      [TIER, { ...POINTS, dataType: 'Text' }],
      ['2: “Points” was a Number field and is a Text field now: look at what its values come to.'],
    ],
    [
      'has another type, and something was chosen for its values',
      [{ ...TIER, dataType: 'Number' }, POINTS],
      [
        '1: “Tier” was a Text field and is a Number field now: look at what its values come to. What was chosen for its values is undone.',
      ],
    ],
    [
      'has a twin, so that its name does not tell which is meant',
      [TIER, { ...TIER, id: 70 }, POINTS],
      ['1: “Tier” went to the profile field “Tier”; it is not sent until you choose.'],
    ],
  ])('is told where a field %s', (_, fields, texts) => {
    expect(said(...fields)).toEqual(texts);
  });
});

describe('a mapping that is brought into another account', () => {
  const target = (field: ProfileField, fields: ProfileField[]) => {
    const mapping = {
      columns: [{ header: 'Loyalty', target: kept(field), ...SAFE }],
      constants: [{ field: kept(field), value: 'Gold' }],
    };
    const { columns, constants } = broughtInto(fields, mapping);
    expect(constants).toEqual([{ field: columns[0]!.target, value: 'Gold' }]);
    return columns[0]!.target;
  };

  it.each<[string, ProfileField[], number]>([
    [
      'the field of its name, though another has its id',
      [
        { ...TIER, name: 'Store' },
        { ...TIER, id: 99 },
      ],
      99,
    ],
    [
      'the field of its id, where the name agrees',
      [
        { ...TIER, id: 99 },
        { ...TIER, name: 'TIER' },
      ],
      7,
    ],
    ['no field, where only the id agrees', [{ ...TIER, name: 'Store' }], 0],
    [
      'no field, where several have its name',
      [
        { ...TIER, id: 98 },
        { ...TIER, id: 99 },
      ],
      0,
    ],
    ['no field, where that of its name is disabled', [{ ...TIER, id: 99, disabled: true }], 0],
  ])('goes to %s', (_, fields, id) => {
    expect(target(TIER, fields)).toEqual({ ...kept(TIER), id });
  });

  it('keeps what needs no field', () => {
    const columns = [{ header: 'Cell', target: 'phone' as const, ...SAFE }];
    expect(broughtInto([TIER], { columns, constants: [] })).toEqual({ columns, constants: [] });
  });
});
