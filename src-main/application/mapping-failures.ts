import { AppError, type Failure } from '../contract/failure.ts';
import type { Locked } from './kept.ts';

export function nameTaken(name: string): AppError {
  return new AppError({
    code: 'mapping.nameTaken',
    message: `There is already a mapping named “${name}”. Nothing has changed.`,
    hint: 'Choose another name, or delete that mapping first.',
  });
}

/** @param most of one account. */
export function tooMany(most: number): AppError {
  return new AppError({
    code: 'mapping.tooMany',
    message: `The account has ${most} remembered mappings, and more cannot be kept. Nothing has changed.`,
    hint: 'Delete one that you do not need any more.',
  });
}

export function isNewer(): AppError {
  return new AppError({
    code: 'mapping.newerVersion',
    message:
      'The remembered mappings are from a newer version of this app, which this one cannot read. Nothing has changed.',
    hint: 'Use the newer version to have them and to keep more.',
  });
}

export function isLocked(why: Locked): AppError {
  const [key, hint] =
    why === 'noKeychain'
      ? [
          'the keychain that has their key cannot be opened',
          'Unlock this computer’s keychain, then “Look again” at Connect.',
        ]
      : [
          'this computer’s keychain does not have their key',
          'Bring the keychain of that time back; or move “mappings.json” out of the folder in which this app keeps its data, and begin anew.',
        ];
  return new AppError({
    code: 'mapping.locked',
    message: `The remembered mappings are encrypted, and ${key}, so none can be kept. Nothing has changed.`,
    hint,
  });
}

export function cannotRead(cause: unknown): AppError {
  return new AppError(
    {
      code: 'mapping.cannotRead',
      message:
        'The remembered mappings cannot be read from the disk, so none can be kept. Nothing has changed.',
      hint: 'Check that “mappings.json”, in the folder in which this app keeps its data, may be read and is held by no other program; then start the app again.',
    },
    { cause },
  );
}

/** @param left where what cannot be read is now. */
export function damaged(message: string, left: string): Failure {
  return {
    code: 'mapping.damaged',
    message: `${message} Nothing was deleted.`,
    hint: `${left}, in the folder in which this app keeps its data. Map the columns again, and keep the mapping.`,
  };
}

export function cannotKeep(cause: unknown): AppError {
  return new AppError(
    {
      code: 'mapping.cannotKeep',
      message: 'The remembered mappings cannot be written to the disk. Nothing has changed.',
      hint: 'Check the folder in which this app keeps its data, your permission to write there, and the room on the disk.',
    },
    { cause },
  );
}
