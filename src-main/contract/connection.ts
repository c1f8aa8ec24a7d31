import { z } from 'zod';
import { failureSchema } from './failure.ts';
import { profileFieldSchema } from './profile-field.ts';

/** The built-in account that needs no credentials. */
export const PRACTICE_ACCOUNT = 'practice';

export const senderCodeSchema = z.strictObject({
  id: z.int(),
  code: z.string(),
  country: z.string().nullable(),
  merchant: z.string(),
});
export type SenderCode = z.infer<typeof senderCodeSchema>;

/** The accounts that the keychain holds, by name; the practice account is always there besides. */
export const accountsSchema = z.strictObject({
  names: z.array(z.string()),
  /** `memory`: no keychain could be reached, so credentials are forgotten when the app is closed. */
  keptIn: z.enum(['system', 'memory', 'opening']),
  /** Why there is no keychain, or why it cannot be read just now. */
  why: z.string().nullable(),
});
export type AccountsState = z.infer<typeof accountsSchema>;

/** What there is of a connection to one sender code of one account. */
export const connectionSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('none') }),
  z.strictObject({ status: z.literal('connecting'), account: z.string() }),
  z.strictObject({ status: z.literal('failed'), account: z.string(), failure: failureSchema }),
  /** Signed in; the account has several sender codes, and none is chosen yet. */
  z.strictObject({
    status: z.literal('choosing'),
    account: z.string(),
    host: z.string(),
    senderCodes: z.array(senderCodeSchema),
  }),
  z.strictObject({
    status: z.literal('connected'),
    account: z.string(),
    /** Whom the tool speaks with, as in `api.listrak.com`. */
    host: z.string(),
    senderCodes: z.array(senderCodeSchema),
    senderCode: senderCodeSchema,
    /** Those that an account does not list are among them only while they are changed contact by contact. */
    fields: z.array(profileFieldSchema),
    /** The names of the system fields that the account does not list among its profile fields. */
    unlisted: z.array(z.string()),
    /** Whether those are changed contact by contact. */
    byContact: z.boolean(),
  }),
]);
export type ConnectionState = z.infer<typeof connectionSchema>;
