import {
  ADJUSTMENT_CODES,
  type NoteCode,
  OUTCOMES,
  type Outcome,
  REASON_CODES,
  type ReasonCode,
  WARNING_CODES,
} from '../contract/outcome.ts';

/**
 * All that is known of a row's standing, as bits of one unsigned 32-bit number: its reasons, adjustments and
 * warnings. The outcome follows from them, so it is never stored and can never disagree with them.
 */
export type Marks = number;

export type MarkCode = ReasonCode | NoteCode;

const ALL_CODES: readonly MarkCode[] = [...REASON_CODES, ...ADJUSTMENT_CODES, ...WARNING_CODES];
if (ALL_CODES.length > 32) throw new Error('Marks no longer fit into 32 bits.');

const bitOf = new Map<MarkCode, Marks>(ALL_CODES.map((code, position) => [code, (1 << position) >>> 0]));

/** The bit that stands for a code. */
export function mark(code: MarkCode): Marks {
  return bitOf.get(code)!;
}

const together = (codes: readonly MarkCode[]): Marks =>
  codes.reduce((bits, code) => (bits | mark(code)) >>> 0, 0);
const startingWith = (...subjects: string[]) =>
  together(REASON_CODES.filter((code) => subjects.some((subject) => code.startsWith(`${subject}.`))));

export const MALFORMED = startingWith('row');
const NOT_OPTED_IN = startingWith('consent');
const DUPLICATE = startingWith('duplicate');
/** A value breaks its rule. */
export const INVALID = (together(REASON_CODES) & ~(MALFORMED | NOT_OPTED_IN | DUPLICATE)) >>> 0;
export const ADJUSTED = together(ADJUSTMENT_CODES);

/** What may be a spreadsheet's doing. */
export const EXCELS = together([
  'phone.excelDamaged',
  'phone.repaired',
  'value.excelDamaged',
  'value.excelRepaired',
  'postal.padded',
  'value.placeholder',
]);

/** The row's own consent answer was anything but yes. */
export const ANSWER_NOT_YES = together(['consent.no', 'consent.unknown']);

/** Marks that depend on other rows or on Listrak, set and cleared by `settle`. */
export const SETTLED = together(['consent.conflict', 'consent.optedOutInListrak', 'duplicate.phone']);

const TELLING: Record<Outcome, Marks> = {
  malformed: MALFORMED,
  notOptedIn: NOT_OPTED_IN,
  invalid: INVALID,
  duplicate: DUPLICATE,
  ready: together([...ADJUSTMENT_CODES, ...WARNING_CODES]),
};

/** The one outcome that a row's marks amount to: the first that applies. */
export function outcomeOf(marks: Marks): Outcome {
  if (marks & MALFORMED) return 'malformed';
  if (marks & NOT_OPTED_IN) return 'notOptedIn';
  if (marks & INVALID) return 'invalid';
  if (marks & DUPLICATE) return 'duplicate';
  return 'ready';
}

/** Those marks that explain the outcome; a row left out for consent is not also blamed for its email. */
export function reasonsOf(marks: Marks): ReasonCode[] {
  const telling = marks & TELLING[outcomeOf(marks)];
  return REASON_CODES.filter((code) => telling & mark(code));
}

/** Whether a mark is among those that explain the outcome, or worth knowing of a row that is ready. */
export function isTelling(marks: Marks, asked: Marks): boolean {
  return (marks & TELLING[outcomeOf(marks)] & asked) !== 0;
}

/** The adjustments and warnings of a row. */
export function notesOf(marks: Marks): NoteCode[] {
  return [...ADJUSTMENT_CODES, ...WARNING_CODES].filter((code) => marks & mark(code));
}

/** All codes that are among these marks, as those of one cell are: few. */
export function codesIn(marks: Marks): MarkCode[] {
  const codes: MarkCode[] = [];
  for (let left = marks; left !== 0; left &= left - 1) codes.push(ALL_CODES[31 - Math.clz32(left & -left)]!);
  return codes;
}

/** Counts of rows by outcome, filled by whoever walks the rows. */
export function noOutcomes(): Record<Outcome, number> {
  return Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}
