import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import { type ColumnOptions, withOptions } from '../audience/column-options.ts';
import { type Constant, withConstants } from '../audience/constants.ts';
import {
  listColumns,
  type MappedColumn,
  type MappingChoices,
  mapColumns,
  type OptInChoice,
} from '../audience/mapping.ts';
import type { Keep } from '../audience/settle.ts';
import { type Meanings, USUAL_MEANINGS } from '../contract/consent.ts';
import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { Head, HeaderRow, Reading } from '../contract/reading.ts';
import type { Review } from '../contract/review.ts';
import type { AudienceReader, ReviewRequest, Watch } from './ports.ts';

/** What the user may say about how a file is to be read. */
export interface ReviewChoices {
  reading: Reading;
  mapping: MappingChoices;
  options: ReadonlyMap<string | number, ColumnOptions>;
  constants: readonly Constant[];
  optIn: OptInChoice;
  /** What the answers of the opt-in column mean, or null for the usual. */
  meanings: Meanings | null;
  /** Whether a consent file was read, that has to say yes as well. */
  usesConsentFile: boolean;
  /** The user accepts that nothing in the file says who opted in. */
  withoutConsentInformation: boolean;
  country: CountryCode;
  keep: Keep;
}

/** What decides how rows are judged, once the columns are mapped. */
export type JudgingChoices = Omit<ReviewChoices, 'reading' | 'mapping' | 'options' | 'constants' | 'optIn'>;

export interface ReviewedFile {
  review: Review;
  columns: MappedColumn[];
  /** The fields that will be sent, in the order of the file's columns. */
  fields: ProfileField[];
  /** By what its rows were judged. */
  request: ReviewRequest;
}

/**
 * Opens an audience file, maps its columns and judges every row.
 * @param today ISO date of the user's today.
 * @param onMapped awaited before rows are judged, as to read a consent file, which is joined to the audience's columns.
 * @throws AppError `file.*`, `mapping.*`, `country.unknown`
 */
export async function reviewFile(
  reader: AudienceReader,
  path: string,
  fields: readonly ProfileField[],
  choices: ReviewChoices,
  today: string,
  watch?: Watch,
  onMapped?: (header: readonly string[], columns: readonly MappedColumn[]) => Promise<void>,
): Promise<ReviewedFile & Pick<Head, 'suggestedHeaderRow'>> {
  const { beginning } = await reader.open(path, choices.reading, watch);
  if (beginning.failure !== null) throw new AppError(beginning.failure);
  const { header, suggestedHeaderRow } = beginning.head;
  const mapped = withOptions(mapColumns(header, fields, choices.mapping, choices.optIn), choices.options);
  const columns = withConstants(mapped, fields, choices.constants, today);
  if (!hasPhone(columns)) throw noPhone(columns, suggestedHeaderRow);
  refuseUnknownCountry(choices.country);
  await onMapped?.(header, mapped);
  return { ...(await reviewColumns(reader, columns, choices, today, watch)), suggestedHeaderRow };
}

/**
 * Judges every row of the file that is open, by columns that are mapped already.
 * @throws AppError `file.*`, `mapping.noPhone`, `country.unknown`
 */
export async function reviewColumns(
  reader: AudienceReader,
  columns: MappedColumn[],
  choices: JudgingChoices,
  today: string,
  watch?: Watch,
): Promise<ReviewedFile> {
  const { country, keep } = choices;
  refuseUnknownCountry(country);
  if (!hasPhone(columns)) throw noPhone(columns);
  const { usesConsentFile } = choices;
  const request = { columns, consent: consentOf(columns, choices), usesConsentFile, country, keep, today };
  return { review: await reader.review(request, watch), request, fields: fieldsOf(columns), columns };
}

function refuseUnknownCountry(country: string): void {
  if (isSupportedCountry(country)) return;
  throw new AppError({
    code: 'country.unknown',
    message: `“${country}” is not the code of a country. Nothing was sent.`,
    hint: 'Use a two-letter code such as US, CA or GB.',
  });
}

function hasPhone(columns: readonly MappedColumn[]): boolean {
  return columns.some(({ role }) => role === 'phone');
}

/**
 * Why a file of these columns cannot be judged.
 * @param suggestedHeaderRow where the header seems to be instead: then these are no columns to choose from.
 */
export function noPhone(
  columns: readonly MappedColumn[],
  suggestedHeaderRow: HeaderRow | null = null,
): AppError {
  const hint =
    suggestedHeaderRow === null
      ? `Say which column holds the phone, or which row names the columns, if it is another one. The columns are: ${listColumns(columns)}.`
      : suggestedHeaderRow === 'none'
        ? 'The first row looks like data: say that the file has no header, and which column holds the phone.'
        : `Row ${suggestedHeaderRow} looks like the header: say that it is, or which column holds the phone.`;
  return new AppError({
    code: 'mapping.noPhone',
    message:
      'None of the file’s columns is known to hold the phone, so nobody in it can be found in Listrak. Nothing was sent.',
    hint,
  });
}

/** The user's today, by this computer's calendar, as an ISO date. */
export function todayOf(now: Date): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** The mapped fields, in the order in which they stand in the uploaded file. */
function fieldsOf(columns: readonly MappedColumn[]): ProfileField[] {
  return columns.flatMap(({ role, field }) => (role === 'field' && field ? [field] : []));
}

function consentOf(
  columns: readonly MappedColumn[],
  choices: Pick<ReviewChoices, 'meanings' | 'usesConsentFile' | 'withoutConsentInformation'>,
): ReviewRequest['consent'] {
  const column = columns.find(({ role }) => role === 'optIn');
  if (column)
    return { kind: 'column', position: column.position, meanings: choices.meanings ?? USUAL_MEANINGS };
  return { kind: choices.usesConsentFile || choices.withoutConsentInformation ? 'none' : 'unanswered' };
}
