import type { Watch } from '../../application/ports.ts';
import type { AppError } from '../../contract/failure.ts';
import { encrypted, otherFormat } from '../file-failures.ts';
import type { SourceFile } from './source-file.ts';

const SIGNATURES = [
  ['\x1f\x8b', 'gzip'],
  ['PK\x03\x04', 'zip'],
  // An archive without any file.
  ['PK\x05\x06', 'zip'],
  ['\xd0\xcf\x11\xe0', 'office'],
  ['%PDF', 'pdf'],
] as const;

/** The part of an Office file that holds the document where it is protected with a password. */
const ENCRYPTED_PART = Buffer.from('EncryptedPackage', 'utf16le');

/** Where a tar archive names itself. */
const TAR = { at: 257, name: 'ustar' };

/** How a file's first bytes say that it is to be opened. */
export function kindOf(start: Uint8Array): 'gzip' | 'zip' | 'office' | 'pdf' | 'tar' | 'text' {
  const textAt = (from: number, length: number) =>
    String.fromCharCode(...start.subarray(from, from + length));
  if (textAt(TAR.at, TAR.name.length) === TAR.name) return 'tar';
  const first = textAt(0, 4);
  return SIGNATURES.find(([signature]) => first.startsWith(signature))?.[1] ?? 'text';
}

export function pdf(): AppError {
  return otherFormat('The file is a PDF document.', 'Export the audience as CSV and choose that file.');
}

export function tar(): AppError {
  return otherFormat('The file is a tar archive.', 'Unpack it, and choose the audience file itself.');
}

/** Why an Office file of the old kind cannot be read; a workbook with a password lies in one, too. */
export async function oldOffice(file: SourceFile, watch: Watch): Promise<AppError> {
  let before = Buffer.alloc(0);
  for await (const piece of file.pieces(watch)) {
    const bytes = Buffer.concat([before, piece]);
    if (bytes.includes(ENCRYPTED_PART)) return encrypted();
    before = bytes.subarray(-ENCRYPTED_PART.length);
  }
  return otherFormat(
    'The file is an Office file of the old kind (such as .xls), which cannot be read.',
    'Save it as an Excel workbook (.xlsx) or as CSV UTF-8, and choose that file.',
  );
}

/** @param start the first bytes of what was packed. */
export function assertPacksText(start: Uint8Array): void {
  const kind = kindOf(start);
  if (kind === 'text') return;
  if (kind === 'tar') throw tar();
  throw otherFormat(
    'The file is packed twice, or holds something other than text.',
    'Unpack it, and choose the file that was inside.',
  );
}
