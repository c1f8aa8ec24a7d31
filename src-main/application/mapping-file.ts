import { z } from 'zod';
import { AppError } from '../contract/failure.ts';
import { type RememberedMapping, rememberedMappingSchema } from '../contract/remembered-mapping.ts';

const KIND = 'listrak-profile-updater mapping';
const VERSION = 1;

const envelopeSchema = z.object({ kind: z.literal(KIND), version: z.int().min(1) });

const exportedSchema = rememberedMappingSchema.omit({ id: true, usedAt: true });
const mappingFileSchema = z.strictObject({ ...envelopeSchema.shape, mapping: exportedSchema });

/** A mapping as it is given to others. */
export type ExportedMapping = z.infer<typeof exportedSchema>;

/** A mapping as the text of a file, for people to read as well. */
export function mappingText({ id: _id, usedAt: _usedAt, ...mapping }: RememberedMapping): string {
  const file: z.infer<typeof mappingFileSchema> = { kind: KIND, version: VERSION, mapping };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** @throws AppError `mapping.notAMapping`, which says what is wrong. */
export function parseMappingText(text: string): ExportedMapping {
  let content: unknown;
  try {
    // Some editors begin a file with a byte order mark.
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw notAMapping('This is no mapping: it is not JSON.', error);
  }
  const envelope = envelopeSchema.safeParse(content);
  if (!envelope.success) throw notAMapping('This is no mapping that was exported here.', envelope.error);
  if (envelope.data.version > VERSION) {
    throw notAMapping(
      'This mapping was exported by a newer version of this app, which this one cannot read.',
    );
  }
  const file = mappingFileSchema.safeParse(content);
  if (file.success) return file.data.mapping;
  throw notAMapping(`This mapping is damaged: ${wordsOf(file.error.issues[0]!)}.`, file.error);
}

function wordsOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'custom') return issue.message;
  const place = z.core.toDotPath(issue.path);
  if (issue.code !== 'unrecognized_keys')
    return `what stands under “${place}” is missing or not as it should be`;
  const keys = issue.keys.map((key) => `“${key}”`).join(', ');
  return `${place === '' ? 'it' : `“${place}”`} has something that does not belong there: ${keys}`;
}

function notAMapping(message: string, cause?: unknown): AppError {
  return new AppError(
    {
      code: 'mapping.notAMapping',
      message: `${message} Nothing has changed.`,
      hint: 'Choose a file that was exported here, or export it again.',
    },
    { cause },
  );
}
