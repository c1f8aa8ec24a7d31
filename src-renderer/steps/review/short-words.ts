import type { NoteCode, ReasonCode } from '../../../src-main/contract/outcome.ts';
import { withColumns } from '../../../src-main/contract/row-words.ts';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';

/** Reasons and notes in the few words that a column has room for; `REASON_WORDS` say them in full. */
const SHORT_WORDS: Record<ReasonCode | NoteCode, string> = {
  'row.tooManyCells': 'Too many values',
  'row.unclosedQuote': 'Quote not closed',
  'row.tooLong': 'Row too long',
  'consent.no': 'Did not opt in',
  'consent.unknown': 'Opt-in unknown',
  'consent.conflict': 'Another row does not say yes',
  'consent.optedOutInListrak': 'Opted out in Listrak',
  'phone.missing': 'No phone',
  'phone.invalid': 'Impossible phone',
  'phone.excelDamaged': 'Phone lost digits',
  'phone.hasExtension': 'Phone has an extension',
  'phone.notMobile': 'Toll-free or premium phone',
  'email.invalid': 'Not an email address',
  'date.invalid': 'Date not certain',
  'date.future': 'Birthday in the future',
  'number.invalid': 'Not a number',
  'checkbox.invalid': 'Neither yes nor no',
  'text.tooLong': 'Text too long',
  'text.unreadable': 'Unreadable characters',
  'postal.invalid': 'Not a postal code',
  'value.excelDamaged': 'Changed by a spreadsheet',
  'duplicate.phone': 'Phone in another row',
  'phone.repaired': 'Phone repaired',
  'number.rounded': 'Number rounded',
  'postal.padded': 'Postal code padded',
  'postal.trimmed': 'Postal code trimmed',
  'text.lineBreak': 'Line break removed',
  'value.excelRepaired': 'Spreadsheet’s change undone',
  'value.sentBlank': 'Bad value sent as blank',
  'row.missingCells': 'Row ends early',
  'value.placeholder': 'Placeholder is blank',
  'date.orderAssumed': 'Date order assumed',
};

export const shortWords = (code: ReasonCode | NoteCode): string => SHORT_WORDS[code];

/** The same within a sentence. */
const inSentence = (code: ReasonCode | NoteCode): string =>
  `${SHORT_WORDS[code].charAt(0).toLowerCase()}${SHORT_WORDS[code].slice(1)}`;

/** Why a row is left out, or what was noted of a row that will be sent, and of which columns. */
export function shortly(
  { reasons, notes, findings }: ReviewedRow,
  nameOf: (position: number) => string,
): string {
  const codes = reasons.length > 0 ? reasons : notes;
  return codes
    .map((code) => {
      const isOfCells = findings.some((finding) => finding.code === code);
      return withColumns(isOfCells ? inSentence(code) : shortWords(code), code, findings, nameOf);
    })
    .join('; ');
}

/** What was found in one cell of a row, and whether the row is left out for it; null for nothing. */
export function foundIn(
  { reasons, findings }: ReviewedRow,
  position: number,
): { words: string; isReason: boolean } | null {
  const codes = findings.filter((finding) => finding.position === position).map(({ code }) => code);
  if (codes.length === 0) return null;
  const words = codes.map((code, place) => (place === 0 ? shortWords(code) : inSentence(code))).join(', ');
  return { words, isReason: codes.some((code) => (reasons as string[]).includes(code)) };
}
