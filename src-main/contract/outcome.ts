import { z } from 'zod';

/** A row ends in exactly one of these; the first that applies, in this order. */
export const OUTCOMES = ['malformed', 'notOptedIn', 'invalid', 'duplicate', 'ready'] as const;
export const outcomeSchema = z.enum(OUTCOMES);
export type Outcome = z.infer<typeof outcomeSchema>;

/** Why a row is left out. Stable strings: scripts and saved reports rely on them. */
export const REASON_CODES = [
  'row.tooManyCells',
  'row.unclosedQuote',
  'row.tooLong',
  'consent.no',
  'consent.unknown',
  'consent.conflict',
  'consent.optedOutInListrak',
  'phone.missing',
  'phone.invalid',
  'phone.excelDamaged',
  'phone.hasExtension',
  'phone.notMobile',
  'email.invalid',
  'date.invalid',
  'date.future',
  'number.invalid',
  'checkbox.invalid',
  'text.tooLong',
  'text.unreadable',
  'postal.invalid',
  'value.excelDamaged',
  'duplicate.phone',
] as const;
export const reasonCodeSchema = z.enum(REASON_CODES);
export type ReasonCode = z.infer<typeof reasonCodeSchema>;

/** The value that is sent means something a person should look at: it was repaired, padded or rounded. */
export const ADJUSTMENT_CODES = [
  'phone.repaired',
  'number.rounded',
  'postal.padded',
  'postal.trimmed',
  'text.lineBreak',
  'value.excelRepaired',
  'value.sentBlank',
] as const;

/** Nothing is wrong, but the reader took the file at less than its word. */
export const WARNING_CODES = ['row.missingCells', 'value.placeholder', 'date.orderAssumed'] as const;

export const noteCodeSchema = z.enum([...ADJUSTMENT_CODES, ...WARNING_CODES]);
export type NoteCode = z.infer<typeof noteCodeSchema>;
