import type { CountryCode } from 'libphonenumber-js/max';
import { FieldNames } from '../audience/field-names.ts';
import { listColumns, type MappedColumn } from '../audience/mapped-column.ts';
import { suggestionsFor } from '../audience/suggestions.ts';
import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { Head } from '../contract/reading.ts';
import { unlistedSystemFields } from '../listrak/contact-values.ts';

/**
 * Asks of columns that are matched to nothing whether they are meant for the phone or a field, with the option that says
 * so; by their positions. What no option could say is not asked. Of columns that are meant for a system field that the account
 * does not list it says how that can be changed.
 */
export function mapAdvice(
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
  country: CountryCode,
): Map<number, string> {
  const names = new FieldNames(fields);
  const canBeSaid = (name: string) => !name.includes('=') && names.named(name) !== 'several';
  const advice = new Map<number, string>();
  // A file that was judged has its phone, so that no cell tells anything.
  for (const [position, suggestions] of suggestionsFor(columns, fields, [], country)) {
    const meant = suggestions
      .filter(({ name }) => canBeSaid(name))
      .map(({ name }) => `${name} (${mapOption(columns[position]!.header, name)})`);
    if (meant.length > 0) advice.set(position, `Is it ${meant.join(' or ')}?`);
  }
  const unlisted = new FieldNames(fields.length > 0 ? unlistedSystemFields(fields) : []);
  for (const { position, header, named, role } of columns) {
    const meant = named && role === 'unmatched' ? unlisted.meantBy(header) : undefined;
    if (typeof meant === 'object') {
      const words = `The account does not list ${meant.field.name}: --contact-by-contact changes it one contact at a time.`;
      advice.set(position, words);
    }
  }
  return advice;
}

/** Says of a file without a phone which columns are likely to be it. */
export function withLikelyPhones(
  noPhone: AppError,
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
  { preview, suggestedHeaderRow }: Head,
  country: CountryCode,
): AppError {
  // Where the header seems to be elsewhere, these are no columns to choose from.
  if (suggestedHeaderRow !== null) return noPhone;
  const rows = preview.map(({ cells }) => cells);
  const likely = [...suggestionsFor(columns, fields, rows, country)]
    .filter(([, [first]]) => first?.target === 'phone')
    .map(([position]) => columns[position]!)
    .filter((column) => !column.named || listColumns([column]) === column.header)
    .map(({ header }) => `“${header}” (${mapOption(header, 'Phone')})`);
  if (likely.length === 0) return noPhone;
  const { hint, ...failure } = noPhone.toFailure();
  return new AppError({ ...failure, hint: `The phone is likely ${likely.join(' or ')}. ${hint}` });
}

/** The option as it is typed in a shell, which must take nothing in a file's header for a command. */
function mapOption(column: string, target: string): string {
  // In names a space stands for a line break as well.
  const pair = `${column}=${target}`.replace(/[\r\n]+/g, ' ');
  return /["$`\\!]/.test(pair) ? `--map '${pair.replaceAll("'", "'\\''")}'` : `--map "${pair}"`;
}
