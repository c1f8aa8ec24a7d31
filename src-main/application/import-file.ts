import type { MappedColumn } from '../audience/mapping.ts';
import { lineWriter, normalisedHeader } from '../audience/normalised.ts';
import { AppError } from '../contract/failure.ts';
import { isByContact, type ProfileField } from '../contract/profile-field.ts';
import type { Review } from '../contract/review.ts';
import { choosePlaces, type SampleChoice } from '../delivery/sample.ts';
import { IMPORT_FORMAT } from '../listrak/assumptions.ts';
import { type ImportMapping, importMappings } from '../listrak/import-body.ts';
import type { AudienceReader, ReadyRow } from './ports.ts';
import type { ReviewedFile } from './review.ts';

/*
 * What an import consists of. Sending and previewing both ask here, so that what is shown is what goes.
 */

/** How many rows a sample has and how they are chosen; of chosen places the count is their number. */
export interface SampleOrder {
  count: number;
  choice: SampleChoice;
}

/** Reads the rows of a sample. @throws AppError `sample.*`, `file.*` */
export async function sampleRows(
  reader: AudienceReader,
  { review }: ReviewedFile,
  { count, choice }: SampleOrder,
): Promise<ReadyRow[]> {
  const places = choosePlaces(review.rows.ready, count, choice);
  if (places.length > 0) return await reader.readyRows(places);
  throw new AppError({
    code: 'sample.empty',
    message: 'The sample has no row. Nothing was sent.',
    hint: 'Choose at least one row that is ready.',
  });
}

/** The lines of an import's file, each with its line end: the header, then one for each row. */
export function importLines(columns: readonly MappedColumn[], rows: readonly ReadyRow[]): string[] {
  const write = lineWriter(columns, IMPORT_FORMAT);
  return [normalisedHeader(columns, IMPORT_FORMAT), ...rows.map(({ phone, values }) => write(phone, values))];
}

/**
 * The name under which an import's file is sent.
 * @param part its place among the imports of its purpose, from 0.
 */
export function importFileName(
  { file }: Review,
  runId: string,
  purpose: 'sample' | 'push',
  part: number,
): string {
  const stem = file.name.replace(/\.[^.]*$/, '').replace(/[^\w.-]+/g, '-');
  return `${stem}-${runId}-${purpose}-${part + 1}.csv`;
}

/** What Listrak is told of the file's columns, of the fields that are mapped. */
export function mappingsOf(fields: readonly ProfileField[]): ImportMapping[] {
  return importMappings(fields.filter((field) => !isByContact(field)).map(({ id }) => id));
}
