import { describe, expect, it } from 'vitest';
import { checkFields } from '../../../src-main/application/field-check.ts';
import { fieldCheckText } from '../../../src-main/application/field-check-text.ts';
import type { AudienceReader } from '../../../src-main/application/ports.ts';
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
  return await checkFields(NO_ROWS, { review, columns, fields: [] }, fields, null);
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
});
