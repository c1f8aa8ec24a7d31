import type { ColumnOptions } from '../contract/audience.ts';
import type { ProfileField } from '../contract/profile-field.ts';
import type { ReviewedColumn } from '../contract/review.ts';

/** A column's place in the file and what it becomes; `field` is the whole profile field when it has one. */
export interface MappedColumn extends ColumnOptions {
  position: number;
  header: string;
  named: boolean;
  role: ReviewedColumn['role'];
  field: ProfileField | null;
  note: string | null;
  /** The value that every row gets, of a column that is not in the file and stands after its last one; else null. */
  constant: string | null;
}

/** A column's letter as a spreadsheet shows it: 0 is A, 26 is AA. */
export function columnLetter(position: number): string {
  const letter = String.fromCharCode(65 + (position % 26));
  return position < 26 ? letter : columnLetter(Math.floor(position / 26) - 1) + letter;
}

/** The columns' names for a message; a line of data that stands where the header should is not quoted. */
export function listColumns(columns: readonly MappedColumn[]): string {
  return columns
    .map(({ position, header, named, note }) => {
      if (!named) return note === null ? header : `${header} (${note})`;
      const isData = header.includes('@') || header.replace(/\D/g, '').length >= 7;
      return isData ? columnLetter(position) : header;
    })
    .join(', ');
}
