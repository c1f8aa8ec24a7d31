import { basename } from 'node:path';
import { AppError } from '../contract/failure.ts';

const WHY: Record<string, [problem: string, what: string, hint: string]> = {
  ENOENT: ['missing', 'does not exist', 'Check the name and the folder, and choose the file again.'],
  EISDIR: ['directory', 'is a folder', 'Choose the export inside it.'],
  ENOTFILE: ['notAFile', 'is no ordinary file', 'Choose the export itself.'],
  EACCES: [
    'noPermission',
    'may not be read by you',
    'Ask its owner for permission to read it, or copy it to a folder of yours.',
  ],
  EPERM: [
    'noPermission',
    'may not be read by you',
    'Ask its owner for permission to read it, or copy it to a folder of yours.',
  ],
};

/** Why a file could not be opened, in a sentence. The folder is left out of it. */
export function cannotOpen(path: string, error: unknown): AppError {
  const code = (error as { code?: string }).code ?? '';
  const [problem, what, hint] = WHY[code] ?? [
    'unreadable',
    'cannot be read',
    'Copy it to this computer’s disk and choose it again.',
  ];
  return new AppError(
    { code: `file.${problem}`, message: `The file “${basename(path)}” ${what}. Nothing was sent.`, hint },
    { cause: error },
  );
}

/** Why a file that could be opened cannot be read to its end; by then something may have been sent. */
export function cannotReadOn(path: string, error: unknown): AppError {
  return new AppError(
    {
      code: 'file.unreadable',
      message: `The file “${basename(path)}” could not be read to its end, so it was not sent any further.`,
      hint: 'Copy it to this computer’s disk and choose it again.',
    },
    { cause: error },
  );
}

export function fileChanged(): AppError {
  return new AppError({
    code: 'file.changed',
    message:
      'The file has changed since it was opened, or is still being written, so it was not sent any further.',
    hint: 'Wait until it is complete, review it again, then send it.',
  });
}

/** What is packed, or a workbook, does not come out as it went in. */
export function damaged(cause?: unknown): AppError {
  return new AppError(
    {
      code: 'file.damaged',
      message:
        'The file is damaged or was not copied to its end, so not all of it could be read. Nothing was sent.',
      hint: 'Export or copy it again, and choose the new file.',
    },
    { cause },
  );
}

export function encrypted(): AppError {
  return new AppError({
    code: 'file.encrypted',
    message: 'The file is protected with a password, so it cannot be read. Nothing was sent.',
    hint: 'Open it with its password, save it without one, and choose the new file.',
  });
}

/** What is neither text, nor a workbook, nor one file packed. */
export function otherFormat(what: string, hint: string): AppError {
  return new AppError({ code: 'file.format', message: `${what} Nothing was sent.`, hint });
}

/** @param isChosen whether the encoding is the user's choice, which may be amiss. */
export function notText(isChosen: boolean): AppError {
  return new AppError({
    code: 'file.binary',
    message: 'The file is not text, so it cannot be an audience export. Nothing was sent.',
    hint: isChosen
      ? 'Have it read in the encoding that is found, or choose another one.'
      : 'Choose the export: a CSV file or an Excel workbook.',
  });
}

export function noSheet(wanted: string, sheets: readonly { name: string }[]): AppError {
  const names = sheets.map(({ name }) => `“${name}”`).join(', ');
  return new AppError({
    code: 'file.noSheet',
    message: `The workbook has no sheet named “${wanted}”. Nothing was sent.`,
    hint: `Choose one of its sheets: ${names}.`,
  });
}

export function rowsStale(): AppError {
  return new AppError({
    code: 'rows.stale',
    message: 'Which rows are shown has changed in the meantime.',
    hint: 'Look at the rows again: they are shown as they are now.',
  });
}

export function nothingReviewed(): AppError {
  return new AppError({
    code: 'file.notReviewed',
    message: 'No audience file has been reviewed yet. Nothing was sent.',
    hint: 'Choose a file and review it first.',
  });
}
