import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { ColumnState } from '../../src-main/contract/audience.ts';
import { sessions } from './session.ts';

const on = sessions();

const HEADER = 'Mobile,Loyalty Teir,Birthday,Zip,Last Purchase Date,is_sms_opted_in';
const LINES = [
  '2015550123,Gold,1984-03-15,07030,45000,true',
  '2015550124,Silver,Mar-84,7030,45123,true',
  '2015550125,Bronze,1990-12-31,10001,45124,true',
  '2015550126,Bronze,1990-12-31,10002,45124,true',
];
const column = (header: string): ColumnState =>
  on.state.mapping.columns.find((one) => one.header === header)!;
const fieldNamed = (name: string): number => {
  const { connection } = on.state;
  const fields = connection.status === 'connected' ? connection.fields : [];
  return fields.find((field) => field.name === name)!.id;
};
/** Takes every first suggestion, as a user does who agrees. */
async function takeSuggestions() {
  for (const header of ['Mobile', 'Loyalty Teir', 'Zip']) {
    const { position, suggestions } = column(header);
    await on.done('mapColumn', { position, target: suggestions[0]!.target });
  }
  await on.reviewed();
}
const summaryOf = (header: string) => {
  const { review } = on.state;
  if (review.status !== 'done') throw new Error('There is no review');
  return review.review.columns.find((one) => one.header === header)!.summary!;
};
async function openDamaged(name = 'loyalty.csv') {
  await on.connectAndChoose(on.write(LINES, name, HEADER));
}

it('suggests what a column may be, and maps it only when told so', async () => {
  await openDamaged();
  expect(on.state.mapping.failure).toMatchObject({ code: 'mapping.noPhone' });
  expect(column('Mobile')).toMatchObject({
    role: 'unmatched',
    suggestions: [{ target: 'phone', because: 'alias' }],
  });
  expect(column('Loyalty Teir').suggestions).toMatchObject([{ name: 'Loyalty Tier', because: 'alike' }]);
  expect(column('Zip').suggestions).toMatchObject([{ name: 'Postal Code', because: 'alias' }]);
  await takeSuggestions();
  expect(on.state.mapping.failure).toBeNull();
  expect(column('Zip')).toMatchObject({ role: 'field', suggestions: [] });
});

it('tells what each column holds, and what a spreadsheet did to it', async () => {
  await openDamaged();
  await takeSuggestions();
  expect(summaryOf('Birthday')).toMatchObject({
    filled: 4,
    blank: 0,
    distinct: { count: 3, more: false },
    shortest: 6,
    longest: 10,
    invalid: 1,
    problems: [{ code: 'value.excelDamaged', count: 1, examples: [{ row: 3, value: 'Mar-84', sent: null }] }],
    excel: [{ kind: 'monthYear', count: 1, repaired: false }],
  });
  expect(summaryOf('Zip')).toMatchObject({
    adjusted: 1,
    excel: [{ kind: 'lostZeros', count: 1, repaired: true }],
  });
  expect(summaryOf('Last Purchase Date').excel).toEqual([{ kind: 'dateSerial', count: 4, repaired: true }]);
  expect(on.ready()).toBe(3);
});

it('sends a row without a value that cannot be used, if that is chosen for its column', async () => {
  await openDamaged();
  await takeSuggestions();
  const { position } = column('Birthday');
  await on.done('chooseColumnOptions', { position, dateOrder: null, badValue: 'sentBlank' });
  await on.reviewed();
  expect(on.ready()).toBe(4);
  expect(on.state.review).toMatchObject({
    review: { notes: expect.arrayContaining([{ code: 'value.sentBlank', count: 1, rows: [3] }]) },
  });
  expect(summaryOf('Birthday').invalid).toBe(1);
  const { layout } = await on.done('findRows', {
    revision: on.state.review.status === 'done' ? on.state.review.revision : 0,
    filter: { outcome: null, reason: 'value.sentBlank', search: '' },
  });
  const { rows } = await on.done('rows', { layout, from: 0, count: 10 });
  expect(rows).toMatchObject([{ fileRow: 3, cells: expect.arrayContaining(['Mar-84']) }]);
  expect(rows[0]!.sent[position]).toBe('');
});

it('sends one value for every row, which proves nothing for another value', async () => {
  await openDamaged();
  await takeSuggestions();
  const field = fieldNamed('Favorite Store');
  await on.done('setConstant', { field, value: ' Soho ' });
  await on.reviewed();
  expect(on.state.mapping.constants).toMatchObject([{ field, name: 'Favorite Store', value: 'Soho' }]);
  const preview = await on.done('previewImport', { what: 'push' });
  expect(preview.lines[0]).toMatch(/,Favorite Store$/);
  expect(preview.lines[1]).toMatch(/,Soho$/);
  expect(preview.mappings.at(-1)).toMatchObject({ segmentationFieldId: field, to: 'Favorite Store' });
  await on.sendSample();
  expect(on.state.sending.sample).toMatchObject({ upToDate: true });
  await on.done('setConstant', { field, value: 'Harlem' });
  await on.reviewed();
  expect(on.state.sending.sample).toMatchObject({ upToDate: false });
  await on.done('removeConstant', { field });
  await on.reviewed();
  expect(on.state.mapping.constants).toEqual([]);
});

it.each([
  ['Loyalty Points', 'many', 'mapping.badConstant'],
  ['Last Purchase Date', '2025-01-31', 'mapping.targetTaken'],
  ['Signup Date', '3/4/2025', 'mapping.badConstant'],
])('refuses for %s the value %s in every row', async (name, value, code) => {
  await openDamaged();
  await takeSuggestions();
  const known = on.state.connection.status === 'connected' ? on.state.connection.fields : [];
  const field =
    known.find((one) => one.name === name) ??
    known.find(({ dataType, id }) => dataType === 'Date' && id !== fieldNamed('Last Purchase Date'))!;
  // The birthday is the other Date field, and a column's already.
  const { position } = column('Birthday');
  if (field.name === 'Birthday') await on.done('mapColumn', { position, target: 'ignored' });
  expect(await on.refused('setConstant', { field: field.id, value })).toBe(code);
  expect(on.state.mapping.constants).toEqual([]);
});

it('remembers a mapping, and takes it up by itself for a file with the same columns at the next start', async () => {
  await openDamaged();
  await takeSuggestions();
  const { position } = column('Birthday');
  await on.done('chooseColumnOptions', { position, dateOrder: 'dayFirst', badValue: 'sentBlank' });
  await on.done('setConstant', { field: fieldNamed('Favorite Store'), value: 'Soho' });
  await on.done('rememberMapping', { name: 'Weekly' });
  expect(on.state.remembered.mappings).toMatchObject([{ name: 'Weekly', sameHeader: true }]);
  await on.start();
  await openDamaged('next-week.csv');
  await on.reviewed();
  expect(on.state.mapping).toMatchObject({
    failure: null,
    recalled: { mapping: { name: 'Weekly', changed: false }, notes: [] },
  });
  expect(column('Mobile').role).toBe('phone');
  expect(column('Birthday')).toMatchObject({ dateOrder: 'dayFirst', badValue: 'sentBlank' });
  expect(on.state.mapping.constants).toMatchObject([{ name: 'Favorite Store', value: 'Soho' }]);
  await on.done('mapByNames', null);
  expect(on.state.mapping).toMatchObject({ recalled: null, constants: [] });
  expect(column('Mobile').role).toBe('unmatched');
  // Not taken up again by a mere refresh, since the user said so.
  await on.done('refreshFields', null);
  expect(on.state.mapping.recalled).toBeNull();
});

it('renames, exports, deletes and imports a remembered mapping', async () => {
  await openDamaged();
  await takeSuggestions();
  await on.done('rememberMapping', { name: 'Weekly' });
  const { id } = on.state.remembered.mappings[0]!;
  await on.done('renameMapping', { id, name: 'Monthly' });
  expect(on.state.mapping.recalled).toMatchObject({ mapping: { name: 'Monthly' } });
  on.place = join(on.folder.path, 'monthly.json');
  expect(await on.done('exportMapping', { id })).toMatchObject({ savedAs: 'monthly.json' });
  expect(readFileSync(on.place, 'utf8')).toContain('"Loyalty Teir"');
  await on.done('deleteMapping', { id });
  expect(on.state).toMatchObject({ remembered: { mappings: [] }, mapping: { recalled: null } });
  expect(column('Mobile').role).toBe('phone');
  on.pickedMapping = on.place;
  expect(await on.done('importMapping', null)).toEqual({ name: 'Monthly' });
  await on.done('mapByNames', null);
  await on.done('useMapping', { id: on.state.remembered.mappings[0]!.id });
  expect(column('Mobile').role).toBe('phone');
  writeFileSync(on.place, '{"kind": "something else"}');
  expect(await on.refused('importMapping', null)).toBe('mapping.notAMapping');
});

it('tells which field of a remembered mapping was disabled in Listrak meanwhile', async () => {
  await openDamaged();
  await takeSuggestions();
  await on.done('rememberMapping', { name: 'Weekly' });
  const field = on.practice.company.field(fieldNamed('Postal Code'))!;
  field.statusFlag = 'Disabled';
  try {
    await on.done('refreshFields', null);
  } finally {
    field.statusFlag = 'Active';
  }
  expect(on.state.mapping.recalled).toMatchObject({
    mapping: { name: 'Weekly', changed: true },
    notes: [
      {
        text: '“Zip” went to the profile field “Postal Code”, which was disabled in Listrak; it is not sent until you choose.',
        column: column('Zip').position,
      },
    ],
  });
});

it('changes no remembered mapping while something is being sent', async () => {
  await openDamaged();
  await takeSuggestions();
  await on.done('rememberMapping', { name: 'Weekly' });
  await on.reviewed();
  const { remembered } = on.state;
  const { id } = remembered.mappings[0]!;
  on.practice.faults.add({ path: /ContactImport/, fault: { type: 'slow', milliseconds: 200 } });
  await on.done('sendSample', { rows: on.ready(), choice: on.state.sending.choice });
  for (const refused of [
    on.refused('renameMapping', { id, name: 'Monthly' }),
    on.refused('deleteMapping', { id }),
    on.refused('exportMapping', { id }),
    on.refused('importMapping', null),
    on.refused('rememberMapping', { name: 'Monthly' }),
  ]) {
    expect(await refused).toBe('sending.underWay');
  }
  await on.idle();
  expect(on.state.remembered).toEqual(remembered);
});

it('checks the fields, and puts the report onto the clipboard as text', async () => {
  await openDamaged();
  expect(await on.refused('checkFields', null)).toBe('sending.notReviewed');
  await takeSuggestions();
  const { check, text } = await on.done('checkFields', null);
  expect(check.columns.find(({ header }) => header === 'Zip')).toMatchObject({
    fit: 'all',
    field: { name: 'Postal Code' },
    examples: [
      { row: 2, value: '07030', sent: '07030' },
      { row: 4, value: '10001', sent: '10001' },
      { row: 5, value: '10002', sent: '10002' },
    ],
  });
  expect(check.columns.find(({ header }) => header === 'Birthday')).toMatchObject({
    fit: 'some',
    invalid: 1,
  });
  await on.done('copyText', { text });
  expect(on.copied).toContain('Birthday → Birthday (Date');
  expect(on.copied).toContain('1 of 4 values do not fit');
});
