import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import { DEFAULT_YES } from '../audience/consent.ts';
import { listColumns, type MappedColumn, type MappingChoices, mapColumns } from '../audience/mapping.ts';
import type { Keep } from '../audience/settle.ts';
import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { Review } from '../contract/review.ts';
import type { AudienceReader, ReviewRequest, Watch } from './ports.ts';

/** What the user may say about how a file is to be read. */
export interface ReviewChoices {
  mapping: MappingChoices;
  /** The opt-in column and the answers that mean yes, or null to find it by name. */
  optIn: { column: string; yes: readonly string[] | null } | null;
  /** The user accepts that nothing in the file says who opted in. */
  withoutConsentInformation: boolean;
  country: CountryCode;
  keep: Keep;
}

export interface ReviewedFile {
  review: Review;
  columns: MappedColumn[];
  /** The fields that will be sent, in the order of the file's columns. */
  fields: ProfileField[];
}

/**
 * Opens an audience file, maps its columns and judges every row.
 * @param today ISO date of the user's today.
 * @throws AppError `file.*`, `mapping.*`, `country.unknown`
 */
export async function reviewFile(
  reader: AudienceReader,
  path: string,
  fields: readonly ProfileField[],
  choices: ReviewChoices,
  today: string,
  watch?: Watch,
): Promise<ReviewedFile> {
  if (!isSupportedCountry(choices.country)) {
    throw new AppError({
      code: 'country.unknown',
      message: `“${choices.country}” is not the code of a country. Nothing was sent.`,
      hint: 'Use a two-letter code such as US, CA or GB.',
    });
  }
  const { header } = await reader.open(path);
  const columns = mapColumns(header, fields, choices.mapping, choices.optIn?.column ?? null);
  if (!columns.some(({ role }) => role === 'phone')) {
    throw new AppError({
      code: 'mapping.noPhone',
      message:
        'None of the file’s columns is known to hold the phone, so nobody in it can be found in Listrak. Nothing was sent.',
      hint: `The first line must name the columns; say which one holds the phone. The columns are: ${listColumns(columns)}.`,
    });
  }
  const review = await reader.review(
    { columns, consent: consentOf(columns, choices), country: choices.country, keep: choices.keep, today },
    watch,
  );
  return { review, columns, fields: fieldsOf(columns) };
}

/** The mapped fields, in the order in which they stand in the uploaded file. */
function fieldsOf(columns: readonly MappedColumn[]): ProfileField[] {
  return columns.flatMap(({ role, field }) => (role === 'field' && field ? [field] : []));
}

function consentOf(columns: readonly MappedColumn[], choices: ReviewChoices): ReviewRequest['consent'] {
  const column = columns.find(({ role }) => role === 'optIn');
  if (column) return { kind: 'column', position: column.position, yes: choices.optIn?.yes ?? DEFAULT_YES };
  return { kind: choices.withoutConsentInformation ? 'none' : 'unanswered' };
}
