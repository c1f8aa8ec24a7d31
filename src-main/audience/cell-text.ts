import { textOfFormula } from './excel-damage.ts';
import { mark } from './marks.ts';
import type { Verdict } from './phone.ts';
import { isPlaceholder } from './values.ts';

const PLACEHOLDER = mark('value.placeholder');
const UNREADABLE = mark('text.unreadable');
const EXCEL_REPAIRED = mark('value.excelRepaired');

/** What decoding leaves of bytes that are no text, and control characters that no profile value holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/** A cell trimmed, '' where it holds a word that means "nothing", which is marked. */
export function presentText(cell: string, verdict: Verdict): string {
  const text = cell.trim();
  if (!isPlaceholder(text)) return text;
  verdict.marks |= PLACEHOLDER;
  return '';
}

/**
 * What a profile field's rule is to read of a cell: the same, but taken out of the form `="00123"` that keeps a text from a
 * spreadsheet, which is marked. Source: our own rule (design).
 */
export function fieldText(cell: string, verdict: Verdict): string {
  const text = cell.trim();
  const inner = textOfFormula(text);
  if (inner === null) return presentText(text, verdict);
  const present = presentText(inner, verdict);
  if (present !== '') verdict.marks |= EXCEL_REPAIRED;
  return present;
}

/** Whether a text holds nothing but characters of text; if not, it is marked. */
export function isReadable(text: string, verdict: Verdict): boolean {
  if (!UNPRINTABLE.test(text)) return true;
  verdict.marks |= UNREADABLE;
  return false;
}
