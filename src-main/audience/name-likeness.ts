import { distance } from 'fastest-levenshtein';
import { nameKey, wordKeys } from './column-names.ts';

/** How many characters may differ between two names, by the length of the shorter one's key. Source: our own rule (design). */
const MAY_DIFFER = [
  { from: 12, most: 3 },
  { from: 8, most: 2 },
  { from: 4, most: 1 },
];
/** Words that are shorter are shared by chance. */
const TELLING_WORD = /\p{L}{4}/u;
/** Shared words are less than a slip of the pen. */
const SHARED_WORDS = 4;

/** A name that others are compared with. */
export interface KnownName {
  key: string;
  words: readonly string[];
}

export function knownName(name: string): KnownName {
  return { key: nameKey(name), words: wordKeys(name) };
}

/**
 * How unlike two different names are, from 1 up: a slip of the pen in one of them, or all words of one of them among the
 * other's. Null where they have nothing to do with each other, and where they are the same.
 */
export function unlikeness(one: KnownName, other: KnownName): number | null {
  if (one.key === other.key) return null;
  const slips = slipsBetween(one.key, other.key);
  if (slips !== null) return slips;
  return isAmong(one.words, other.words) || isAmong(other.words, one.words) ? SHARED_WORDS : null;
}

function slipsBetween(one: string, other: string): number | null {
  const length = Math.min(one.length, other.length);
  const most = MAY_DIFFER.find(({ from }) => length >= from)?.most ?? 0;
  if (Math.abs(one.length - other.length) > most) return null;
  const slips = distance(one, other);
  return slips <= most ? slips : null;
}

function isAmong(words: readonly string[], others: readonly string[]): boolean {
  return words.some((word) => TELLING_WORD.test(word)) && words.every((word) => others.includes(word));
}
