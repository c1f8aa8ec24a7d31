import { type FileHead, readHead } from '../audience/head.ts';
import { AppError, type Failure } from '../contract/failure.ts';
import type { HeadOrFailure, Reading, Source } from '../contract/reading.ts';
import type { AudienceText } from './source/audience-text.ts';

/** What the first bytes of a text tell, and the same for showing; or why they cannot be read in this way. */
export function readBeginning(
  text: AudienceText,
  reading: Reading,
): { head: FileHead | null; beginning: HeadOrFailure } {
  const isCsv = text.source.format === 'csv';
  const choice = isCsv ? reading : { ...reading, delimiter: ',' as const };
  try {
    const head = readHead(latin1(text.start), text.startIsAll, choice);
    const { delimiter, headerRow, suggestedHeaderRow, header, preview } = head;
    const shown = { delimiter: isCsv ? delimiter : null, headerRow, suggestedHeaderRow, header, preview };
    return { head, beginning: { head: shown, failure: null } };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return {
      head: null,
      beginning: { head: null, failure: asRead(error.toFailure(), text.source, reading) },
    };
  }
}

/** One character for each byte, so that positions in it are those in the text. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/** Why a beginning cannot be read, told to who may read the file in another way. */
function asRead(failure: Failure, { sheet, sheets }: Source, reading: Reading): Failure {
  if (sheets.length > 1 && (failure.code === 'file.empty' || failure.code === 'file.noRows')) {
    const message =
      failure.code === 'file.empty'
        ? `The sheet “${sheet}” is empty. Nothing was sent.`
        : `The sheet “${sheet}” has a header but no rows under it. Nothing was sent.`;
    return { ...failure, message, hint: 'Choose another sheet of the workbook.' };
  }
  const { encoding, delimiter, headerRow } = reading;
  if (encoding === null && delimiter === null && headerRow === null) return failure;
  return { ...failure, hint: 'Have it read as found again, or choose otherwise how it is read.' };
}
