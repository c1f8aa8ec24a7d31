import { z } from 'zod';
import { excelDamageSchema, problemSchema } from './column-summary.ts';
import { dataTypeSchema } from './profile-field.ts';
import { COLUMN_ROLES } from './review.ts';

/** How the values of a column fit what it becomes. */
export const FITS = ['all', 'some', 'none', 'noValues', 'notSent'] as const;

export const checkedColumnSchema = z.strictObject({
  header: z.string(),
  role: z.enum(COLUMN_ROLES),
  field: z
    .strictObject({ id: z.int(), name: z.string(), dataType: dataTypeSchema, maxLength: z.int().nullable() })
    .nullable(),
  /** The value that every row gets, of a column that is not in the file. */
  constant: z.string().nullable(),
  note: z.string().nullable(),
  fit: z.enum(FITS),
  filled: z.int(),
  blank: z.int(),
  adjusted: z.int(),
  invalid: z.int(),
  problems: z.array(problemSchema.pick({ code: true, count: true })),
  excel: z.array(z.strictObject({ kind: excelDamageSchema, count: z.int(), repaired: z.boolean() })),
  /** For each example row in turn: the cell, and what would be sent of it; null where nothing is. */
  examples: z.array(z.strictObject({ row: z.int(), value: z.string(), sent: z.string().nullable() })),
});
export type CheckedColumn = z.infer<typeof checkedColumnSchema>;

/** Whether a file's columns fit an account's profile fields, and what would be sent for some rows; who opted in aside. */
export const fieldCheckSchema = z.strictObject({
  file: z.string(),
  account: z.string().nullable(),
  senderCode: z.string().nullable(),
  rows: z.int(),
  columns: z.array(checkedColumnSchema),
  /** Enabled profile fields that no column goes to. */
  unusedFields: z.array(z.strictObject({ id: z.int(), name: z.string(), dataType: dataTypeSchema })),
});
export type FieldCheck = z.infer<typeof fieldCheckSchema>;
