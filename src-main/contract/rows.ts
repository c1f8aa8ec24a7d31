import { z } from 'zod';
import { noteCodeSchema, outcomeSchema, reasonCodeSchema } from './outcome.ts';

/** Which rows of the review are looked at. */
export const rowFilterSchema = z.strictObject({
  outcome: outcomeSchema.nullable(),
  /** Why rows are left out, or what was noted of rows that are sent. */
  reason: z.union([reasonCodeSchema, noteCodeSchema]).nullable(),
  /** Found in any cell, without regard to case; digits are also looked for in the phone. '' finds all. */
  search: z.string().max(200),
});
export type RowFilter = z.infer<typeof rowFilterSchema>;

/** A reason or note of a row, and the column in whose cell it was found. */
const cellFindingSchema = z.strictObject({
  position: z.int(),
  code: z.union([reasonCodeSchema, noteCodeSchema]),
});
export type CellFinding = z.infer<typeof cellFindingSchema>;

/** One row of the review, as it stands in the file and as it would be sent. */
export const reviewedRowSchema = z.strictObject({
  /** Its place among all rows of the file, from 0. */
  row: z.int(),
  /** Its number in a spreadsheet: the header is row 1. */
  fileRow: z.int(),
  outcome: outcomeSchema,
  reasons: z.array(reasonCodeSchema),
  notes: z.array(noteCodeSchema),
  /** Where its reasons and notes were found, as far as they are about single cells. */
  findings: z.array(cellFindingSchema),
  /** As in the file, in the order of its columns; of a malformed row, its text as the first cell. */
  cells: z.array(z.string()),
  /** For each column what would be sent of it, or null where nothing is: not a mapped column, or a row left out. */
  sent: z.array(z.string().nullable()),
  /** Of whom Listrak itself holds as opted out: when (ISO time, or null) and its own word for why ('' for none). */
  optedOut: z.strictObject({ at: z.string().nullable(), why: z.string() }).optional(),
});
export type ReviewedRow = z.infer<typeof reviewedRowSchema>;

/** The most rows that one page may have. */
export const LARGEST_PAGE = 200;
