import { z } from 'zod';
import { failureSchema } from './failure.ts';

/** One distinct answer of a column that says who opted in. `shown` is '' for blank. */
export const consentAnswerSchema = z.strictObject({
  shown: z.string(),
  count: z.int(),
  means: z.enum(['yes', 'no', 'unknown']),
});
export type ConsentAnswer = z.infer<typeof consentAnswerSchema>;

/** The answers that mean yes and those that mean no; every other is unknown. */
export const meaningsSchema = z.strictObject({ yes: z.array(z.string()), no: z.array(z.string()) });
export type Meanings = z.infer<typeof meaningsSchema>;

/**
 * What answers mean unless the user says otherwise. Only the plainest words are a yes. More are a plain no: it makes no
 * difference to whoever says it, but is believed of a phone in a row that cannot be read otherwise.
 */
export const USUAL_MEANINGS: Meanings = {
  yes: ['true', 'yes', 'y', '1', 't', 'opted in'],
  no: [
    'false',
    'no',
    'n',
    '0',
    'f',
    'opted out',
    'opted-out',
    'opted_out',
    'opt out',
    'opt-out',
    'opt_out',
    'optout',
    'not opted in',
    'stop',
    'stopped',
    'unsubscribe',
    'unsubscribed',
    'revoked',
    'declined',
  ],
};

/** How a consent file is read: a second file, such as an export of an SMS opt-in status table. */
export const consentFileChoiceSchema = z.strictObject({
  /** By what its rows are joined to those of the audience. */
  key: z.enum(['phone', 'id']),
  /** Where it has the phone or the id. */
  keyColumn: z.int().nullable(),
  /** Where the audience has the same id; null where rows are joined by the phone. */
  audienceColumn: z.int().nullable(),
  /** Where it says who opted in. */
  answerColumn: z.int().nullable(),
  /** Only rows that have one of these values in each of these columns count; blank is ''. */
  where: z.array(z.strictObject({ column: z.int(), values: z.array(z.string()) })),
  /** Null for the usual ones. */
  meanings: meaningsSchema.nullable(),
});
export type ConsentFileChoice = z.infer<typeof consentFileChoiceSchema>;

/** Whether all columns are known that it takes to say who opted in. */
export function isComplete({ key, keyColumn, audienceColumn, answerColumn }: ConsentFileChoice): boolean {
  return keyColumn !== null && answerColumn !== null && (key === 'phone' || audienceColumn !== null);
}

/** A column of the consent file. */
export const consentFileColumnSchema = z.strictObject({
  /** Trimmed; a nameless or repeated column goes by its letter. */
  header: z.string(),
  /** Its different values, commonest first; null where they are too many to choose from. */
  values: z.array(z.strictObject({ value: z.string(), count: z.int() })).nullable(),
});

/** What was found in the consent file. */
export const consentFileReadSchema = z.strictObject({
  name: z.string(),
  /** ISO time. */
  readAt: z.string(),
  /** Of the file as it lies on the disk, in hex. */
  sha256: z.string(),
  columns: z.array(consentFileColumnSchema),
  /** What was read; nothing of it counts while a column is missing. */
  choice: consentFileChoiceSchema,
  rows: z.int(),
  /** Rows that count: those that were chosen, and could be read. */
  chosen: z.int(),
  /** Rows without a phone or an id that can be read, or that are malformed. */
  unreadable: z.int(),
  /** Different phones or ids. */
  people: z.int(),
  /** Of these, the ones that have a yes and also another answer: they count as no or unknown. */
  conflicting: z.int(),
  /** The answers of the chosen rows, commonest first; `otherAnswers` counts the rows with any other. */
  answers: z.array(consentAnswerSchema),
  otherAnswers: z.int(),
});
export type ConsentFileRead = z.infer<typeof consentFileReadSchema>;

export const consentFileSchema = z.discriminatedUnion('status', [
  z.strictObject({ status: z.literal('none') }),
  z.strictObject({ status: z.literal('reading'), name: z.string(), bytes: z.int(), ofBytes: z.int() }),
  z.strictObject({ status: z.literal('failed'), name: z.string(), failure: failureSchema }),
  z.strictObject({ status: z.literal('read'), ...consentFileReadSchema.shape }),
]);
export type ConsentFileState = z.infer<typeof consentFileSchema>;

const answered = { yes: z.int(), no: z.int(), unknown: z.int() };

/** Who opted in, by each source, counted over the rows of the audience that are not malformed. */
export const consentSummarySchema = z.strictObject({
  /** Rows whose consent was asked for. */
  asked: z.int(),
  /** The audience's own column. */
  column: z.strictObject({ header: z.string(), readAt: z.string(), ...answered }).nullable(),
  /** `unknown` includes `notThere`, whom it does not have; `no` and `unknown` include `conflicting`. */
  file: z
    .strictObject({
      name: z.string(),
      readAt: z.string(),
      ...answered,
      notThere: z.int(),
      conflicting: z.int(),
    })
    .nullable(),
  /** Listrak's own opt-outs: rows with one of them; null where Listrak was not asked. */
  listrak: z.strictObject({ readAt: z.string(), optedOut: z.int() }).nullable(),
  /** What it comes to, each row once: opted out in Listrak first, then no, unknown, and a yes that another row takes back. */
  outcome: z.strictObject({
    yes: z.int(),
    no: z.int(),
    unknown: z.int(),
    conflicting: z.int(),
    optedOutInListrak: z.int(),
  }),
});
export type ConsentSummary = z.infer<typeof consentSummarySchema>;
