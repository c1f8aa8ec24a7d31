/** One line of the table. Without a goal it is there to judge the others by. */
export interface Figure {
  what: string;
  goal?: number;
  figure: number;
  unit: 'ms' | 's' | 'kB' | 'MB' | 'bytes' | '×';
  /** What else there is to say of it. */
  more?: string;
}
export function printFigures(figures: readonly Figure[]): void;
export function rounded(value: number): string;
/** The value that a share of all do not exceed: 0.5 for the median. */
export function quantile(numbers: readonly number[], share: number): number;
export function list(numbers: readonly number[]): string;
