/** One line of the table. Without a goal it is there to judge the others by. */
export interface Figure {
  what: string;
  goal?: number;
  figure: number;
  unit: 'ms' | 'kB';
  /** What else there is to say of it. */
  more?: string;
}

export function printFigures(figures: readonly Figure[]): void {
  const table = figures.map(({ what, goal, figure, unit, more }) => [
    what,
    {
      goal: goal ? `at most ${goal} ${unit}` : '',
      figure: `${rounded(figure)} ${unit}`,
      reached: goal ? (figure <= goal ? 'yes' : 'NO') : '',
      'and also': more ?? '',
    },
  ]);
  console.table(Object.fromEntries(table));
}

const rounded = (value: number) =>
  value < 10 ? value.toFixed(1) : Math.round(value).toLocaleString('en-US');

/** The value that a share of all do not exceed: 0.5 for the median. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const list = (numbers: readonly number[]) => numbers.map(rounded).join(', ');
