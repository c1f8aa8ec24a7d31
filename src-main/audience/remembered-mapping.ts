import type { ColumnOptions } from '../contract/audience.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { KeptColumn, KeptField, RememberedMapping } from '../contract/remembered-mapping.ts';
import { type MappedColumn, mapColumns } from './mapping.ts';

/** A profile field by its id. */
type RecalledTarget = 'phone' | 'ignored' | number;

/** What a remembered mapping makes of a file's columns, by their positions; those not named go by their names. */
export interface RecalledChoices {
  targets: Map<number, RecalledTarget>;
  options: Map<number, ColumnOptions>;
  constants: { field: number; value: string }[];
  /** Sentences that say what does not hold here as it was kept. */
  notes: string[];
}

/**
 * What of the columns is worth keeping: those with a name that are the phone, go to a field or are not sent, whether the
 * user chose so or their names did; and what is the same in every row.
 */
export function rememberColumns(
  columns: readonly MappedColumn[],
): Pick<RememberedMapping, 'columns' | 'constants'> {
  const kept: Pick<RememberedMapping, 'columns' | 'constants'> = { columns: [], constants: [] };
  for (const { header, named, role, field, constant, dateOrder, badValue } of columns) {
    const target = role === 'phone' || role === 'ignored' ? role : field && keptField(field);
    if (constant !== null && field) {
      kept.constants.push({ field: keptField(field), value: unambiguous(constant, field) });
    } else if (named && target) {
      kept.columns.push({ header, target, dateOrder, badValue });
    }
  }
  return kept;
}

/**
 * Applies a remembered mapping to a file with the header that it was kept for, or another, in an account whose fields may
 * have changed. A column goes only to a field that is there and enabled, and that no other goes to; else it is left to its
 * name. Options that were decided for values of another type are not taken over, nor is a value for every row.
 * @param fields the account's; no two have one id, and none has 0.
 */
export function recall(
  mapping: RememberedMapping,
  header: readonly string[],
  fields: readonly ProfileField[],
): RecalledChoices {
  const names = header.map((name) => name.trim());
  const recalled: RecalledChoices = { targets: new Map(), options: new Map(), constants: [], notes: [] };
  const left: { position: number; why: string }[] = [];
  const absent: string[] = [];
  const repeated: string[] = [];
  for (const column of mapping.columns) {
    const name = column.header.trim();
    const position = names.indexOf(name);
    if (position === -1) absent.push(name);
    else if (names.lastIndexOf(name) !== position) repeated.push(name);
    else {
      const why = recallColumn(column, position, names, fields, recalled);
      if (why !== null) left.push({ position, why });
    }
  }
  const columns = mapColumns(names, fields, wordsOf(recalled.targets), null, () => {});
  for (const { position, why } of left) recalled.notes.push(`${why}; ${whatItIs(columns[position]!)}.`);
  recallConstants(mapping.constants, columns, fields, recalled);
  if (absent.length > 0) recalled.notes.push(`Not in this file: ${quoted(absent)}.`);
  if (repeated.length > 0)
    recalled.notes.push(`Over more than one column of this file: ${quoted(repeated)}.`);
  return recalled;
}

/** Whether two headers have the same names in the same order. */
export function sameHeader(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, place) => name.trim() === other[place]!.trim());
}

/** Makes a column what it was, or says why it is left to its name: the first half of a sentence. */
function recallColumn(
  { header, target, dateOrder, badValue }: KeptColumn,
  position: number,
  names: readonly string[],
  fields: readonly ProfileField[],
  { targets, options, notes }: RecalledChoices,
): string | null {
  const went = `“${header}” went to ${typeof target === 'string' ? 'the phone' : `the profile field “${target.name}”`}`;
  const now = goalNow(target, fields);
  if (typeof now === 'string') return `${went}, ${now}`;
  const { goal, isSameType } = now;
  const rival = goal === 'ignored' ? undefined : [...targets].find(([, taken]) => taken === goal);
  if (rival) return `${went}, to which “${names[rival[0]]}” goes already`;
  targets.set(position, goal);
  if (isSameType) options.set(position, { dateOrder, badValue });
  notes.push(...now.notes);
  return null;
}

/** @param columns what all columns of the file become with what was recalled of them. */
function recallConstants(
  constants: RememberedMapping['constants'],
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
  recalled: RecalledChoices,
): void {
  for (const { field: kept, value } of constants) {
    const ofAll = `The value for every row in “${kept.name}”`;
    const leaveOut = (why: string) => recalled.notes.push(`${ofAll} is left out: ${why}.`);
    const field = fieldNow(kept, fields);
    if (typeof field === 'string') {
      recalled.notes.push(`${ofAll}, ${field}, is left out.`);
      continue;
    }
    const column = columns.find((candidate) => candidate.field?.id === field.id);
    if (column) leaveOut(`the column “${column.header}” goes there`);
    else if (recalled.constants.some((other) => other.field === field.id)) leaveOut('it has one already');
    else if (field.dataType !== kept.dataType) leaveOut(typeChange(kept, field));
    else {
      recalled.constants.push({ field: field.id, value });
      recalled.notes.push(...nameChange(kept, field));
    }
  }
}

interface Goal {
  goal: RecalledTarget;
  /** Whether it takes the same type of values as when it was kept. */
  isSameType: boolean;
  notes: string[];
}

/** What a target is in the account now; or why it is nothing, in words that follow the name of its field. */
function goalNow(target: KeptColumn['target'], fields: readonly ProfileField[]): Goal | string {
  if (typeof target === 'string') return { goal: target, isSameType: true, notes: [] };
  const field = fieldNow(target, fields);
  if (typeof field === 'string') return field;
  const isSameType = field.dataType === target.dataType;
  const notes = nameChange(target, field);
  if (!isSameType) notes.push(`${typeChange(target, field)}: look at what its values come to.`);
  return { goal: field.id, isSameType, notes };
}

/** The field of that id, else the one enabled field of that name; or why there is none, in words that follow its name. */
function fieldNow({ id, name }: KeptField, fields: readonly ProfileField[]): ProfileField | string {
  const isDisabled = 'which is disabled in Listrak now';
  const same = fields.find((field) => field.id === id);
  if (same) return same.disabled ? isDisabled : same;
  const named = fields.filter((field) => isSameText(field.name, name));
  const [one, other] = named.filter(({ disabled }) => !disabled);
  if (other) return 'whose name several fields have now';
  return one ?? (named.length > 0 ? isDisabled : 'which the account does not have any more');
}

function nameChange(kept: KeptField, field: ProfileField): string[] {
  return isSameText(kept.name, field.name) ? [] : [`“${kept.name}” is called “${field.name}” now.`];
}

function typeChange(kept: KeptField, { name, dataType }: ProfileField): string {
  return `“${name}” was a ${kept.dataType} field when this mapping was kept and is a ${dataType} field now`;
}

function whatItIs({ role, field }: MappedColumn): string {
  if (field) return `by its name it goes to “${field.name}” now`;
  if (role === 'phone') return 'by its name it is the phone now';
  return role === 'optIn' ? 'by its name it says who opted in' : 'it is not sent until you choose';
}

function keptField({ id, name, dataType }: ProfileField): KeptField {
  return { id, name, dataType };
}

/** A date as it is sent could be read two ways when it is read again; an ISO date cannot. */
function unambiguous(constant: string, { dataType }: ProfileField): string {
  return dataType === 'Date' ? constant.replace(/^(\d\d)\/(\d\d)\/(\d{4})$/, '$3-$1-$2') : constant;
}

function wordsOf(targets: ReadonlyMap<number, RecalledTarget>): Map<number, string | number> {
  const words = { phone: 'Phone', ignored: '' };
  return new Map(
    [...targets].map(([position, target]) => [position, typeof target === 'number' ? target : words[target]]),
  );
}

function isSameText(one: string, other: string): boolean {
  return one.trim().toLowerCase() === other.trim().toLowerCase();
}

function quoted(names: readonly string[]): string {
  return names.map((name) => `“${name}”`).join(', ');
}
