const NUMBER = new Intl.NumberFormat('en-US');
const ONE_DECIMAL = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const TWO_DIGITS = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 2 });
const DATE_TIME = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'short' });

/** 48212 → “48,212”. */
export function amount(value: number): string {
  return NUMBER.format(value);
}

/** 1380 → “1,400”: for what is only estimated. */
export function roughly(value: number): string {
  return TWO_DIGITS.format(value);
}

/** 1, “column” → “1 column”; 2, “column” → “2 columns”. */
export function amountOf(value: number, one: string, many = `${one}s`): string {
  return `${amount(value)} ${value === 1 ? one : many}`;
}

/** 162304 → “162.3 kB”. Decimal units, as file managers and Listrak's limits count. */
export function bytes(value: number): string {
  if (value < 1000) return amountOf(value, 'byte');
  // What would be rounded up to 1,000 is one of the next unit.
  if (value < 999_950) return `${ONE_DECIMAL.format(value / 1000)} kB`;
  if (value < 999_950_000) return `${ONE_DECIMAL.format(value / 1e6)} MB`;
  return `${ONE_DECIMAL.format(value / 1e9)} GB`;
}

/** 75000 → “1 min 15 s”. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return seconds % 60 === 0 ? `${minutes} min` : `${minutes} min ${seconds % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** A whole percentage; 100 only when all is done. */
export function percent(part: number, whole: number): number {
  return whole === 0 ? 0 : Math.min(100, Math.floor((100 * part) / whole));
}

/** “2026-11-24T21:02:37Z” → “Nov 24, 2026, 9:02 PM” on the user's own clock. */
export function dateTime(iso: string): string {
  return DATE_TIME.format(new Date(iso));
}
