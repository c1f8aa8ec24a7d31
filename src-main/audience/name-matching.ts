import { type FieldNames, isByAttribute, type NamedField } from './field-names.ts';
import type { MappedColumn } from './mapped-column.ts';

interface Match extends NamedField {
  column: MappedColumn;
}

/**
 * Gives columns the profile fields that their names mean, each field to the column whose name is closest to it. Where that
 * is more than one, none gets it. A column that is left without one says why, if a field has its name.
 * @param taken the ids of fields that other columns go to already.
 */
export function matchByName(
  columns: Iterable<MappedColumn>,
  names: FieldNames,
  taken: ReadonlySet<number>,
): void {
  const matches = new Map<number, Match[]>();
  for (const column of columns) {
    if (!column.named) continue;
    const found = names.meantBy(column.header);
    if (found === undefined) continue;
    if (found === 'several') column.note = 'Several profile fields have this name.';
    else if (found.field.disabled)
      column.note = `The profile field “${found.field.name}” is disabled in Listrak.`;
    else if (taken.has(found.field.id)) column.note = isTaken(found);
    else matches.set(found.field.id, [...(matches.get(found.field.id) ?? []), { ...found, column }]);
  }
  for (const rivals of matches.values()) settle(rivals);
}

function settle(rivals: readonly Match[]): void {
  const best = Math.min(...rivals.map(({ rank }) => rank));
  const closest = rivals.filter(({ rank }) => rank === best);
  const note = closest.length > 1 ? isTied(closest) : isTaken(closest[0]!);
  for (const { column } of rivals) column.note = note;
  if (closest.length > 1) return;
  const { column, field } = closest[0]!;
  column.role = 'field';
  column.field = field;
  column.note = null;
}

function isTaken({ field }: NamedField): string {
  return `Another column already goes to “${field.name}”.`;
}

function isTied(columns: readonly Match[]): string {
  const [first] = columns;
  const quoted = columns.map(({ column }) => `“${column.header}”`);
  const all = `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)} ${quoted.length === 2 ? 'both' : 'all'}`;
  const verb = isByAttribute(first!) ? 'stand for' : 'have the name of';
  return `${all} ${verb} the profile field “${first!.field.name}”. Choose which one is sent.`;
}
