import { WITHOUT_SAMPLE } from '../../../src-main/contract/sending.ts';

/** Digits, or groups of a thousand with the same mark between all of them. */
const NUMBER = /^(?:\d+|\d{1,3}([\s,.'’_])\d{3}(?:\1\d{3})*)$/;

/** Whether a typed count is this one; thousands may be separated the way people do. */
export function isCount(typed: string, count: number): boolean {
  const trimmed = typed.trim();
  return count > 0 && NUMBER.test(trimmed) && trimmed.replace(/\D/g, '') === String(count);
}

export function isSentence(typed: string): boolean {
  return typed.trim().toLowerCase() === WITHOUT_SAMPLE;
}
