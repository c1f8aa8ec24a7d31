import { describe, expect, it } from 'vitest';
import { noPhone } from '../../../src-main/application/review.ts';
import { mapColumns } from '../../../src-main/audience/mapping.ts';
import type { ProfileField } from '../../../src-main/contract/profile-field.ts';
import type { HeaderRow } from '../../../src-main/contract/reading.ts';
import { mapAdvice, withLikelyPhones } from '../../../src-main/headless/map-advice.ts';
import { field } from '../audience/review-text.ts';

describe('the advice on columns that are matched to nothing', () => {
  const adviceOn = (column: string, fields: readonly ProfileField[]) =>
    mapAdvice(mapColumns(['Phone', column], fields), fields, 'US').get(1);

  it.each([
    ['Zip', 'Postal Code', 'Is it Postal Code (--map "Zip=Postal Code")?'],
    ['dob', 'Birthday', 'Is it Birthday (--map "dob=Birthday")?'],
    ['Loyalty Teir', 'Loyalty Tier', 'Is it Loyalty Tier (--map "Loyalty Teir=Loyalty Tier")?'],
  ])('names for “%s” the field %s and the very option', (column, name, advice) => {
    expect(adviceOn(column, [field(name)])).toBe(advice);
  });

  it('names all fields that a column may be meant for', () => {
    expect(adviceOn('Loyalty Teir', [field('Loyalty Tier'), field('Loyalty Teirs')])).toBe(
      'Is it Loyalty Teirs (--map "Loyalty Teir=Loyalty Teirs") or Loyalty Tier (--map "Loyalty Teir=Loyalty Tier")?',
    );
  });

  it('is silent on a column that is like no field', () => {
    expect(adviceOn('Shoe Size', [field('Birthday')])).toBeUndefined();
  });

  it.each([
    ['a name that several fields have', [field('Tier', 'Text', { id: 1 }), field('Tier', 'Text', { id: 2 })]],
    ['a name with an equals sign', [field('Tier=')]],
  ])('is silent on what no option can say: %s', (_what, fields) => {
    expect(adviceOn('Teir', fields)).toBeUndefined();
  });

  it.each([
    ['$(Loyalty) Teir', '$(Loyalty) Tier', `--map '$(Loyalty) Teir=$(Loyalty) Tier'`],
    ["`Loyal's` Teir", "`Loyal's` Tier", `--map '\`Loyal'\\''s\` Teir=\`Loyal'\\''s\` Tier'`],
    ['"Loyalty" Teir', '"Loyalty" Tier', `--map '"Loyalty" Teir="Loyalty" Tier'`],
    ['Loyal\nTeir', 'Loyal Tier', '--map "Loyal Teir=Loyal Tier"'],
  ])('has no shell take anything in a name for a command: %s', (column, name, option) => {
    expect(adviceOn(column, [field(name)])).toContain(`(${option})`);
  });
});

describe('a file without a phone', () => {
  /** The hint for a file of these columns, with one row under them. */
  function hintOf(header: string[], cells: string[], suggestedHeaderRow: HeaderRow | null = null) {
    const columns = mapColumns(header, []);
    const preview = [{ fileRow: 2, cells }];
    const head = { delimiter: ',' as const, headerRow: 1, header, preview, suggestedHeaderRow };
    return withLikelyPhones(noPhone(columns), columns, [], head, 'US').hint;
  }
  const WHOLE = 'Say which column holds the phone';

  it('names the columns that are called so, and the option for each', () => {
    expect(hintOf(['Name', 'Mobile', 'Telephone'], ['Ann', '', ''])).toContain(
      `The phone is likely “Mobile” (--map "Mobile=Phone") or “Telephone” (--map "Telephone=Phone"). ${WHOLE}`,
    );
  });

  it('names a column whose values are phones', () => {
    expect(hintOf(['Name', 'Reach me at'], ['Ann', '7175550101'])).toContain(
      'The phone is likely “Reach me at” (--map "Reach me at=Phone").',
    );
    expect(hintOf(['Name', ''], ['Ann', '7175550101'])).toContain('“B” (--map "B=Phone")');
  });

  it('names none where none is likely', () => {
    expect(hintOf(['Name', 'Town'], ['Ann', 'York'])).toMatch(new RegExp(`^${WHOLE}`));
  });

  it('names none where the header seems to be in another row', () => {
    expect(hintOf(['Name', 'Mobile'], ['Ann', ''], 3)).toMatch(new RegExp(`^${WHOLE}`));
  });

  it('quotes no line of data that stands where the header should', () => {
    expect(hintOf(['Ann', '7175550102'], ['Bo', '7175550101'])).not.toContain('7175550102');
  });
});
