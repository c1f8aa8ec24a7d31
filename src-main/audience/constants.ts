import type { ProfileField } from '../contract/profile-field.ts';
import { fieldText, isReadable } from './cell-text.ts';
import { noEvidence } from './column-evidence.ts';
import { SAFE_OPTIONS } from './column-options.ts';
import { fieldRule } from './field-rules.ts';
import type { MappedColumn } from './mapped-column.ts';
import { chosenField, mappingError } from './mapping-choices.ts';

/** One value for every row, in a profile field that no column of the file goes to. */
export interface Constant {
  /** The field's name or id. */
  field: string | number;
  value: string;
}

/**
 * Adds what is to be the same in every row, after the columns of the file. The value follows its field's rule like any
 * other, but one that the rule would change in meaning, or that could be read two ways, is refused: there is somebody to
 * write it better.
 * @param today ISO date of the user's today.
 * @throws AppError `mapping.*` when the field is not there, disabled or taken, or the value is not one for it.
 */
export function withConstants(
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
  constants: readonly Constant[],
  today: string,
): MappedColumn[] {
  const all = [...columns];
  for (const { field: wanted, value } of constants) {
    const field = chosenField(fields, wanted);
    const taken = all.find((column) => column.field?.id === field.id);
    if (taken) {
      throw mappingError(
        'targetTaken',
        `“${field.name}” cannot be the same for every row: ${taken.constant === null ? `the column “${taken.header}” goes to it` : 'it is already'}.`,
        'Choose another field, or map the column elsewhere.',
      );
    }
    all.push({
      position: all.length,
      header: `“${value.trim()}” for every row`,
      named: false,
      role: 'field',
      field,
      note: null,
      constant: sentValue(field, value, today),
      ...SAFE_OPTIONS,
    });
  }
  return all;
}

function sentValue(field: ProfileField, written: string, today: string): string {
  const verdict = { marks: 0 };
  const rule = fieldRule(field, { position: 0, dateOrder: null }, noEvidence([]), today);
  const text = fieldText(written, verdict);
  const value = text !== '' && isReadable(text, verdict) ? rule(text, verdict) : '';
  if (value !== '' && verdict.marks === 0) return value;
  throw mappingError(
    'badConstant',
    text === ''
      ? `There is no value for “${field.name}”.`
      : `“${written.trim()}” is no value for the ${field.dataType} field “${field.name}”.`,
    'Write another value, or choose another field.',
  );
}
