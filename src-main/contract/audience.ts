import { z } from 'zod';
import { consentAnswerSchema, meaningsSchema } from './consent.ts';
import { failureSchema } from './failure.ts';
import { dataTypeSchema, profileFieldSchema } from './profile-field.ts';
import { headSchema, readingSchema, sourceSchema } from './reading.ts';
import { COLUMN_ROLES, reviewSchema } from './review.ts';
import { suggestionSchema } from './suggestion.ts';

/** A file that was opened before. Its path stays in the main process; the token stands for it. */
export const recentFileSchema = z.strictObject({ token: z.string(), name: z.string(), folder: z.string() });
export type RecentFile = z.infer<typeof recentFileSchema>;

/** How far a reading of the file is, in bytes of the file; 0 of 0 until that is known. */
export const progressSchema = z.strictObject({ bytes: z.int(), ofBytes: z.int() });

export const fileSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('none') }),
  z.strictObject({
    status: z.literal('opening'),
    name: z.string(),
    /** How it is to be read. */
    reading: readingSchema,
    ...progressSchema.shape,
  }),
  z.strictObject({
    status: z.literal('failed'),
    name: z.string(),
    failure: failureSchema,
    /** How it was to be read. */
    reading: readingSchema,
    /** Known where only its beginning cannot be read in this way: in another it may be. */
    source: sourceSchema.nullable(),
  }),
  z.strictObject({
    status: z.literal('open'),
    name: z.string(),
    reading: readingSchema,
    source: sourceSchema,
    head: headSchema,
  }),
]);
export type FileState = z.infer<typeof fileSchema>;

/** What the user may make of a column: leave it to its name, the phone, not sent, or a profile field by its id. */
export const columnTargetSchema = z.union([z.enum(['byName', 'phone', 'ignored']), z.int()]);
export type ColumnTarget = z.infer<typeof columnTargetSchema>;

/** What the user may decide for one column. */
export const columnOptionsSchema = z.strictObject({
  /** How its slashed dates are read, whatever they show themselves; null leaves it to them. */
  dateOrder: z.enum(['monthFirst', 'dayFirst']).nullable(),
  /** What becomes of a row in which its value cannot be used. */
  badValue: z.enum(['leavesRowOut', 'sentBlank']),
});
export type ColumnOptions = z.infer<typeof columnOptionsSchema>;

export const columnSchema = z.strictObject({
  position: z.int(),
  /** Trimmed; a nameless or repeated column goes by its letter. */
  header: z.string(),
  role: z.enum(COLUMN_ROLES),
  field: profileFieldSchema.nullable(),
  note: z.string().nullable(),
  target: columnTargetSchema,
  /** The first values that are not blank. */
  samples: z.array(z.string()),
  ...columnOptionsSchema.shape,
  /** What it may be meant for, while it is matched to nothing; best first. */
  suggestions: z.array(suggestionSchema),
});
export type ColumnState = z.infer<typeof columnSchema>;

/** One value for every row, in a profile field that no column of the file goes to. */
export const constantSchema = z.strictObject({
  field: z.int(),
  name: z.string(),
  dataType: dataTypeSchema,
  value: z.string(),
});

/** A sentence about something that was chosen or remembered and does not hold here. */
export const mappingNoteSchema = z.strictObject({
  text: z.string(),
  /** The position of the column, or else the id of the field with one value for every row, whose change settles it. */
  column: z.int().nullable(),
  constant: z.int().nullable(),
});
export type MappingNote = z.infer<typeof mappingNoteSchema>;

export const mappingSchema = z.strictObject({
  columns: z.array(columnSchema),
  constants: z.array(constantSchema),
  /** Where the choices come from and what of them does not hold; null where they are the user's, and all hold. */
  recalled: z
    .strictObject({
      /** The remembered mapping that they come from, and whether anything was changed since. */
      mapping: z.strictObject({ id: z.string(), name: z.string(), changed: z.boolean() }).nullable(),
      notes: z.array(mappingNoteSchema),
    })
    .nullable(),
  /** Why the file cannot be judged by this mapping, as when no column is the phone. */
  failure: failureSchema.nullable(),
});
export type MappingState = z.infer<typeof mappingSchema>;

/** The mappings that were named and kept for the account, those for the file's own columns first. */
export const rememberedSchema = z.strictObject({
  mappings: z.array(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** Whether it was kept for a file with the very columns of this one. */
      sameHeader: z.boolean(),
      /** How many columns it speaks of. */
      columns: z.int(),
      savedAt: z.string(),
    }),
  ),
  /** Why some of what was kept cannot be read. */
  failure: failureSchema.nullable(),
});
export type RememberedState = z.infer<typeof rememberedSchema>;

export const consentSchema = z.strictObject({
  /** The position of the column that says who opted in, or null where none does. */
  column: z.int().nullable(),
  /** What the user says that its answers mean, or null for the usual. */
  meanings: meaningsSchema.nullable(),
  /** The user accepts that nothing says who opted in. */
  withoutInformation: z.boolean(),
  /** The user accepts that Listrak cannot be asked who is opted out. */
  withoutOptOuts: z.boolean(),
});
export type ConsentState = z.infer<typeof consentSchema>;

export const rulesSchema = z.strictObject({
  /** Two-letter code of the country whose national numbers the file's phones are. */
  country: z.string(),
  /** Which of several ready rows with one phone is sent. */
  keep: z.enum(['first', 'last']),
});
export type RulesState = z.infer<typeof rulesSchema>;

/** Listrak's own opt-outs. `at` is an ISO time. */
export const optOutsSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('unread') }),
  z.strictObject({ status: z.literal('reading'), count: z.int() }),
  z.strictObject({ status: z.literal('read'), count: z.int(), at: z.string() }),
  z.strictObject({ status: z.literal('failed'), failure: failureSchema }),
]);
export type OptOutsState = z.infer<typeof optOutsSchema>;

export const reviewStateSchema = z.discriminatedUnion('status', [
  /** Something before it is missing: a connection, a file, or a mapping that works. */
  z.strictObject({ status: z.literal('none') }),
  z.strictObject({
    status: z.literal('reading'),
    bytes: z.int(),
    ofBytes: z.int(),
    startedAt: z.string(),
  }),
  z.strictObject({ status: z.literal('stopped') }),
  z.strictObject({ status: z.literal('failed'), failure: failureSchema }),
  z.strictObject({
    status: z.literal('done'),
    /** Changes whenever the outcome of any row may have changed. */
    revision: z.int(),
    review: reviewSchema,
    /** The opt-in column's commonest answers, commonest first; `otherAnswers` counts the rows with any other. */
    answers: z.array(consentAnswerSchema),
    otherAnswers: z.int(),
  }),
]);
export type ReviewState = z.infer<typeof reviewStateSchema>;
