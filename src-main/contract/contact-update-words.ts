import type { ContactUpdates } from './run.ts';

/** What became of contacts that were changed one by one, for a person: so many, in a word, and what that means. */
export function updateLines(updates: ContactUpdates): { count: number; word: string; means: string }[] {
  const { changed, alreadySo, unknownNumber, optedOut, refused, unsure } = updates;
  return [
    {
      count: changed,
      word: 'changed',
      means: 'Listrak took the new values; all else of them stays as it was',
    },
    {
      count: alreadySo,
      word: 'already so',
      means: 'Listrak held these values already, so nothing was written',
    },
    { count: unknownNumber, word: 'unknown number', means: 'Listrak does not know the number' },
    { count: optedOut, word: 'opted out meanwhile', means: 'They were left alone' },
    { count: refused, word: 'refused', means: 'Listrak did not take the values' },
    {
      count: unsure,
      word: 'not known',
      means: 'It was cut off while they were being written; a second time does no harm',
    },
  ].filter(({ count, word }) => count > 0 || word === 'changed');
}

/** Calls that Listrak is taken to answer in a second: five are under way at once, and each takes a quarter of one. */
const CALLS_A_SECOND = 20;

/** What it costs to change so many contacts one by one, at most. How fast Listrak answers is assumed. */
export function contactCost(contacts: number): string {
  const calls = 2 * contacts;
  return `up to ${calls.toLocaleString('en-US')} calls to Listrak, ${duration(calls / CALLS_A_SECOND)} if each takes a quarter of a second`;
}

function duration(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  if (minutes < 1) return 'under a minute';
  if (minutes < 90) return `some ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`;
  return `some ${Math.round(minutes / 60)} hours`;
}

/** Why Listrak refuses a contact's values, by its own code. Source: vendor spec, its list of error codes. */
const REFUSALS: Record<string, string> = {
  ERROR_SEGMENTATION_MAX_LENGTH: 'a value is too long for its field',
  ERROR_INVALID_EMAIL_ADDRESS: 'the email address is not one',
  ERROR_SEGMENTATION_FIELD_DISABLED: 'the contact holds a value in a disabled profile field',
  ERROR_INVALID_PARAMETER: 'a value does not fit its field',
};

/** A refusal for a person, with Listrak's own code. */
export function refusalWords(code: string): string {
  const words = REFUSALS[code];
  return words ? `${words} (${code})` : code;
}
