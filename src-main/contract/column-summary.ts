import { z } from 'zod';
import { noteCodeSchema, reasonCodeSchema } from './outcome.ts';

/** Distinct values are counted up to this many. */
export const MOST_DISTINCT = 1000;

/** What a spreadsheet does to values that it takes for something else. */
export const EXCEL_DAMAGE = [
  /** A long number in scientific notation: `1.23457E+15`. */
  'scientific',
  /** A long number whose digits after the fifteenth became zeros. */
  'roundedNumber',
  /** Leading zeros that are gone. */
  'lostZeros',
  /** A date as the number of its day: 45000. */
  'dateSerial',
  /** A date cut down to month and year: `Mar-84`. */
  'monthYear',
  /** An error instead of a value: `#N/A`. */
  'errorWord',
  /** `########`: a column too narrow for its values. */
  'tooNarrow',
] as const;
export const excelDamageSchema = z.enum(EXCEL_DAMAGE);
export type ExcelDamage = z.infer<typeof excelDamageSchema>;

export const problemSchema = z.strictObject({
  code: z.union([reasonCodeSchema, noteCodeSchema]),
  count: z.int(),
  /** The first five: row numbers as a spreadsheet counts them, the cell, and what would be sent of it, if anything. */
  examples: z.array(z.strictObject({ row: z.int(), value: z.string(), sent: z.string().nullable() })),
});
export type ColumnProblem = z.infer<typeof problemSchema>;

/**
 * What one column of the file holds, over all rows that are not malformed, whoever opted in. `filled` and `blank` count
 * cells; words for "nothing" are blank. Lengths are in characters, of filled cells without outer spaces.
 */
export const columnSummarySchema = z.strictObject({
  filled: z.int(),
  blank: z.int(),
  /** How many different values, at most `MOST_DISTINCT`; `more` says that there are more. */
  distinct: z.strictObject({ count: z.int(), more: z.boolean() }),
  shortest: z.int().nullable(),
  longest: z.int().nullable(),
  /** Cells whose value would be sent with another meaning than it stands there: repaired, padded, rounded. */
  adjusted: z.int(),
  /** Cells that break the rule of what the column becomes. */
  invalid: z.int(),
  /** Commonest first. */
  problems: z.array(problemSchema),
  /** A spreadsheet's marks, commonest first; each cell counts once. */
  excel: z.array(z.strictObject({ kind: excelDamageSchema, count: z.int(), repaired: z.boolean() })),
  /** Of a column that goes to a Date field: what its slashed dates show, and how they are read. */
  dates: z
    .strictObject({
      monthFirst: z.int(),
      dayFirst: z.int(),
      either: z.int(),
      read: z.enum(['monthFirst', 'dayFirst']),
      /** Whether its own dates, or the user, decided that. */
      decided: z.boolean(),
    })
    .nullable(),
});
export type ColumnSummary = z.infer<typeof columnSummarySchema>;
