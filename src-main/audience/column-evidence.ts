import { type DateEvidence, dateOrder, isOrderProven, noDateEvidence, weighDate } from './dates.ts';
import { type DigitsEvidence, noDigitsEvidence, sameDigitsRules, weighDigits } from './digits-evidence.ts';
import type { MappedColumn } from './mapping.ts';
import { looksAmerican, noPostalEvidence, type PostalEvidence, weighPostal } from './postal-evidence.ts';
import { ruleKind } from './rule-kind.ts';

/** What whole columns tell, by column position. A plan judged on other evidence may judge otherwise. */
export interface ColumnEvidence {
  dates: Map<number, DateEvidence>;
  postal: Map<number, PostalEvidence>;
  digits: Map<number, DigitsEvidence>;
  /** How many rows have just as many cells as the header, and how many have blank ones besides. */
  widths: { exact: number; surplus: number };
}

export function noEvidence(columns: readonly MappedColumn[]): ColumnEvidence {
  const evidence: ColumnEvidence = {
    dates: new Map(),
    postal: new Map(),
    digits: new Map(),
    widths: { exact: 0, surplus: 0 },
  };
  for (const { field, position, constant } of columns) {
    if (field === null || constant !== null) continue;
    const kind = ruleKind(field);
    if (kind === 'date' || kind === 'birthday') evidence.dates.set(position, noDateEvidence());
    if (kind === 'postal') evidence.postal.set(position, noPostalEvidence());
    if (kind === 'text' || kind === 'number') evidence.digits.set(position, noDigitsEvidence());
  }
  return evidence;
}

/**
 * Whether rows have blank cells after their last column since whoever wrote the file ends each with a comma. Where only a
 * few have, a comma within a value has shifted all that follows, the opt-in answer perhaps among it. Source: our own rule.
 */
export function endsInCommas({ widths }: Pick<ColumnEvidence, 'widths'>): boolean {
  return widths.surplus > 9 * widths.exact;
}

/** Whether two pieces of evidence lead to the same rules, so that what was judged on one holds on the other. */
export function sameRules(one: ColumnEvidence, other: ColumnEvidence): boolean {
  if (endsInCommas(one) !== endsInCommas(other)) return false;
  for (const [position, dates] of one.dates) {
    const others = other.dates.get(position)!;
    if (dateOrder(dates) !== dateOrder(others) || isOrderProven(dates) !== isOrderProven(others))
      return false;
    if (dates.otherDigits > 0 !== others.otherDigits > 0) return false;
  }
  for (const [position, postal] of one.postal) {
    if (looksAmerican(postal) !== looksAmerican(other.postal.get(position)!)) return false;
  }
  for (const [position, digits] of one.digits) {
    if (!sameDigitsRules(digits, other.digits.get(position)!)) return false;
  }
  return true;
}

/** Adds what one cell of a column tells, or undefined where it can tell nothing. */
export function weigherFor(position: number, evidence: ColumnEvidence): ((text: string) => void) | undefined {
  const dates = evidence.dates.get(position);
  if (dates) return (text) => weighDate(text, dates);
  const postal = evidence.postal.get(position);
  if (postal) return (text) => weighPostal(text, postal);
  const digits = evidence.digits.get(position);
  if (digits) return (text) => weighDigits(text, digits);
  return undefined;
}
