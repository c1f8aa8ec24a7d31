import type { AppError } from '../contract/failure.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import { nameKey } from './column-names.ts';
import { SAFE_OPTIONS } from './column-options.ts';
import { FieldNames } from './field-names.ts';
import { columnLetter, type MappedColumn } from './mapped-column.ts';
import {
  chosenColumn,
  type MappingChoices,
  mappingError,
  type OptInChoice,
  PHONE,
  takeChoice,
} from './mapping-choices.ts';
import { MAYBE_PHONE_NAMES, OPT_IN_NAMES, PHONE_NAMES } from './name-aliases.ts';
import { matchByName } from './name-matching.ts';

export { sameName } from './column-names.ts';
export { columnLetter, listColumns, type MappedColumn } from './mapped-column.ts';
export type { MappingChoices, OptInChoice } from './mapping-choices.ts';

const ANY_PHONE_NAMES = new Set([...PHONE_NAMES, ...MAYBE_PHONE_NAMES]);

/**
 * Decides what every column becomes: the user's choices first, then the phone and opt-in columns by their
 * names, then profile fields by name. A repeated or empty name is matched to nothing by itself; it goes by
 * its letter. Nothing is matched to a disabled field, nor a second column to a field already taken, nor any of
 * several columns whose names are equally close to one field's.
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
      constant: null,
      ...SAFE_OPTIONS,
    };
  });
  const taken = new Set<number>();
  const undecided = new Set(columns);

  for (const [name, target] of choices) {
    const column = chosenColumn(columns, name);
    if (!undecided.has(column)) {
      throw mappingError('columnTwice', `The column “${column.header}” is mapped twice.`);
    }
    takeChoice(column, target, fields, taken);
    undecided.delete(column);
  }
  const consent =
    optIn === null
      ? theOneNamed(undecided, OPT_IN_NAMES, 'optIn', onSeveral)
      : optIn === false
        ? undefined
        : chosenColumn(columns, optIn);
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
    const isNamed = [...undecided].some((column) => hasName(column, PHONE_NAMES));
    const phone = theOneNamed(undecided, isNamed ? ANY_PHONE_NAMES : PHONE_NAMES, 'phone', onSeveral);
    if (phone) {
      phone.role = 'phone';
      undecided.delete(phone);
    }
  }
  matchByName(undecided, new FieldNames(fields), taken);
  return columns;
}

/** Those that are in the file, and not the same value for every row. */
export function fileColumns(columns: readonly MappedColumn[]): MappedColumn[] {
  return columns.filter(({ constant }) => constant === null);
}

function nameless(name: string): string {
  return name === '' ? 'The column has no name.' : `The name “${name}” stands over more than one column.`;
}

/** @param keys names by their keys. */
function hasName({ named, header }: MappedColumn, keys: ReadonlySet<string>): boolean {
  return named && keys.has(nameKey(header));
}

/** The column with one of these names; where several have one, none may win in silence. */
function theOneNamed(
  columns: Iterable<MappedColumn>,
  names: ReadonlySet<string>,
  role: 'phone' | 'optIn',
  onSeveral: (error: AppError) => void,
): MappedColumn | undefined {
  const [one, ...others] = [...columns].filter((column) => hasName(column, names));
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
