import { z } from 'zod';

/** What a column that was matched to nothing may be meant for; the user decides. */
export const suggestionSchema = z.strictObject({
  /** The phone, or a profile field by its id. */
  target: z.union([z.literal('phone'), z.int()]),
  /** The field's name, or `Phone`. */
  name: z.string(),
  /** The column's name is a usual word for it, or like its name, or the first rows hold such values. */
  because: z.enum(['alias', 'alike', 'values']),
});
export type Suggestion = z.infer<typeof suggestionSchema>;
