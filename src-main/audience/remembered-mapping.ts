import type { ColumnOptions, MappingNote } from '../contract/audience.ts';
import { isByContact, type ProfileField } from '../contract/profile-field.ts';
import type { KeptColumn, KeptField, RememberedMapping } from '../contract/remembered-mapping.ts';
import { SAFE_OPTIONS } from './column-options.ts';
import { type MappedColumn, mapColumns } from './mapping.ts';

/** The id of no field. */
const NO_FIELD = 0;

const IS_GONE = 'which the account does not have any more';
const IS_UNLISTED = 'which is changed contact by contact, and that is not switched on';
const WAS_DISABLED = 'which was disabled in Listrak';

/** A profile field by its id. */
type RecalledTarget = 'phone' | 'ignored' | number;

/** What a remembered mapping makes of a file's columns, by their positions; those not named go by their names. */
export interface RecalledChoices {
  targets: Map<number, RecalledTarget>;
  options: Map<number, ColumnOptions>;
  constants: { field: number; value: string }[];
  /** What does not hold here as it was kept. */
  notes: MappingNote[];
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

/** What of the columns goes to Listrak and cannot be kept. */
export function notRemembered(columns: readonly MappedColumn[]): MappingNote[] {
  return columns
    .filter(
      ({ named, constant, role }) => !named && constant === null && (role === 'phone' || role === 'field'),
    )
    .map(({ position, header }) =>
      ofColumn(position, `The column ${header} is not remembered: it has no name of its own in the file.`),
    );
}

/**
 * What was kept elsewhere, for this account: an id says there what it says here only where the name agrees, so that it is
 * the names that decide.
 */
export function broughtInto(
  fields: readonly ProfileField[],
  { columns, constants }: Pick<RememberedMapping, 'columns' | 'constants'>,
): Pick<RememberedMapping, 'columns' | 'constants'> {
  const here = (kept: KeptField): KeptField => {
    const same = fields.find(({ id, name }) => id === kept.id && isSameText(name, kept.name));
    const found = same ?? fieldNow({ ...kept, id: NO_FIELD }, fields);
    return { ...kept, id: typeof found === 'string' ? NO_FIELD : found.id };
  };
  return {
    columns: columns.map(({ target, ...column }) => ({
      ...column,
      target: typeof target === 'string' ? target : here(target),
    })),
    constants: constants.map(({ field, value }) => ({ field: here(field), value })),
  };
}

/**
 * Applies a remembered mapping to a file with the header that it was kept for, or another, in an account whose fields may
 * have changed. A column goes only to a field that is there and enabled, and that no other goes to; else it is left to its
 * name. Options that were decided for values of another type are not taken over, nor is a value for every row.
 * @param fields the account's; no two have one id.
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
  for (const { position, why } of left)
    recalled.notes.push(ofColumn(position, `${why}; ${whatItIs(columns[position]!)}.`));
  const { constants, notes } = recallConstants(mapping.constants, columns, fields);
  recalled.constants = constants;
  recalled.notes.push(...notes);
  if (absent.length > 0) recalled.notes.push(ofFile(`Not in this file: ${quoted(absent)}.`));
  if (repeated.length > 0)
    recalled.notes.push(ofFile(`Over more than one column of this file: ${quoted(repeated)}.`));
  return recalled;
}

/**
 * What a change of the account's fields made of the columns that went to one of them.
 * @param before the columns of the file, with the fields as they were.
 * @param after the same with the fields as they are.
 */
export function fieldChanges(
  before: readonly MappedColumn[],
  after: readonly MappedColumn[],
  fields: readonly ProfileField[],
): MappingNote[] {
  return before.flatMap(({ position, header, field, dateOrder, badValue }) => {
    if (!field) return [];
    const now = after[position]!;
    const texts =
      now.field?.id === field.id
        ? changesOf(field, now.field, { dateOrder, badValue })
        : [`${wentTo(header, field)}${whyLost(field, fields)}; ${whatItIs(now)}.`];
    return texts.map((text) => ofColumn(position, text));
  });
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
  const went = wentTo(header, target);
  const kept = typeof target === 'string' ? null : target;
  const field = kept && fieldNow(kept, fields);
  if (typeof field === 'string') return `${went}, ${field}`;
  const goal = typeof target === 'string' ? target : field!.id;
  const rival = goal === 'ignored' ? undefined : [...targets].find(([, taken]) => taken === goal);
  if (rival) return `${went}, to which “${names[rival[0]]}” goes already`;
  targets.set(position, goal);
  if (field?.dataType === kept?.dataType) options.set(position, { dateOrder, badValue });
  if (kept && field)
    notes.push(...changesOf(kept, field, { dateOrder, badValue }).map((text) => ofColumn(position, text)));
  return null;
}

/**
 * The values for every row that these columns leave room for, and what became of the others.
 * @param columns what all columns of the file become.
 */
export function recallConstants(
  kept: RememberedMapping['constants'],
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
): Pick<RecalledChoices, 'constants' | 'notes'> {
  const constants: RecalledChoices['constants'] = [];
  const notes: MappingNote[] = [];
  for (const { field: was, value } of kept) {
    const ofAll = `The value for every row in “${was.name}”`;
    const field = fieldNow(was, fields);
    if (typeof field === 'string') {
      notes.push(ofConstant(was.id, `${ofAll}, ${field}, is left out.`));
      continue;
    }
    const tell = (text: string) => notes.push(ofConstant(field.id, text));
    const column = columns.find((candidate) => candidate.field?.id === field.id);
    if (column) tell(`${ofAll} is left out: the column “${column.header}” goes there.`);
    else if (constants.some((other) => other.field === field.id))
      tell(`${ofAll} is left out: it has one already.`);
    else if (field.dataType !== was.dataType) tell(`${ofAll} is left out: ${typeChange(was, field)}.`);
    else {
      constants.push({ field: field.id, value });
      for (const text of nameChange(was, field)) tell(text);
    }
  }
  return { constants, notes };
}

/** The field of that id, else the one enabled field of that name; or why there is none, in words that follow its name. */
function fieldNow({ id, name }: KeptField, fields: readonly ProfileField[]): ProfileField | string {
  const same = fields.find((field) => field.id === id);
  if (same) return same.disabled ? WAS_DISABLED : same;
  const named = fields.filter((field) => isSameText(field.name, name));
  const [one, other] = named.filter(({ disabled }) => !disabled);
  if (other) return 'whose name several fields have now';
  return one ?? (named.length > 0 ? WAS_DISABLED : isByContact({ id }) ? IS_UNLISTED : IS_GONE);
}

/** @param options what was decided for its values as they were. */
function changesOf(kept: KeptField, field: ProfileField, options: ColumnOptions): string[] {
  const texts = nameChange(kept, field);
  if (field.dataType === kept.dataType) return texts;
  const isSafe = options.dateOrder === SAFE_OPTIONS.dateOrder && options.badValue === SAFE_OPTIONS.badValue;
  const undone = isSafe ? '' : ' What was chosen for its values is undone.';
  return [...texts, `${typeChange(kept, field)}: look at what its values come to.${undone}`];
}

function nameChange(kept: KeptField, field: ProfileField): string[] {
  return isSameText(kept.name, field.name) ? [] : [`“${kept.name}” was renamed to “${field.name}”.`];
}

function typeChange(kept: KeptField, { name, dataType }: ProfileField): string {
  return `“${name}” was a ${kept.dataType} field and is a ${dataType} field now`;
}

/** Why a column does not go to its field any more, in words that follow the field's name. */
function whyLost({ id, name }: KeptField, fields: readonly ProfileField[]): string {
  const field = fields.find((candidate) => candidate.id === id);
  if (!field) return `, ${isByContact({ id }) ? IS_UNLISTED : IS_GONE}`;
  if (field.disabled) return `, ${WAS_DISABLED}`;
  return isSameText(field.name, name) ? '' : `, which was renamed to “${field.name}”`;
}

function wentTo(header: string, target: KeptColumn['target']): string {
  return `“${header}” went to ${typeof target === 'string' ? 'the phone' : `the profile field “${target.name}”`}`;
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

function ofColumn(column: number, text: string): MappingNote {
  return { text, column, constant: null };
}

function ofConstant(constant: number, text: string): MappingNote {
  return { text, column: null, constant };
}

function ofFile(text: string): MappingNote {
  return { text, column: null, constant: null };
}
