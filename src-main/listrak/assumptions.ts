/*
 * Everything this tool takes for granted about Listrak that no published description says, in one place, so that
 * one edit corrects it. What the vendor's spec or help centre does say is marked so. One more assumption stands where it
 * acts, since the pure rules import nothing of this folder: a text's length is counted in UTF-16 units (values.ts).
 */

/** Largest import file, in bytes. Source: vendor spec (request bodies up to 250 MB, base64 included). */
export const LARGEST_IMPORT_BYTES = 195_000_000;

/** How a token without `expires_in` is treated, in seconds. Assumed. */
export const DEFAULT_TOKEN_SECONDS = 3600;

/** A page of contacts or opt-outs, in members. Source: vendor spec (at most 5000). */
export const PAGE_MEMBERS = 5000;

/**
 * A phone as it is sent in files and addresses: country code and digits, no plus. Assumed: the vendor's spec shows no
 * phone at all, other examples of the API show ten digits, and the help centre's customer file `17175559636`.
 */
export function writePhone(phone: number): string {
  return String(phone);
}

/** Whether a phone as Listrak answers it, with its country code or without and with any signs, is this one. Assumed as above. */
export function isSamePhone(written: string, phone: number): boolean {
  return written.replace(/\D/g, '').endsWith(String(phone).slice(-10));
}

/**
 * How an import file is written, in UTF-8 without a byte order mark. The qualifier is one of the three that the vendor's
 * spec lists; comma, CRLF, the encoding, and that a qualifier inside a value is doubled, are assumed (RFC 4180).
 */
export const IMPORT_FORMAT = { separator: ',', qualifier: '"', lineEnd: '\r\n', writePhone } as const;

/**
 * An import is over when it has an end date. Assumed; the vendor's statuses are free text. The year 1 is how the
 * vendor's platform writes "no date" where a date cannot be null.
 */
export function isImportOver({ endDate }: { endDate?: string | null | undefined }): boolean {
  return Boolean(endDate) && !endDate!.startsWith('0001-');
}

const FAILURE_WORDS = /fail|error|cancel|reject/i;

/** Whether an import's free-text status speaks of failure. Assumed. */
export function meansFailure(status: string): boolean {
  return FAILURE_WORDS.test(status);
}

/** A `maxLength` of nothing would refuse every value; it can only stand for "no limit". Assumed. */
export function lengthLimit(maxLength: number | null | undefined): number | null {
  return maxLength || null;
}

const DISABLED_WORDS = /disab|purg|inactive|delet/i;

/**
 * Whether a profile field's `statusFlag` means that it takes no values. Assumed from the words of the vendor's error
 * code; the flag's values are listed nowhere. A field taken for enabled by mistake is refused by Listrak itself.
 */
export function meansDisabled(statusFlag: string | null | undefined): boolean {
  return DISABLED_WORDS.test(statusFlag ?? '');
}

/**
 * The cursor for the next page, or null after the last one. The spec calls it "URI of the next page of data";
 * whether that is a whole address or the bare cursor is assumed either way. Only its `cursor` part is ever used,
 * so no answer can lead a request to another host.
 */
export function cursorOf(nextPageCursor: string | null | undefined): string | null {
  if (!nextPageCursor) return null;
  const found = /[?&]cursor=([^&#]*)/.exec(nextPageCursor)?.[1];
  if (found === undefined) return nextPageCursor;
  try {
    return decodeURIComponent(found) || null;
  } catch {
    return found;
  }
}

/**
 * The system fields, by the names under which an account lists them among its profile fields, and the properties
 * of a contact that hold their values. Names: Amperity's docs; that they are listed with ids of their own: assumed, and so
 * are the types of those that are not listed. How long their values may be is said nowhere.
 */
export const SYSTEM_FIELDS = [
  { name: 'Birthday', property: 'birthday', dataType: 'Date' },
  { name: 'Email Address', property: 'emailAddress', dataType: 'Text' },
  { name: 'First Name', property: 'firstName', dataType: 'Text' },
  { name: 'Last Name', property: 'lastName', dataType: 'Text' },
  { name: 'Postal Code', property: 'postalCode', dataType: 'Text' },
] as const;

/** A birthday, `12/31/1990` as import files have it, as Update Contact wants it. Source: vendor spec (a date-time). */
export function writeBirthday(american: string): string {
  const [month, day, year] = american.split('/');
  return `${year}-${month}-${day}T00:00:00`;
}

/**
 * An ISO time in milliseconds since 1970, and NaN where there is none. One without a zone is taken for UTC, and the year 1
 * for "no date", as the vendor's platform writes it where a date cannot be null. Both assumed.
 */
export function dateOrNothing(text: string | null | undefined): number {
  if (!text || text.startsWith('0001-')) return Number.NaN;
  return Date.parse(/[zZ]|[+-]\d\d:?\d\d$/.test(text) ? text : `${text}Z`);
}
