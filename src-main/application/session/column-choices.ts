import { withConstants } from '../../audience/constants.ts';
import type { MappedColumn } from '../../audience/mapped-column.ts';
import type { OptInChoice } from '../../audience/mapping.ts';
import type { ColumnOptions, ColumnTarget } from '../../contract/audience.ts';
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

/** The choices that need no account. */
export function withoutFields(choices: ColumnChoices): ColumnChoices {
  const targets = [...choices.targets].filter(([, target]) => typeof target !== 'number');
  return { ...choices, targets: new Map(targets), constants: [] };
}

/** Those of the constants that these columns leave room for. */
export function soundConstants(
  columns: readonly MappedColumn[],
  fields: readonly ProfileField[],
  constants: readonly ChosenConstant[],
  today: string,
): ChosenConstant[] {
  const sound: ChosenConstant[] = [];
  for (const constant of constants) {
    try {
      withConstants(columns, fields, [...sound, constant], today);
      sound.push(constant);
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  }
  return sound;
}
