import { z } from 'zod';
import { columnOptionsSchema } from './audience.ts';
import { consentFileChoiceSchema, meaningsSchema } from './consent.ts';
import { profileFieldSchema } from './profile-field.ts';
import { readingSchema } from './reading.ts';
import { COLUMN_ROLES } from './review.ts';

/** A column and what becomes of it, as it was decided when the run was planned. */
const plannedColumnSchema = z.strictObject({
  position: z.int(),
  header: z.string(),
  named: z.boolean(),
  role: z.enum(COLUMN_ROLES),
  field: profileFieldSchema.nullable(),
  note: z.string().nullable(),
  constant: z.string().nullable(),
  ...columnOptionsSchema.shape,
});

/** The rows of a sample: how many, and how they are chosen. */
export const sampleOrderSchema = z.strictObject({
  count: z.int(),
  choice: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('first') }),
    z.strictObject({ kind: z.literal('random'), seed: z.int() }),
    z.strictObject({ kind: z.literal('chosen'), places: z.array(z.int()) }),
  ]),
});

/** All that it takes to come to the same rows once more, from the same file. */
export const runPlanSchema = z.strictObject({
  path: z.string(),
  reading: readingSchema,
  /** The second file that says who opted in. */
  consentFile: z
    .strictObject({
      path: z.string(),
      choice: consentFileChoiceSchema,
      readAt: z.string(),
      sha256: z.string(),
    })
    .nullable(),
  columns: z.array(plannedColumnSchema),
  consent: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('column'), position: z.int(), meanings: meaningsSchema }),
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({ kind: z.literal('unanswered') }),
  ]),
  country: z.string(),
  keep: z.enum(['first', 'last']),
  /** ISO date. */
  today: z.string(),
});
export type RunPlan = z.infer<typeof runPlanSchema>;
