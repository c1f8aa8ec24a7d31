import { describe, expect, it } from 'vitest';
import { checkFields } from '../../../src-main/application/field-check.ts';
import { fieldCheckText } from '../../../src-main/application/field-check-text.ts';
import type { AudienceReader, ReviewRequest } from '../../../src-main/application/ports.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import type { ColumnSummary } from '../../../src-main/contract/column-summary.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import type { Review } from '../../../src-main/contract/review.ts';
import { field } from '../audience/review-text.ts';

const EMPTY: ColumnSummary = {
  ...{ filled: 0, blank: 0, distinct: { count: 0, more: false }, shortest: null, longest: null },
  ...{ adjusted: 0, invalid: 0, problems: [], excel: [], dates: null },
};
const NO_ROWS = { exampleRows: async () => [] } as unknown as AudienceReader;

/** The check of a file with this header, without example rows. */
async function checked(
  header: readonly string[],
  fields: readonly ProfileField[],
  { headerRow = 1, summary = EMPTY }: { headerRow?: number | null; summary?: ColumnSummary } = {},
) {
  const columns = mapColumns(header, fields);
  const review = {
    file: { name: 'a.csv', headerRow },
    columns: columns.map((column) => ({ ...column, summary })),
    rows: { total: 1 },
  } as unknown as Review;
  return await checkFields(
    NO_ROWS,
    { review, columns, fields: [], request: {} as ReviewRequest },
    fields,
    null,
  );
}
/** What the text says under a column's header. */
const linesOf = (text: string, header: string) =>
  text.split('\n\n').find((part) => part.startsWith(`${header} →`))!;

describe('the field check as text', () => {
  it('says how to add the field of a column that lacks one', async () => {
    const text = fieldCheckText(await checked(['Phone', 'Shoe Size'], []));
    expect(linesOf(text, 'Shoe Size')).toContain('not sent: no profile field of that name');
    expect(linesOf(text, 'Shoe Size')).toContain('2. Add a field named “Shoe Size”');
  });

  it.each([
    ['Old Field', 'is disabled in Listrak'],
    ['tier', 'Another column already goes to “Tier”'],
    ['C', 'The column has no name'],
    ['Twice', 'Several profile fields have this name'],
  ])('does not tell to add a field for “%s”, but why it is not sent: %s', async (header, why) => {
    const fields = [
      field('Old Field', 'Text', { disabled: true }),
      field('Tier'),
      field('Twice', 'Text', { id: 1 }),
      field('Twice', 'Text', { id: 2 }),
    ];
    const text = fieldCheckText(await checked(['Phone', 'Old Field', '', 'Tier', 'tier', 'Twice'], fields));
    expect(linesOf(text, header)).toMatch(/ → not sent$/m);
    expect(linesOf(text, header)).toContain(why);
    expect(text).not.toContain('Add a field');
  });

  it('gives no letter as the name of a new field where the file has no header', async () => {
    const check = await checked(['A', 'B'], [field('Tier')], { headerRow: null });
    expect(check.columns[1]).toMatchObject({ role: 'unmatched', note: 'The column has no name.' });
    expect(fieldCheckText(check)).not.toContain('Add a field');
  });

  it('tells an account without enabled fields from one whose fields all get values', async () => {
    const none = await checked(['Phone', 'Tier'], [field('Tier', 'Text', { disabled: true })]);
    expect(fieldCheckText(none)).toMatch(/There is no enabled profile field\.$/);
    const all = await checked(['Phone', 'Tier'], [field('Tier')]);
    expect(fieldCheckText(all)).toMatch(/No enabled profile field is left over\.$/);
    const some = await checked(['Phone', 'Tier'], [field('Tier'), field('Points', 'Number')]);
    expect(fieldCheckText(some)).toMatch(/Profile fields that no column goes to: Points \(Number\)\.$/);
  });

  it('says of what a spreadsheet did whether it is undone', async () => {
    const excel = [true, false].map((repaired) => ({ kind: 'lostZeros' as const, count: 2, repaired }));
    const summary = { ...EMPTY, filled: 9, excel };
    const text = fieldCheckText(await checked(['Phone', 'Tier'], [field('Tier')], { summary }));
    expect(text).toContain('dropped them. 2 values: put back.');
    expect(text).toContain('dropped them. 2 values: cannot be put back.');
  });

  it('asks what a column may be meant for before it tells to add a field', async () => {
    const advice = new Map([[1, 'Is it Tier?']]);
    const text = fieldCheckText(await checked(['Phone', 'Teir'], [field('Tier')]), advice);
    expect(linesOf(text, 'Teir').split('\n')).toEqual([
      expect.stringContaining('not sent: no profile field of that name'),
      '  Is it Tier? If not:',
      expect.stringMatching(/^ {2}1\. /),
      expect.stringContaining('Add a field named “Teir”'),
      expect.stringMatching(/^ {2}3\. /),
      '  0 filled, 0 blank.',
    ]);
  });

  it('asks it of a column that is kept back by something else, too, and then tells of no new field', async () => {
    const fields = [field('Tier', 'Text', { id: 1 }), field('Tier', 'Text', { id: 2 })];
    const text = fieldCheckText(await checked(['Phone', 'Tier'], fields), new Map([[1, 'Is it Rank?']]));
    expect(linesOf(text, 'Tier')).toMatch(/^ {2}Is it Rank\?$/m);
    expect(text).not.toContain('Add a field');
  });

  it.each([
    [1, '1 is adjusted.'],
    [2, '2 are adjusted.'],
  ])('counts %d adjusted values in good English', async (adjusted, words) => {
    const summary = { ...EMPTY, filled: 9, adjusted };
    const text = fieldCheckText(await checked(['Phone', 'Tier'], [field('Tier')], { summary }));
    expect(text).toContain(`All values fit. ${words}\n`);
  });

  it('has no space at the end of a line', async () => {
    const fields = [field('Tier')];
    expect(fieldCheckText(await checked(['Phone', 'Tier', 'Shoe Size'], fields))).not.toMatch(/ $/m);
  });
});
