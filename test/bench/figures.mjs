export function printFigures(figures) {
  const table = figures.map(({ what, goal, figure, unit, more }) => [
    what,
    {
      goal: goal === undefined ? '' : `at most ${goal} ${unit}`,
      figure: `${rounded(figure)} ${unit}`,
      reached: goal === undefined ? '' : figure <= goal ? 'yes' : 'NO',
      'and also': more ?? '',
    },
  ]);
  console.table(Object.fromEntries(table));
}

export const rounded = (value) =>
  value < 10 ? value.toFixed(value < 5 ? 2 : 1) : Math.round(value).toLocaleString('en-US');

/** The value that a share of all do not exceed: 0.5 for the median. */
export function quantile(numbers, share) {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}

export const list = (numbers) => numbers.map(rounded).join(', ');
