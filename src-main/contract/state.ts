import { z } from 'zod';
import {
  consentSchema,
  fileSchema,
  mappingSchema,
  optOutsSchema,
  progressSchema,
  recentFileSchema,
  rememberedSchema,
  reviewStateSchema,
  rulesSchema,
} from './audience.ts';
import { accountsSchema, connectionSchema } from './connection.ts';
import { consentFileSchema } from './consent.ts';
import { historySchema, sendingSchema } from './sending.ts';
import { stepSchema } from './steps.ts';
import { unfinishedSchema } from './unfinished.ts';

/**
 * All that the page shows, but for rows and requests, which it asks for page by page. The main process is the only
 * source of truth: it sends a whole new snapshot whenever anything changes.
 */
export const stateSchema = z.strictObject({
  step: stepSchema,
  /** Steps that were looked at since what they show last changed. */
  seen: z.array(stepSchema),
  accounts: accountsSchema,
  connection: connectionSchema,
  recentFiles: z.array(recentFileSchema),
  file: fileSchema,
  mapping: mappingSchema,
  remembered: rememberedSchema,
  consent: consentSchema,
  consentFile: consentFileSchema,
  rules: rulesSchema,
  review: reviewStateSchema,
  /** A search through the rows that is under way, and what it has found so far. */
  finding: z.strictObject({ layout: z.int(), count: z.int(), ...progressSchema.shape }).nullable(),
  /** The rows left out are being saved. */
  saving: progressSchema.nullable(),
  optOuts: optOutsSchema,
  /** A call to Listrak failed for a passing reason, and is tried again then. */
  waiting: z.strictObject({ why: z.string(), until: z.string() }).nullable(),
  sending: sendingSchema,
  history: historySchema,
  unfinished: unfinishedSchema,
});
export type State = z.infer<typeof stateSchema>;
