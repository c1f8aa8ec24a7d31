import { withOptions } from '../../audience/column-options.ts';
import { withConstants } from '../../audience/constants.ts';
import type { MappedColumn } from '../../audience/mapped-column.ts';
import { mapColumns, type OptInChoice } from '../../audience/mapping.ts';
import { fieldChanges, recallConstants } from '../../audience/remembered-mapping.ts';
import type { ColumnOptions, ColumnTarget, MappingNote, MappingState } from '../../contract/audience.ts';
import { AppError } from '../../contract/failure.ts';
import type { ProfileField } from '../../contract/profile-field.ts';

/** One value for every row, in a profile field by its id. */
export interface ChosenConstant {
  field: number;
  value: string;
}

/** What the user decided about the columns, by their positions; what is not decided goes by its name. */
export interface ColumnChoices {
  targets: ReadonlyMap<number, ColumnTarget>;
  options: ReadonlyMap<number, ColumnOptions>;
  constants: readonly ChosenConstant[];
  optIn: OptInChoice;
}

export const NO_CHOICES: ColumnChoices = {
  targets: new Map(),
  options: new Map(),
  constants: [],
  optIn: null,
};

/** Choices, and what of others they replace does not hold. */
export interface ChoicesAndNotes {
  choices: ColumnChoices;
  notes: MappingNote[];
}

/** Choices with what they make of the columns of a file. */
export interface Outcome {
  choices: ColumnChoices;
  columns: readonly MappedColumn[];
}

/** The columns of a file by these choices, without the values for every row. @throws AppError `mapping.*` */
export function mappedBy(
  { targets, options, optIn }: ColumnChoices,
  header: readonly string[],
  fields: readonly ProfileField[],
  onSeveral: (error: AppError) => void = () => {},
): MappedColumn[] {
  return withOptions(mapColumns(header, fields, wordsOf(targets), optIn, onSeveral), options);
}

/** The choices that need no account. */
export function withoutFields(choices: ColumnChoices): ColumnChoices {
  const targets = [...choices.targets].filter(([, target]) => typeof target !== 'number');
  return { ...choices, targets: new Map(targets), constants: [] };
}

/** Choices after the fields of their account became others: what went to a field holds as long as it is there and enabled. */
export function withFields(
  { choices, columns: before }: Outcome,
  header: readonly string[],
  was: readonly ProfileField[],
  now: readonly ProfileField[],
): ChoicesAndNotes {
  const targets = [...choices.targets].filter(
    ([, target]) => typeof target !== 'number' || now.some(({ id, disabled }) => id === target && !disabled),
  );
  const moved = { ...choices, targets: new Map(targets) };
  const columns = mappedBy(moved, header, now);
  const changes = fieldChanges(before, columns, now);
  const kept = choices.constants.map(({ field, value }) => ({
    field: was.find(({ id }) => id === field)!,
    value,
  }));
  const { constants, notes } = recallConstants(kept, columns, now);
  return { choices: { ...moved, constants }, notes: [...changes, ...notes] };
}

/** Without those of the values for every row that these columns leave no room for, or that are none for their field. */
export function withSoundConstants(
  { choices, columns }: Outcome,
  fields: readonly ProfileField[],
  today: string,
): ChoicesAndNotes {
  const constants: ChosenConstant[] = [];
  const notes: MappingNote[] = [];
  for (const constant of choices.constants) {
    try {
      withConstants(columns, fields, [...constants, constant], today);
      constants.push(constant);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const name = fields.find(({ id }) => id === constant.field)?.name;
      const text = `The value for every row in “${name}” is left out, since it does not fit here.`;
      notes.push({ text, column: null, constant: constant.field });
    }
  }
  return { choices: { ...choices, constants }, notes };
}

/** What is told of choices: nothing, where they follow no mapping and all hold. */
export function recalledState(
  mapping: NonNullable<MappingState['recalled']>['mapping'],
  notes: MappingNote[],
): MappingState['recalled'] {
  return mapping || notes.length > 0 ? { mapping, notes } : null;
}

/**
 * What outlives a change of the columns. Options hold for what their column was when they were chosen, and a note until
 * its column, or what goes to its field, is another.
 * @param about the column or the field that the user spoke of, which settles its notes in any case.
 */
export function afterChange(
  before: Outcome,
  after: Outcome,
  recalled: MappingState['recalled'],
  about: Partial<Pick<MappingNote, 'column' | 'constant'>> = {},
): { choices: ColumnChoices; recalled: MappingState['recalled'] } {
  const stays = (position: number) => goalOf(before.columns[position]) === goalOf(after.columns[position]);
  const options = new Map([...after.choices.options].filter(([position]) => stays(position)));
  const choices = { ...after.choices, options };
  if (!recalled) return { choices, recalled };
  const notes = recalled.notes.filter(
    ({ column, constant }) =>
      (column === null || (column !== about.column && stays(column))) &&
      (constant === null ||
        (constant !== about.constant && sourceOf(before, constant) === sourceOf(after, constant))),
  );
  const { mapping } = recalled;
  const changed = essence(before) !== essence(after);
  return {
    choices,
    recalled: recalledState(mapping && { ...mapping, changed: mapping.changed || changed }, notes),
  };
}

/** What a column is sent as. */
function goalOf(column: MappedColumn | undefined): string {
  return JSON.stringify([column?.role, column?.field?.id, column?.field?.dataType]);
}

/** Where the values of a field come from. */
function sourceOf({ choices, columns }: Outcome, field: number): number | string | undefined {
  const constant = choices.constants.find((one) => one.field === field);
  return constant?.value ?? columns.find((column) => column.field?.id === field)?.position;
}

/** All that the choices come to. */
function essence({ choices: { constants }, columns }: Outcome): string {
  const sent = columns.map((column) => [goalOf(column), column.dateOrder, column.badValue]);
  return JSON.stringify([sent, constants]);
}

function wordsOf(targets: ReadonlyMap<number, ColumnTarget>): Map<number, string | number> {
  const words = { byName: '', phone: 'Phone', ignored: '' };
  return new Map(
    [...targets].map(([position, target]) => [position, typeof target === 'number' ? target : words[target]]),
  );
}
