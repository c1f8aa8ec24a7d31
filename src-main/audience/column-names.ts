/**
 * Accents and such; `\p{M}` would be too many, since in scripts such as Devanagari and Thai the vowels are marks.
 * Source: Unicode, the block "Combining Diacritical Marks".
 */
const ACCENTS = '\\u0300-\\u036f';
const IGNORED = new RegExp(`[\\s_\\p{Dash}${ACCENTS}]`, 'gu');

/**
 * What is compared of a name: accents, case, white space, underscores and dashes make no difference. A name that consists
 * of those alone is compared as it is, trimmed. The key of a key is that key.
 */
export function nameKey(name: string): string {
  // Only the way over upper case makes one of ß and SS, and of the two small sigmas; ẞ has none but by way of ß. What was
  // taken away may have kept marks apart that have a fixed order, hence the last step.
  const bare = name.normalize('NFKD').replace(IGNORED, '');
  const key = bare.toLowerCase().toUpperCase().toLowerCase().normalize('NFKD');
  return key === '' ? name.trim() : key;
}

/** Whether two names are the same by their keys. */
export function sameName(one: string, other: string): boolean {
  return nameKey(one) === nameKey(other);
}

/** How many steps of closeness there are between two names that are the same. */
export const CLOSENESSES = 3;

/**
 * How close two names are that are the same: 0 for the very spelling, 1 where case and outer spaces differ or an underscore
 * stands for a space (Amperity's equality, by its docs), 2 for any other.
 */
export function closeness(one: string, other: string): number {
  if (one.trim() === other.trim()) return 0;
  return amperityName(one) === amperityName(other) ? 1 : CLOSENESSES - 1;
}

function amperityName(name: string): string {
  return name.replaceAll('_', ' ').trim().toLowerCase().replace(/\s+/g, ' ');
}

const WORD_BORDER = /[^\p{L}\p{M}\p{N}]+|(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u;

/** The keys of a name's words, which end at anything but letters and digits, and before a capital in `camelCase`. */
export function wordKeys(name: string): string[] {
  return name.split(WORD_BORDER).flatMap((word) => (word === '' ? [] : nameKey(word)));
}
