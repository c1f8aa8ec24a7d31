import type { CellFinding } from './rows.ts';

/** Words for a reason or note of a row, with the columns that it is about before them: “Birthday: The date …”. */
export function withColumns(
  words: string,
  code: CellFinding['code'],
  findings: readonly CellFinding[],
  nameOf: (position: number) => string,
): string {
  const names = findings.filter((finding) => finding.code === code).map(({ position }) => nameOf(position));
  return names.length === 0 ? words : `${names.join(', ')}: ${words}`;
}
