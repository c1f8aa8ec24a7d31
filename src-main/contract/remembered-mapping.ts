import { z } from 'zod';
import { columnOptionsSchema } from './audience.ts';
import { profileFieldSchema } from './profile-field.ts';

export const LONGEST_NAME = 100;

/** A profile field as it was when the mapping was kept. */
const keptFieldSchema = profileFieldSchema.pick({ id: true, name: true, dataType: true });
export type KeptField = z.infer<typeof keptFieldSchema>;

const keptColumnSchema = z.strictObject({
  /** Its name in the file, trimmed. A letter is none, since it means something else in another file. */
  header: z.string().trim().min(1),
  target: z.union([z.enum(['phone', 'ignored']), keptFieldSchema]),
  ...columnOptionsSchema.shape,
});
export type KeptColumn = z.infer<typeof keptColumnSchema>;

/** What the columns of a file become, as the user named and kept it for an account and for files with this header. */
export const rememberedMappingSchema = z.strictObject({
  id: z.uuid(),
  /** Whatever the case, no two mappings of one account have the same. */
  name: z.string().trim().min(1).max(LONGEST_NAME),
  account: z.string(),
  /** All names of the file's header, trimmed, in their order. */
  header: z.array(z.string().trim()),
  /** ISO times. One that was imported is used never until the user does so. */
  savedAt: z.iso.datetime(),
  usedAt: z.iso.datetime().nullable(),
  columns: z.array(keptColumnSchema).superRefine((columns, { addIssue }) => {
    const seen = new Set<string>();
    for (const { header } of columns) {
      if (seen.has(header))
        addIssue({ code: 'custom', message: `the column “${header}” stands in it twice` });
      seen.add(header);
    }
  }),
  constants: z.array(z.strictObject({ field: keptFieldSchema, value: z.string() })),
});
export type RememberedMapping = z.infer<typeof rememberedMappingSchema>;
