import type { CountryCode } from 'libphonenumber-js/max';
import type { MappedColumn } from '../../audience/mapped-column.ts';
import { fileColumns } from '../../audience/mapping.ts';
import { suggestionsFor } from '../../audience/suggestions.ts';
import type { MappingState } from '../../contract/audience.ts';
import type { Failure } from '../../contract/failure.ts';
import type { ProfileField } from '../../contract/profile-field.ts';
import type { Head } from '../../contract/reading.ts';
import { failureOf, nothingMapped } from '../push-failures.ts';
import { noPhone } from '../review.ts';
import type { ColumnChoices } from './column-choices.ts';

const SAMPLES = 3;
const LONGEST_SAMPLE = 80;

/**
 * What the page shows of the columns.
 * @param columns those of the file, and the constants after them.
 */
export function mappingState(
  head: Head,
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
  { targets, constants }: ColumnChoices,
  country: CountryCode,
): Pick<MappingState, 'columns' | 'constants'> {
  const rows = head.preview.map(({ cells }) => cells);
  const suggestions = suggestionsFor(columns, fields, rows, country);
  return {
    constants: constants.flatMap(({ field: id, value }) => {
      const field = fields.find((candidate) => candidate.id === id);
      return field ? [{ field: id, name: field.name, dataType: field.dataType, value }] : [];
    }),
    columns: fileColumns(columns).map(({ position, header, role, field, note, dateOrder, badValue }) => ({
      position,
      header,
      role,
      field,
      note,
      dateOrder,
      badValue,
      target: targets.get(position) ?? 'byName',
      samples: samplesOf(head, position),
      suggestions: suggestions.get(position) ?? [],
    })),
  };
}

/** What a mapping that contradicts nothing still lacks. */
export function missing(
  columns: readonly MappedColumn[],
  { suggestedHeaderRow }: Head,
  connected: boolean,
): Failure | null {
  if (!columns.some(({ role }) => role === 'phone')) return failureOf(noPhone(columns, suggestedHeaderRow));
  // Without an account there are no fields that a column could go to.
  return connected && !columns.some(({ role }) => role === 'field') ? failureOf(nothingMapped()) : null;
}

function samplesOf({ preview }: Head, position: number): string[] {
  const samples: string[] = [];
  for (const { cells } of preview) {
    const cell = cells[position]?.trim() ?? '';
    if (cell === '' || samples.includes(cell)) continue;
    samples.push(cell.length > LONGEST_SAMPLE ? `${cell.slice(0, LONGEST_SAMPLE)}…` : cell);
    if (samples.length === SAMPLES) break;
  }
  return samples;
}
