import { z } from 'zod';
import { columnSummarySchema } from './column-summary.ts';
import { consentSummarySchema } from './consent.ts';
import { noteCodeSchema, reasonCodeSchema } from './outcome.ts';
import { dataTypeSchema } from './profile-field.ts';
import { headSchema, sourceSchema } from './reading.ts';

export const COLUMN_ROLES = ['phone', 'field', 'optIn', 'ignored', 'unmatched'] as const;

/** What one column of the audience file becomes. `header` is trimmed; a nameless column's is its letter. */
export const reviewedColumnSchema = z.strictObject({
  header: z.string(),
  role: z.enum(COLUMN_ROLES),
  field: z.strictObject({ id: z.int(), name: z.string(), dataType: dataTypeSchema }).nullable(),
  /** Why a column is not sent, where that needs saying: a disabled field, a field already taken, no name. */
  note: z.string().nullable(),
  /** The value that every row gets, of a column that is not in the file; else null. */
  constant: z.string().nullable(),
  /** What its cells hold; null for a column that is not in the file. */
  summary: columnSummarySchema.nullable(),
});
export type ReviewedColumn = z.infer<typeof reviewedColumnSchema>;

const counted = <T extends z.ZodType>(code: T) =>
  z.strictObject({
    code,
    count: z.int(),
    /** The first five row numbers as a spreadsheet counts them: the header is row 1. */
    rows: z.array(z.int()),
  });

export const fileFactsSchema = z.strictObject({
  name: z.string(),
  bytes: z.int(),
  format: sourceSchema.shape.format,
  encoding: sourceSchema.shape.encoding,
  delimiter: headSchema.shape.delimiter,
  compression: sourceSchema.shape.compression,
  sheet: sourceSchema.shape.sheet,
  /** The number of the header's row, or null where there is none and columns go by their letters. */
  headerRow: z.int().nullable(),
  header: z.array(z.string()),
  sha256: z.string(),
  /** Of a workbook's sheet: rows that are hidden, which are read all the same; formulas without a value, read as blank. */
  hiddenRows: z.int(),
  emptyFormulas: z.int(),
});
export type FileFacts = z.infer<typeof fileFactsSchema>;

export const rowCountsSchema = z.strictObject({
  total: z.int(),
  ready: z.int(),
  notOptedIn: z.int(),
  invalid: z.int(),
  duplicate: z.int(),
  malformed: z.int(),
  /** Of the ready rows, those with a value that was repaired, padded or rounded. */
  adjusted: z.int(),
});
export type RowCounts = z.infer<typeof rowCountsSchema>;

/** What the review of an audience file found. Every row is in exactly one outcome of `rows`. */
export const reviewSchema = z.strictObject({
  file: fileFactsSchema,
  columns: z.array(reviewedColumnSchema),
  rows: rowCountsSchema,
  reasons: z.array(counted(reasonCodeSchema)),
  notes: z.array(counted(noteCodeSchema)),
  /** Who opted in, by each source. */
  consent: consentSummarySchema,
});
export type Review = z.infer<typeof reviewSchema>;
