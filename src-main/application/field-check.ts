import type { CheckedColumn, FieldCheck } from '../contract/field-check.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { AudienceReader, ExampleRow } from './ports.ts';
import type { ReviewedFile } from './review.ts';

const EXAMPLE_ROWS = 3;

/** Whose fields they are; null where they came from a file. */
export interface FieldsOwner {
  account: string;
  senderCode: string;
}

/**
 * Checks whether a reviewed file's columns fit the profile fields, and what would be sent for three rows.
 * @throws AppError `file.*`
 */
export async function checkFields(
  reader: AudienceReader,
  { review, columns }: ReviewedFile,
  fields: readonly ProfileField[],
  owner: FieldsOwner | null,
): Promise<FieldCheck> {
  const rows = await reader.exampleRows(EXAMPLE_ROWS);
  const { headerRow } = review.file;
  const used = new Set(columns.map(({ field }) => field?.id));
  return {
    file: review.file.name,
    account: owner?.account ?? null,
    senderCode: owner?.senderCode ?? null,
    rows: review.rows.total,
    columns: review.columns.map(({ header, role, note, constant, summary }, place): CheckedColumn => {
      const field = columns[place]?.field ?? null;
      const { filled = 0, blank = 0, adjusted = 0, invalid = 0, problems = [], excel = [] } = summary ?? {};
      return {
        header,
        role,
        field: field && {
          id: field.id,
          name: field.name,
          dataType: field.dataType,
          maxLength: field.maxLength,
        },
        constant,
        // Letters are no names to go by.
        note: note ?? (role === 'unmatched' && headerRow === null ? 'The column has no name.' : null),
        fit: fitOf(role, constant, filled, invalid),
        filled,
        blank,
        adjusted,
        invalid,
        problems: problems.map(({ code, count }) => ({ code, count })),
        excel,
        examples: rows.map((row) => exampleOf(row, place)),
      };
    }),
    unusedFields: fields
      .filter(({ id, disabled }) => !disabled && !used.has(id))
      .map(({ id, name, dataType }) => ({ id, name, dataType })),
  };
}

function fitOf(
  role: CheckedColumn['role'],
  constant: string | null,
  filled: number,
  invalid: number,
): CheckedColumn['fit'] {
  if (role !== 'field' && role !== 'phone') return 'notSent';
  if (constant !== null) return 'all';
  if (filled === 0) return 'noValues';
  if (invalid === 0) return 'all';
  return invalid >= filled ? 'none' : 'some';
}

function exampleOf({ fileRow, cells, sent }: ExampleRow, place: number): CheckedColumn['examples'][number] {
  return { row: fileRow, value: cells[place] ?? '', sent: sent[place] ?? null };
}
