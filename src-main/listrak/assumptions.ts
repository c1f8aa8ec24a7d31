/*
 * Everything this tool takes for granted about Listrak that no published description says, in one place, so that
 * one edit corrects it. What the vendor's spec or help centre does say is marked so.
 */

/** Largest import file, in bytes. Source: vendor spec (request bodies up to 250 MB, base64 included). */
export const LARGEST_IMPORT_BYTES = 195_000_000;

/** How a token without `expires_in` is treated, in seconds. Assumed. */
export const DEFAULT_TOKEN_SECONDS = 3600;

/** A page of contacts or opt-outs, in members. Source: vendor spec (at most 5000). */
export const PAGE_MEMBERS = 5000;

/**
 * A phone as it is sent in files and addresses: country code and digits, no plus. Assumed: the vendor's examples
 * show ten digits, the help centre's show `17175559636`.
 */
export function writePhone(phone: number): string {
  return String(phone);
}

/** The name given to a phone column in an import file; Listrak maps by position, so it is for people. Assumed. */
export const TEXT_QUALIFIER = '"';

/** An import is over when it has an end date. Assumed; the vendor's statuses are free text. */
export function isImportOver(state: { endDate?: string | null | undefined }): boolean {
  return Boolean(state.endDate);
}

const FAILURE_WORDS = /fail|error|cancel|reject/i;

/** Whether an import's free-text status speaks of failure. Assumed. */
export function meansFailure(status: string): boolean {
  return FAILURE_WORDS.test(status);
}

const DISABLED_WORDS = /disab|purg|inactive|delet/i;

/** Whether a profile field's `statusFlag` means that it takes no values. Assumed from the error code's words. */
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
  const found = /[?&]cursor=([^&#]*)/.exec(nextPageCursor);
  return found ? decodeURIComponent(found[1]!) : nextPageCursor;
}

/**
 * The system fields, by the names under which an account lists them among its profile fields, and the properties
 * of a contact that hold their values. Names: Amperity's docs; that they are listed with ids of their own: assumed.
 */
export const SYSTEM_FIELDS = {
  birthday: 'birthday',
  'email address': 'emailAddress',
  'first name': 'firstName',
  'last name': 'lastName',
  'postal code': 'postalCode',
} as const;
