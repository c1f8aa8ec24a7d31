/** What a column's postal codes look like, counted over all rows. */
export interface PostalEvidence {
  /** Five digits, or nine with or without the hyphen. */
  fiveDigits: number;
  /** Three or four digits: a European code, or an American one whose zeros a spreadsheet took. */
  short: number;
  other: number;
}

export function noPostalEvidence(): PostalEvidence {
  return { fiveDigits: 0, short: 0, other: 0 };
}

/** Adds what one cell tells. */
export function weighPostal(text: string, evidence: PostalEvidence): void {
  let digits = 0;
  while (digits < text.length && isDigit(text.charCodeAt(digits))) digits++;
  const rest = text.slice(digits);
  const bare = rest === '' || /^\.0+$/.test(rest);
  if ((bare && (digits === 5 || digits === 9)) || (digits === 5 && /^-\d{4}$/.test(rest)))
    evidence.fiveDigits++;
  else if (bare && (digits === 3 || digits === 4)) evidence.short++;
  else evidence.other++;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/**
 * Whether the column is "otherwise five digits": at least nine in ten of the codes that are not short ones,
 * and more of them than short ones. Source: our own rule (assumed); the share forgives Canadian customers and
 * typing errors among the codes of an American shop.
 */
export function looksAmerican(evidence: PostalEvidence): boolean {
  return evidence.fiveDigits > evidence.short && evidence.fiveDigits >= 9 * evidence.other;
}
