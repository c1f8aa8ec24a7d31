import { z } from 'zod';

/** The four kinds of profile field that Listrak knows. Source: vendor spec, `PhoneAttribute`. */
export const DATA_TYPES = ['Text', 'Number', 'Checkbox', 'Date'] as const;
export const dataTypeSchema = z.enum(DATA_TYPES);
export type DataType = z.infer<typeof dataTypeSchema>;

/** One profile field of an account. `maxLength` counts characters and is null where Listrak gives none. */
export const profileFieldSchema = z.strictObject({
  id: z.int(),
  name: z.string(),
  dataType: dataTypeSchema,
  maxLength: z.int().nullable(),
  disabled: z.boolean(),
});
export type ProfileField = z.infer<typeof profileFieldSchema>;
