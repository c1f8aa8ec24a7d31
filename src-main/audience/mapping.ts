import { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { ReviewedColumn } from '../contract/review.ts';

/**
 * What the user asks of a column. The key is its header, or its position from 0; the value a profile field's name or
 * id, `Phone`, or '' for "do not send".
 */
export type MappingChoices = ReadonlyMap<string | number, string | number>;

/** Which column says who opted in: its header or position; null to find it by name; false for none. */
export type OptInChoice = string | number | null | false;

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

/** Stands for the phone among the ids of fields that are taken; no field has it (vendor spec, `fileMappings`). */
const PHONE = 0;

const PHONE_NAMES = new Set(['phone', 'phone number']);
/** Names that no column gets by itself, but beside which another one is not the phone by itself either. */
const MAYBE_PHONE_NAMES = new Set([
  'mobile',
  'mobile phone',
  'mobile number',
  'mobile phone number',
  'cell',
  'cell phone',
  'cell phone number',
  'cellphone',
  'sms phone',
  'sms number',
]);
const ANY_PHONE_NAMES = new Set([...PHONE_NAMES, ...MAYBE_PHONE_NAMES]);
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
 * @param onSeveral told when several columns have the name of the phone or of the opt-in answer, so that none is taken.
 * @throws AppError `mapping.*` when a choice names a column or field that is not there, or takes one twice.
 */
export function mapColumns(
  header: readonly string[],
  fields: readonly ProfileField[],
  choices: MappingChoices = new Map(),
  optIn: OptInChoice = null,
  onSeveral: (error: AppError) => void = (error) => {
    throw error;
  },
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
  const taken = new Set<number>();
  const undecided = new Set(columns);

  for (const [name, target] of choices) {
    const column = columnNamed(columns, name);
    if (!undecided.has(column)) {
      throw mappingError('columnTwice', `The column “${column.header}” is mapped twice.`);
    }
    decide(column, target, fields, taken);
    undecided.delete(column);
  }
  const consent =
    optIn === null
      ? theOneNamed(undecided, OPT_IN_NAMES, 'optIn', onSeveral)
      : optIn === false
        ? undefined
        : columnNamed(columns, optIn);
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
  if (!taken.has(PHONE)) {
    const isNamed = (names: ReadonlySet<string>) =>
      [...undecided].some(({ named, header: name }) => named && names.has(plainName(name)));
    const names = isNamed(PHONE_NAMES) ? ANY_PHONE_NAMES : PHONE_NAMES;
    const phone = theOneNamed(undecided, names, 'phone', onSeveral);
    if (phone) {
      phone.role = 'phone';
      undecided.delete(phone);
    }
  }
  // A column's own name goes before what Amperity's attribute names stand for, wherever in the file it is.
  for (const column of undecided) if (column.named) match(column, column.header, fields, taken);
  for (const column of undecided) {
    const meant = ATTRIBUTES.get(column.header.toLowerCase());
    if (column.named && column.field === null && meant !== undefined) match(column, meant, fields, taken);
  }
  return columns;
}

/** The columns' names for a message; a line of data that stands where the header should is not quoted. */
export function listColumns(columns: readonly MappedColumn[]): string {
  return columns
    .map(({ position, header, named, note }) => {
      if (!named) return `${header} (${note})`;
      const isData = header.includes('@') || header.replace(/\D/g, '').length >= 7;
      return isData ? columnLetter(position) : header;
    })
    .join(', ');
}

function nameless(name: string): string {
  return name === '' ? 'The column has no name.' : `The name “${name}” stands over more than one column.`;
}

/** The column with one of these names; where several have one, none may win in silence. */
function theOneNamed(
  columns: Iterable<MappedColumn>,
  names: ReadonlySet<string>,
  role: 'phone' | 'optIn',
  onSeveral: (error: AppError) => void,
): MappedColumn | undefined {
  const [one, ...others] = [...columns].filter(({ named, header }) => named && names.has(plainName(header)));
  if (others.length === 0) return one;
  const found = [one!, ...others].map(({ header }) => `“${header}”`).join(' and ');
  onSeveral(
    role === 'phone'
      ? mappingError(
          'severalPhones',
          `The columns ${found} may each be the phone.`,
          'Say which one is, and leave the other out.',
        )
      : mappingError(
          'severalOptIns',
          `The columns ${found} may each say who opted in.`,
          'Say which one counts, or leave one out.',
        ),
  );
  return undefined;
}

/** Finds a column by its position, its exact header, else by its name, else by its letter where it has no usable name. */
function columnNamed(columns: readonly MappedColumn[], name: string | number): MappedColumn {
  const wanted = typeof name === 'string' ? name.trim() : columnLetter(name);
  const column =
    typeof name === 'number'
      ? columns[name]
      : (columns.find((candidate) => candidate.named && candidate.header === wanted) ??
        columns.find((candidate) => candidate.named && sameName(candidate.header, wanted)) ??
        columns.find((candidate) => candidate.header === wanted));
  if (column) return column;
  throw mappingError(
    'unknownColumn',
    `The file has no column named “${wanted}”.`,
    `Its columns are: ${listColumns(columns)}.`,
  );
}

function decide(
  column: MappedColumn,
  target: string | number,
  fields: readonly ProfileField[],
  taken: Set<number>,
): void {
  if (typeof target === 'string' && plainName(target) === '') {
    column.role = 'ignored';
    column.note = 'You chose not to send this column.';
    return;
  }
  const isPhone = typeof target === 'string' && plainName(target) === 'phone';
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

function chosenField(fields: readonly ProfileField[], target: string | number): ProfileField {
  const name = String(target).trim();
  const field =
    typeof target === 'number' ? fields.find(({ id }) => id === target) : fieldNamed(fields, name);
  if (field === undefined) {
    throw mappingError(
      'unknownField',
      `The account has no profile field named “${name}”.`,
      'Create it in Listrak first, or choose one of the fields that are there.',
    );
  }
  if (field === 'several') {
    throw mappingError(
      'severalFields',
      `The account has several profile fields named “${name}”.`,
      'Give them different names in Listrak first.',
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

/** The field of that name: one that is enabled before one that is not, the very spelling before one alike. */
function fieldNamed(fields: readonly ProfileField[], name: string): ProfileField | 'several' | undefined {
  const alike = fields.filter((field) => sameName(field.name, name));
  const enabled = alike.filter((field) => !field.disabled);
  if (enabled.length <= 1) return enabled[0] ?? alike[0];
  const exact = enabled.filter((field) => field.name.trim() === name.trim());
  return exact.length === 1 ? exact[0] : 'several';
}

function match(
  column: MappedColumn,
  name: string,
  fields: readonly ProfileField[],
  taken: Set<number>,
): void {
  const field = fieldNamed(fields, name);
  if (field === undefined) return;
  if (field === 'several') column.note = 'Several profile fields have this name.';
  else if (field.disabled) column.note = `The profile field “${field.name}” is disabled in Listrak.`;
  else if (taken.has(field.id)) column.note = `Another column already goes to “${field.name}”.`;
  else {
    taken.add(field.id);
    column.role = 'field';
    column.field = field;
    column.note = null;
  }
}

function mappingError(problem: string, message: string, hint = 'Correct the mapping.'): AppError {
  return new AppError({ code: `mapping.${problem}`, message: `${message} Nothing was sent.`, hint });
}
