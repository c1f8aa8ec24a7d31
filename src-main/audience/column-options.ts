import type { ColumnOptions } from '../contract/audience.ts';
import type { MappedColumn } from './mapped-column.ts';
import { chosenColumn } from './mapping-choices.ts';

export type { ColumnOptions };

export const SAFE_OPTIONS: ColumnOptions = { dateOrder: null, badValue: 'leavesRowOut' };

/**
 * The columns with what the user decided for some of them, by header or position.
 * @throws AppError `mapping.unknownColumn`
 */
export function withOptions(
  columns: readonly MappedColumn[],
  options: ReadonlyMap<string | number, ColumnOptions>,
): MappedColumn[] {
  const chosen = new Map([...options].map(([name, option]) => [chosenColumn(columns, name), option]));
  return columns.map((column) => ({ ...column, ...chosen.get(column) }));
}
