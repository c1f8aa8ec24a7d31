import type { CountryCode } from 'libphonenumber-js/max';
import type { ProfileField } from '../contract/profile-field.ts';
import { type ConsentSource, consentRule } from './consent.ts';
import { type DateEvidence, dateOrder, dateRule, isOrderProven, noDateEvidence, weighDate } from './dates.ts';
import type { MappedColumn } from './mapping.ts';
import { ANSWER_NOT_YES, type Marks, mark } from './marks.ts';
import { type Phone, phoneRule, type Verdict } from './phone.ts';
import { looksAmerican, noPostalEvidence, type PostalEvidence, weighPostal } from './postal-evidence.ts';
import {
  checkboxRule,
  emailRule,
  isPlaceholder,
  numberRule,
  postalRule,
  textRule,
  type ValueRule,
} from './values.ts';

/** All that decides what becomes of a row, but for other rows: plain data, so that it crosses to a worker. */
export interface JudgingPlan {
  columns: readonly MappedColumn[];
  consent: ConsentSource | { kind: 'unanswered' };
  country: CountryCode;
  /** ISO date of the user's today. */
  today: string;
}

/** What whole columns tell, by column position. A plan judged on other evidence may judge otherwise. */
export interface ColumnEvidence {
  dates: Map<number, DateEvidence>;
  postal: Map<number, PostalEvidence>;
}

/** One row's judgment. `values` holds what would be sent, one for each mapped field, in the file's order. */
export interface JudgedRow extends Verdict {
  marks: Marks;
  phone: Phone;
  values: string[];
}

const TOO_MANY_CELLS = mark('row.tooManyCells');
const MISSING_CELLS = mark('row.missingCells');
const PLACEHOLDER = mark('value.placeholder');
const UNREADABLE = mark('text.unreadable');
const CONSENT_NO = mark('consent.no');
const CONSENT_UNKNOWN = mark('consent.unknown');

/** What decoding leaves of bytes that are no text, and control characters that no profile value holds. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNPRINTABLE = /[\ufffd\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/;

/**
 * Judges rows one by one. `row` is reused: read it before the next call. `plain` says that the row is printable
 * ASCII through and through, so that nothing in it can be unreadable.
 */
export interface Judge {
  readonly row: JudgedRow;
  /** What the rows judged so far tell about their columns. */
  readonly evidence: ColumnEvidence;
  judge(cells: readonly string[], plain: boolean): JudgedRow;
  /**
   * Judges a row whose cells are not to be trusted: it is never sent, but a plain no in it, in the opt-in column or
   * shifted to the right of it, still counts for all rows of its phone.
   */
  judgeMalformed(cells: readonly string[], why: Marks): JudgedRow;
  /** The same piece by piece, for who has not all cells as text. In this order: the answer, the phone, the fields. */
  readAnswer(cell: string): Marks;
  readPhone(cell: string): void;
  /** @param place the field's among the mapped ones, in the file's order. */
  readField(place: number, cell: string, plain: boolean): void;
}

/**
 * Compiles a plan into a judge. `assumed` is the evidence that the rules are built on: `judge.evidence` shows,
 * once all rows are judged, whether it still leads to the same rules (see `sameRules`).
 */
export function makeJudge(plan: JudgingPlan, assumed: ColumnEvidence = noEvidence(plan)): Judge {
  const evidence = noEvidence(plan);
  const phoneOf = phoneRule(plan.country);
  const phoneColumn = plan.columns.findIndex((column) => column.role === 'phone');
  const answer =
    plan.consent.kind === 'column'
      ? consentRule(plan.consent.yes)
      : () => (plan.consent.kind === 'none' ? 0 : CONSENT_UNKNOWN);
  const answerColumn = plan.consent.kind === 'column' ? plan.consent.position : -1;
  const mapped = plan.columns.filter((column) => column.role === 'field');
  const positions = mapped.map((column) => column.position);
  const rules = mapped.map((column) => ruleFor(column.field!, column.position, plan, assumed));
  const weighers = mapped.map((column) => weigherFor(column.position, evidence));
  const width = plan.columns.length;
  const row: JudgedRow = { marks: 0, phone: 0, values: new Array<string>(mapped.length).fill('') };

  function judge(cells: readonly string[], plain: boolean): JudgedRow {
    for (let extra = width; extra < cells.length; extra++) {
      if (cells[extra]!.trim() !== '') return judgeMalformed(cells, TOO_MANY_CELLS);
    }
    row.marks = answer(cells[answerColumn] ?? '');
    if (cells.length < width) row.marks |= MISSING_CELLS;
    readPhone(cells[phoneColumn] ?? '');
    for (let place = 0; place < positions.length; place++) {
      row.values[place] = '';
      readField(place, cells[positions[place]!] ?? '', plain);
    }
    return row;
  }

  function readPhone(cell: string): void {
    row.phone = phoneOf(present(cell, row), row);
  }

  function readField(place: number, cell: string, plain: boolean): void {
    const text = present(cell, row);
    if (text === '') return;
    weighers[place]?.(text);
    if (row.marks & ANSWER_NOT_YES) return;
    if (plain || !UNPRINTABLE.test(text)) row.values[place] = rules[place]!(text, row);
    else row.marks |= UNREADABLE;
  }

  function judgeMalformed(cells: readonly string[], why: Marks): JudgedRow {
    row.marks = 0;
    readPhone(cells[phoneColumn] ?? '');
    const saysNo = answerColumn >= 0 && cells.slice(answerColumn).some((cell) => answer(cell) & CONSENT_NO);
    row.marks = why | (saysNo ? CONSENT_NO : 0);
    return row;
  }

  return { row, evidence, judge, judgeMalformed, readAnswer: answer, readPhone, readField };
}

/** A cell trimmed, with the words that mean "nothing" taken as blank. */
function present(cell: string, verdict: Verdict): string {
  const text = cell.trim();
  if (!isPlaceholder(text)) return text;
  verdict.marks |= PLACEHOLDER;
  return '';
}

export function noEvidence(plan: JudgingPlan): ColumnEvidence {
  const evidence: ColumnEvidence = { dates: new Map(), postal: new Map() };
  for (const { role, field, position } of plan.columns) {
    if (role !== 'field') continue;
    const kind = ruleKind(field!);
    if (kind === 'date' || kind === 'birthday') evidence.dates.set(position, noDateEvidence());
    if (kind === 'postal') evidence.postal.set(position, noPostalEvidence());
  }
  return evidence;
}

/** Whether two pieces of evidence lead to the same rules, so that what was judged on one holds on the other. */
export function sameRules(one: ColumnEvidence, other: ColumnEvidence): boolean {
  for (const [position, dates] of one.dates) {
    const others = other.dates.get(position)!;
    if (dateOrder(dates) !== dateOrder(others) || isOrderProven(dates) !== isOrderProven(others))
      return false;
  }
  for (const [position, postal] of one.postal) {
    if (looksAmerican(postal) !== looksAmerican(other.postal.get(position)!)) return false;
  }
  return true;
}

/** Which rule a field's values follow. */
export type RuleKind = 'text' | 'email' | 'postal' | 'number' | 'checkbox' | 'date' | 'birthday';

/** The system fields that carry a rule of their own, by Listrak's names for them. Source: Amperity's docs. */
const SYSTEM_FIELDS: Record<string, RuleKind> = {
  'Text email address': 'email',
  'Text postal code': 'postal',
  'Date birthday': 'birthday',
};
const KINDS = { Text: 'text', Number: 'number', Checkbox: 'checkbox', Date: 'date' } as const;

export function ruleKind({ name, dataType }: ProfileField): RuleKind {
  return SYSTEM_FIELDS[`${dataType} ${name.trim().toLowerCase()}`] ?? KINDS[dataType];
}

function ruleFor(
  field: ProfileField,
  position: number,
  plan: JudgingPlan,
  assumed: ColumnEvidence,
): ValueRule {
  const kind = ruleKind(field);
  switch (kind) {
    case 'number':
      return numberRule;
    case 'checkbox':
      return checkboxRule;
    case 'date':
    case 'birthday': {
      const dates = assumed.dates.get(position)!;
      const past = kind === 'birthday';
      return dateRule({ order: dateOrder(dates), proven: isOrderProven(dates), past, today: plan.today });
    }
    case 'email':
      return emailRule(field.maxLength);
    case 'postal':
      return postalRule(looksAmerican(assumed.postal.get(position)!), field.maxLength);
    case 'text':
      return textRule(field.maxLength);
  }
}

function weigherFor(position: number, evidence: ColumnEvidence): ((text: string) => void) | undefined {
  const dates = evidence.dates.get(position);
  if (dates) return (text) => weighDate(text, dates);
  const postal = evidence.postal.get(position);
  if (postal) return (text) => weighPostal(text, postal);
  return undefined;
}
