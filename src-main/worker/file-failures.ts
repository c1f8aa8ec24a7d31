import { basename } from 'node:path';
import { AppError } from '../contract/failure.ts';

const WHY: Record<string, [problem: string, what: string, hint: string]> = {
  ENOENT: ['missing', 'does not exist', 'Check the name and the folder, and choose the file again.'],
  EISDIR: ['directory', 'is a folder', 'Choose the CSV file inside it.'],
  ENOTFILE: ['notAFile', 'is no ordinary file', 'Choose the exported CSV file itself.'],
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

export function fileChanged(): AppError {
  return new AppError({
    code: 'file.changed',
    message: 'The file has changed since it was reviewed, so it was not sent any further.',
    hint: 'Review the file again, then send it.',
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
