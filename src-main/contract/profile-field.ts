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

/**
 * Whether a field can only be changed contact by contact: a system field that the account does not list among its profile
 * fields has no id at Listrak, and a negative one here.
 */
export function isByContact({ id }: Pick<ProfileField, 'id'>): boolean {
  return id < 0;
}
