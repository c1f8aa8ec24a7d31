import type { AppError } from '../../contract/failure.ts';
import { otherFormat } from '../file-failures.ts';
import type { ZipEntry } from './zip-archive.ts';

/** What a Mac and Windows put into an archive besides. */
const LITTER = /^__MACOSX\/|(?:^|\/)(?:\.DS_Store|Thumbs\.db|desktop\.ini)$/i;

/** Parts that documents of Microsoft Office and of OpenOffice have, and no other archive. */
const DOCUMENT_PARTS = ['[content_types].xml', 'mimetype'];

/** The one file that an archive holds. @throws AppError `file.format` */
export function onlyFile(entries: readonly ZipEntry[]): ZipEntry {
  const files = entries.filter(({ name, directory }) => !directory && !LITTER.test(name));
  const [file, ...others] = files;
  if (!file) {
    throw otherFormat('The archive holds no file.', 'Export the audience again and choose that file.');
  }
  if (others.length > 0) throw isDocument(files) ? otherDocument() : severalFiles(files.length);
  return file;
}

function isDocument(files: readonly ZipEntry[]): boolean {
  return files.some(({ name }) => DOCUMENT_PARTS.includes(name.toLowerCase()));
}

function otherDocument(): AppError {
  return otherFormat(
    'The file is a document, but no Excel workbook.',
    'Save it as an Excel workbook (.xlsx) or as CSV UTF-8, and choose that file.',
  );
}

function severalFiles(count: number): AppError {
  return otherFormat(
    `The archive holds ${count.toLocaleString('en-US')} files, and only one can be read.`,
    'Unpack it, and choose the audience file itself.',
  );
}
