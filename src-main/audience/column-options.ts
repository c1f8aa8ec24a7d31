import type { ColumnOptions } from '../contract/audience.ts';
import type { MappedColumn } from './mapped-column.ts';
import { chosenColumn, mappingError } from './mapping-choices.ts';

export type { ColumnOptions };

export const SAFE_OPTIONS: ColumnOptions = { dateOrder: null, badValue: 'leavesRowOut' };

/**
 * The columns with what the user decided for some of them, by header or position. What is said of one column under
 * several spellings of its name holds together; what is safe there counts as not said.
 * @throws AppError `mapping.unknownColumn`, `mapping.severalColumns`, `mapping.twoDateOrders`
 */
export function withOptions(
  columns: readonly MappedColumn[],
  options: ReadonlyMap<string | number, ColumnOptions>,
): MappedColumn[] {
  const chosen = new Map<MappedColumn, ColumnOptions>();
  for (const [name, option] of options) {
    const column = chosenColumn(columns, name);
    chosen.set(column, together(column, chosen.get(column) ?? SAFE_OPTIONS, option));
  }
  return columns.map((column) => ({ ...column, ...chosen.get(column) }));
}

function together({ header }: MappedColumn, one: ColumnOptions, other: ColumnOptions): ColumnOptions {
  if (one.dateOrder && other.dateOrder && one.dateOrder !== other.dateOrder) {
    throw mappingError(
      'twoDateOrders',
      `The dates of the column “${header}” cannot be both month first and day first.`,
      'Say one order for it.',
    );
  }
  return {
    dateOrder: one.dateOrder ?? other.dateOrder,
    badValue: one.badValue === 'sentBlank' ? one.badValue : other.badValue,
  };
}
