import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { ReviewedColumn } from '../contract/review.ts';

/** What the user asks of one column, by its header: a profile field's name, `Phone`, or '' for "do not send". */
export type MappingChoices = ReadonlyMap<string, string>;

/** A column's place in the file and what it becomes; `field` is the whole profile field when it has one. */
export interface MappedColumn {
  position: number;
  header: string;
  named: boolean;
  role: ReviewedColumn['role'];
  field: ProfileField | null;
  note: string | null;
}

/** Amperity's attribute names and the system fields they mean. Source: Amperity's docs of its connector. */
const ATTRIBUTES = new Map([
  ['email', 'Email Address'],
  ['given_name', 'First Name'],
  ['surname', 'Last Name'],
  ['postal', 'Postal Code'],
  ['birthdate', 'Birthday'],
]);

const PHONE_NAMES = new Set(['phone', 'phone number']);
const OPT_IN_NAMES = new Set([
  'is sms opted in',
  'sms opted in',
  'is opted in sms',
  'sms opt in',
  'is sms opt in',
]);

/** Names are equal without regard to case and outer spaces, an underscore standing for a space (Amperity). */
export function sameName(one: string, other: string): boolean {
  return plainName(one) === plainName(other);
}

function plainName(name: string): string {
  return name.trim().toLowerCase().replaceAll('_', ' ').replace(/\s+/g, ' ');
}

/** A column's letter as a spreadsheet shows it: 0 is A, 26 is AA. */
export function columnLetter(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : columnLetter(Math.floor(position / 26) - 1) + letter;
}

/**
 * Decides what every column becomes: the user's choices first, then the phone and opt-in columns by their
 * names, then profile fields by name. A repeated or empty name is matched to nothing by itself; it goes by
 * its letter. Nothing is matched to a disabled field, nor a second column to a field already taken.
 * @param optIn the opt-in column's header as the user named it, or null to find it by name.
 * @throws AppError `mapping.*` when a choice names a column or field that is not there, or takes one twice.
 */
export function mapColumns(
  header: readonly string[],
  fields: readonly ProfileField[],
  choices: MappingChoices = new Map(),
  optIn: string | null = null,
): MappedColumn[] {
  const columns = header.map((name, position): MappedColumn => {
    const named = name !== '' && header.indexOf(name) === header.lastIndexOf(name);
    return {
      position,
      header: named ? name : columnLetter(position),
      named,
      role: 'unmatched',
      field: null,
      note: named ? null : nameless(name),
    };
  });
  const taken = new Set<string>();
  const undecided = new Set(columns);

  for (const [name, target] of choices) {
    const column = columnNamed(columns, name);
    if (!undecided.has(column)) {
      throw mappingError('columnTwice', `The column “${column.header}” is mapped twice.`);
    }
    decide(column, target, fields, taken);
    undecided.delete(column);
  }
  const consent = optIn === null ? findByName(undecided, OPT_IN_NAMES) : columnNamed(columns, optIn);
  if (consent) {
    if (consent.role === 'phone' || consent.role === 'field') {
      const other = consent.field?.name ?? 'the phone';
      throw mappingError(
        'optInTaken',
        `The column “${consent.header}” cannot both tell who opted in and be sent as ${other}.`,
      );
    }
    consent.role = 'optIn';
    undecided.delete(consent);
  }
  if (!taken.has('phone')) {
    const phone = findByName(undecided, PHONE_NAMES);
    if (phone) {
      phone.role = 'phone';
      undecided.delete(phone);
    }
  }
  for (const column of undecided) if (column.named) matchByName(column, fields, taken);
  return columns;
}

function nameless(name: string): string {
  return name === '' ? 'The column has no name.' : `The name “${name}” stands over more than one column.`;
}

function findByName(columns: Iterable<MappedColumn>, names: ReadonlySet<string>): MappedColumn | undefined {
  return [...columns].find((column) => column.named && names.has(plainName(column.header)));
}

/** Finds a column by its exact header, else by its name, else by its letter where it has no usable name. */
function columnNamed(columns: readonly MappedColumn[], name: string): MappedColumn {
  const wanted = name.trim();
  const column =
    columns.find((candidate) => candidate.named && candidate.header === wanted) ??
    columns.find((candidate) => candidate.named && sameName(candidate.header, wanted)) ??
    columns.find((candidate) => candidate.header === wanted);
  if (column) return column;
  throw mappingError(
    'unknownColumn',
    `The file has no column named “${wanted}”.`,
    `Its columns are: ${columns.map((candidate) => candidate.header).join(', ')}.`,
  );
}

function decide(
  column: MappedColumn,
  target: string,
  fields: readonly ProfileField[],
  taken: Set<string>,
): void {
  const wanted = plainName(target);
  if (wanted === '') {
    column.role = 'ignored';
    column.note = 'You chose not to send this column.';
    return;
  }
  if (taken.has(wanted)) {
    throw mappingError(
      'targetTaken',
      `Two columns are mapped onto “${target.trim()}”.`,
      'Map one of them elsewhere, or leave it out with --map "Column=".',
    );
  }
  taken.add(wanted);
  if (wanted === 'phone') {
    column.role = 'phone';
    column.note = null;
    return;
  }
  const field = fields.find((candidate) => plainName(candidate.name) === wanted);
  if (!field) {
    throw mappingError(
      'unknownField',
      `The account has no profile field named “${target.trim()}”.`,
      'Create it in Listrak first, or choose one of the fields that are there.',
    );
  }
  if (field.disabled) {
    throw mappingError(
      'disabledField',
      `The profile field “${field.name}” is disabled in Listrak.`,
      'Enable it there, or choose another field.',
    );
  }
  column.role = 'field';
  column.field = field;
  column.note = null;
}

function matchByName(column: MappedColumn, fields: readonly ProfileField[], taken: Set<string>): void {
  const attribute = ATTRIBUTES.get(column.header.trim().toLowerCase());
  const wanted = plainName(attribute ?? column.header);
  const field =
    fields.find((candidate) => plainName(candidate.name) === plainName(column.header)) ??
    fields.find((candidate) => plainName(candidate.name) === wanted);
  if (!field) return;
  const name = plainName(field.name);
  if (field.disabled) column.note = `The profile field “${field.name}” is disabled in Listrak.`;
  else if (taken.has(name)) column.note = `Another column already goes to “${field.name}”.`;
  else {
    taken.add(name);
    column.role = 'field';
    column.field = field;
  }
}

function mappingError(problem: string, message: string, hint = 'Correct the mapping.'): AppError {
  return new AppError({ code: `mapping.${problem}`, message: `${message} Nothing was sent.`, hint });
}
