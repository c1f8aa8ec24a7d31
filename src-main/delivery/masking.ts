import type { ReportedDifference } from '../contract/run.ts';

/** A phone of which only the last four digits are shown. */
export function maskPhone(phone: number): string {
  return `•••${String(phone).slice(-4)}`;
}

/** Starts at a quote or a space, so that in JSON it is one value; a second address after a comma is one more. */
const EMAIL = /([^\s@"]?)[^\s@"]*"?@([^\s@,;:<>()[\]"\\]+)/g;
const FEWEST_DIGITS = 7;
const LONG_NUMBER = /\+?\d[\d ()./\u2010-\u2015-]{5,}\d/;
/** Long numbers that nobody can be called by: in JSON an id too short for a phone, GUIDs, and points in time. */
const HARMLESS = [
  /"\w*Id"\s*:\s*"?\d{1,9}(?="?\s*[,}\]])/,
  /(?<![\w-])[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}(?![\w-])/,
  /(?<![\d-])\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?(?!\d)/,
];
const NUMBERS = new RegExp(`(${HARMLESS.map(({ source }) => source).join('|')})|${LONG_NUMBER.source}`, 'gi');

/**
 * A text as a report may show it, its first characters: an email keeps its first letter and its domain, and what may be
 * a phone its last digits.
 * @param longest how many characters are shown at most.
 */
export function maskText(text: string, longest = 100): string {
  // A word that the cut goes through is dropped, since half a phone or half an email does not look like one.
  const lookedAt = longest * 4;
  const start = text.length > lookedAt ? text.slice(0, lookedAt).replace(/[^\s"]+$/, '') : text;
  const masked = start.replace(EMAIL, '$1•••@$2').replace(NUMBERS, (found: string, harmless?: string) => {
    const digits = found.replace(/\D/g, '');
    return harmless !== undefined || digits.length < FEWEST_DIGITS ? found : `•••${digits.slice(-4)}`;
  });
  return masked.length > longest || start.length < text.length ? `${masked.slice(0, longest)}…` : masked;
}

/** Differences as they are kept: which fields of which rows, and no value of a customer. */
export function withoutValues(differences: readonly ReportedDifference[]): ReportedDifference[] {
  const hidden = (value: string) => (value === '' ? '' : '•••');
  return differences.map((one) => ({ ...one, sent: hidden(one.sent), stored: hidden(one.stored) }));
}
