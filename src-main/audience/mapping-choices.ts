import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import { closeness, nameKey, sameName } from './column-names.ts';
import { FieldNames } from './field-names.ts';
import { columnLetter, listColumns, type MappedColumn } from './mapped-column.ts';

/**
 * What the user asks of a column. The key is its header, or its position from 0; the value a profile field's name or
 * id, `Phone`, or '' for "do not send".
 */
export type MappingChoices = ReadonlyMap<string | number, string | number>;

/** Which column says who opted in: its header or position; null to find it by name; false for none. */
export type OptInChoice = string | number | null | false;

/** Stands for the phone among the ids of fields that are taken; no field has it (vendor spec, `fileMappings`). */
export const PHONE = 0;

/**
 * Finds a column by its position; or by its header, of which the closest counts; or else by its letter, where it has no
 * usable name.
 * @throws AppError `mapping.unknownColumn`, `mapping.severalColumns`
 */
export function chosenColumn(columns: readonly MappedColumn[], name: string | number): MappedColumn {
  const wanted = typeof name === 'string' ? name.trim() : columnLetter(name);
  const column = typeof name === 'number' ? columns[name] : columnNamed(columns, wanted);
  if (column) return column;
  throw mappingError(
    'unknownColumn',
    `The file has no column named “${wanted}”.`,
    `Its columns are: ${listColumns(columns)}.`,
  );
}

function columnNamed(columns: readonly MappedColumn[], name: string): MappedColumn | undefined {
  const same = columns.filter(({ named, header }) => named && sameName(header, name));
  const best = Math.min(...same.map(({ header }) => closeness(header, name)));
  const [closest, other] = same.filter(({ header }) => closeness(header, name) === best);
  if (closest && other) {
    throw mappingError(
      'severalColumns',
      `“${name}” may be the column “${closest.header}” or “${other.header}”.`,
      'Write its name just as it stands in the file.',
    );
  }
  return closest ?? columns.find(({ header }) => header === name);
}

/**
 * Makes of a column what the user chose.
 * @param taken the ids of what other columns go to already; this one's is added.
 * @throws AppError `mapping.unknownField`, `mapping.severalFields`, `mapping.disabledField`, `mapping.targetTaken`
 */
export function takeChoice(
  column: MappedColumn,
  target: string | number,
  fields: readonly ProfileField[],
  taken: Set<number>,
): void {
  if (typeof target === 'string' && target.trim() === '') {
    column.role = 'ignored';
    column.note = 'You chose not to send this column.';
    return;
  }
  const isPhone = typeof target === 'string' && nameKey(target) === 'phone';
  const field = isPhone ? null : chosenField(fields, target);
  const id = field?.id ?? PHONE;
  if (taken.has(id)) {
    throw mappingError(
      'targetTaken',
      `Two columns are mapped onto “${field?.name ?? 'Phone'}”.`,
      'Map one of them elsewhere, or leave it out.',
    );
  }
  taken.add(id);
  column.role = field ? 'field' : 'phone';
  column.field = field;
  column.note = null;
}

/**
 * The profile field of that name, of which the closest counts, or of that id.
 * @throws AppError `mapping.unknownField`, `mapping.severalFields`, `mapping.disabledField`
 */
export function chosenField(fields: readonly ProfileField[], target: string | number): ProfileField {
  const field =
    typeof target === 'number' ? fields.find(({ id }) => id === target) : fieldNamed(fields, target.trim());
  if (field === undefined) {
    const enabled = fields.filter(({ disabled }) => !disabled).map(({ name }) => name);
    throw mappingError(
      'unknownField',
      `The account has no profile field named “${String(target).trim()}”.`,
      enabled.length === 0
        ? 'There are no fields to choose from: say whose they are, or create it in Listrak first.'
        : `Create it in Listrak first, or choose one of the fields that are there: ${enabled.join(', ')}.`,
    );
  }
  if (field.disabled) {
    throw mappingError(
      'disabledField',
      `The profile field “${field.name}” is disabled in Listrak.`,
      'Enable it there, or choose another field.',
    );
  }
  return field;
}

function fieldNamed(fields: readonly ProfileField[], name: string): ProfileField | undefined {
  const found = new FieldNames(fields).named(name);
  if (found !== 'several') return found?.field;
  throw mappingError(
    'severalFields',
    `The account has several profile fields named “${name}”.`,
    'Give them different names in Listrak first.',
  );
}

export function mappingError(problem: string, message: string, hint = 'Correct the mapping.'): AppError {
  return new AppError({ code: `mapping.${problem}`, message: `${message} Nothing was sent.`, hint });
}
