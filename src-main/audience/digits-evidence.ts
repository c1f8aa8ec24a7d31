import { isLongNumber, isRoundedNumber } from './excel-damage.ts';

/** What a column's numbers look like, counted over all rows. */
export interface DigitsEvidence {
  /** Whole numbers of more digits than Excel keeps. */
  long: number;
  /** Of these, how many end as Excel would have left them. */
  rounded: number;
  /** Numbers that can only be read as in Europe, with a comma before their decimals or points between thousands: `3,50`. */
  decimalCommas: number;
}

export function noDigitsEvidence(): DigitsEvidence {
  return { long: 0, rounded: 0, decimalCommas: 0 };
}

const DECIMAL_COMMA =
  /^(?:[-+]?(?:[$€£¥]\s*)?|[$€£¥]\s*[-+])(?:(?:\d+|\d{1,3}(?:\.\d{3})+),\d{1,2}|0+,\d+|\d{1,3}(?:\.\d{3}){2,})$/;

/** Adds what one cell tells. */
export function weighDigits(text: string, evidence: DigitsEvidence): void {
  if (isLongNumber(text)) {
    evidence.long++;
    if (isRoundedNumber(text)) evidence.rounded++;
  } else if (DECIMAL_COMMA.test(text)) evidence.decimalCommas++;
}

/** Whether two pieces of evidence lead to the same rules. */
export function sameDigitsRules(one: DigitsEvidence, other: DigitsEvidence): boolean {
  const allRounded = ({ long, rounded }: DigitsEvidence) => long === rounded;
  return allRounded(one) === allRounded(other) && one.decimalCommas > 0 === other.decimalCommas > 0;
}
