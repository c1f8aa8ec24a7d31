import { z } from 'zod';
import { failureSchema } from './failure.ts';

export const ENCODINGS = ['utf-8', 'windows-1252', 'utf-16le', 'utf-16be'] as const;
export const encodingSchema = z.enum(ENCODINGS);
export type Encoding = z.infer<typeof encodingSchema>;

export const DELIMITERS = [',', ';', '\t', '|'] as const;
export const delimiterSchema = z.enum(DELIMITERS);
export type Delimiter = z.infer<typeof delimiterSchema>;

/** A row's number as a spreadsheet counts them, blank lines too; `none` where the first row is data already. */
export const headerRowSchema = z.union([z.int().min(1).max(1000), z.literal('none')]);
export type HeaderRow = z.infer<typeof headerRowSchema>;

/** What the user says of how the file is to be read; null leaves it to what is found in the file. */
export const readingSchema = z.strictObject({
  encoding: encodingSchema.nullable(),
  delimiter: delimiterSchema.nullable(),
  headerRow: headerRowSchema.nullable(),
  /** Of a workbook: the sheet's name. */
  sheet: z.string().max(200).nullable(),
  /** The user expects that it unpacks to very much more than its size. */
  evenIfLarge: z.boolean(),
});
export type Reading = z.infer<typeof readingSchema>;

export const AS_FOUND: Reading = {
  encoding: null,
  delimiter: null,
  headerRow: null,
  sheet: null,
  evenIfLarge: false,
};

/** What a file is, before anything is made of its text. */
export const sourceSchema = z.strictObject({
  /** Size of the file as it lies on the disk. */
  bytes: z.int(),
  format: z.enum(['csv', 'xlsx']),
  /** What a text file is packed in; a workbook's own packing does not count. */
  compression: z.enum(['gzip', 'zip']).nullable(),
  /** Null for a workbook. */
  encoding: encodingSchema.nullable(),
  /** Whether the text says its encoding itself, by a byte order mark. */
  bom: z.boolean(),
  /** A workbook's sheets, in its own order; else none. */
  sheets: z.array(z.strictObject({ name: z.string(), hidden: z.boolean() })),
  /** The sheet that is read, or null where there are none. */
  sheet: z.string().nullable(),
});
export type Source = z.infer<typeof sourceSchema>;

/** What the beginning of the text tells. */
export const headSchema = z.strictObject({
  /** Null for a workbook. */
  delimiter: delimiterSchema.nullable(),
  /** The number of the header's row, or null where the first row is data already. */
  headerRow: z.int().nullable(),
  /** Where the header seems to be, if that is elsewhere. */
  suggestedHeaderRow: headerRowSchema.nullable(),
  /** Trimmed names; without a header row the columns' letters. */
  header: z.array(z.string()),
  /** The first rows under the header, with their numbers as a spreadsheet counts them. */
  preview: z.array(z.strictObject({ fileRow: z.int(), cells: z.array(z.string()) })),
});
export type Head = z.infer<typeof headSchema>;

/** A file whose beginning was read, or why it could not be, though the file itself could be opened. */
export const readHeadSchema = z.union([
  z.strictObject({ head: headSchema, failure: z.null() }),
  z.strictObject({ head: z.null(), failure: failureSchema }),
]);
export type HeadOrFailure = z.infer<typeof readHeadSchema>;
