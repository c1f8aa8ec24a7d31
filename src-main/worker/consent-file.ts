import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { CountryCode } from 'libphonenumber-js/max';
import type { Watch } from '../application/ports.ts';
import { ConsentFilePass, consentFileChoice } from '../audience/consent-file-pass.ts';
import { answerCounts, askedRows } from '../audience/consent-summary.ts';
import { ConsentTable } from '../audience/consent-table.ts';
import { readHead } from '../audience/head.ts';
import type { ConsentLookup } from '../audience/judge.ts';
import type { MappedColumn } from '../audience/mapping.ts';
import type { ReviewPass } from '../audience/review-pass.ts';
import type { ConsentFileChoice, ConsentFileRead, ConsentSummary } from '../contract/consent.ts';
import { AppError } from '../contract/failure.ts';
import { AS_FOUND } from '../contract/reading.ts';
import { latin1 } from './beginning.ts';
import { openText } from './source/open-text.ts';

/** A consent file that was read. All that is kept of it is what it says of each person. */
export interface ReadConsentFile {
  read: ConsentFileRead;
  /** Nobody is in it while one of its columns is not known. */
  lookup: ConsentLookup;
  /** Rejects with `consentFile.changed` when the file is, by size and time, no longer the one that was read. */
  assertUnchanged(): Promise<void>;
}

/** The consent file that was asked for last. */
export class ConsentFileSlot {
  /** Null until it is read, and where it cannot be. */
  current: ReadConsentFile | null = null;
  #turn = 0;

  async read(...asked: Parameters<typeof readConsentFile>): Promise<ConsentFileRead> {
    this.forget();
    const turn = this.#turn;
    const file = await readConsentFile(...asked);
    // One that was asked for later counts, whether it can be read or not.
    if (turn === this.#turn) this.current = file;
    return file.read;
  }

  forget(): void {
    this.#turn++;
    this.current = null;
  }
}

/**
 * Reads a consent file as a whole, once.
 * @param audience the audience's header.
 * @throws AppError `file.*`
 */
async function readConsentFile(
  path: string,
  chosen: ConsentFileChoice | null,
  audience: readonly string[],
  country: CountryCode,
  watch: Watch = {},
): Promise<ReadConsentFile> {
  const text = await openText(path, { ...AS_FOUND, evenIfLarge: true }, watch);
  try {
    // Which of several has the answers, nobody has said.
    if (text.source.sheets.filter(({ hidden }) => !hidden).length > 1) throw severalSheets(path);
    const start = latin1(text.start);
    const reading = text.source.format === 'csv' ? AS_FOUND : { ...AS_FOUND, delimiter: ',' as const };
    const head = readHead(start, text.startIsAll, reading);
    const pass = new ConsentFilePass(head, consentFileChoice(head.header, audience, chosen), country);
    let position = 0;
    for await (const piece of text.pieces(watch)) {
      pass.push(latin1(piece.subarray(Math.min(Math.max(head.firstRow - position, 0), piece.length))));
      position += piece.length;
    }
    pass.end();
    const { bytes } = text.source;
    const { modified } = text;
    return {
      read: {
        name: basename(path),
        readAt: new Date().toISOString(),
        sha256: text.sha256,
        ...pass.counted(),
      },
      lookup: {
        table: pass.isComplete ? pass.table : new ConsentTable(),
        idColumn: pass.choice.key === 'id' ? pass.choice.audienceColumn : null,
      },
      assertUnchanged: async () => {
        const now = await stat(path).catch(() => null);
        if (now?.size !== bytes || now.mtimeMs !== modified) throw consentFileChanged(path);
      },
    };
  } finally {
    await text.close();
  }
}

/** Who opted in by each of the two files, over the rows that are not malformed. */
export function consentBySource(
  columns: readonly MappedColumn[],
  { index, answers, consentFile }: ReviewPass,
  readAt: string,
  file: ConsentFileRead | null,
): Pick<ConsentSummary, 'asked' | 'column' | 'file'> {
  const column = columns.find(({ role }) => role === 'optIn');
  return {
    asked: askedRows(index),
    column: answers && column ? { header: column.header, readAt, ...answerCounts(answers.counted()) } : null,
    file: file && consentFile ? { name: file.name, readAt: file.readAt, ...consentFile.counts } : null,
  };
}

function severalSheets(path: string): AppError {
  return new AppError({
    code: 'consentFile.severalSheets',
    message: `The workbook “${basename(path)}” has several sheets, and only one of them may say who opted in. Nothing was sent.`,
    hint: 'Save that sheet as a file of its own, and choose it.',
  });
}

function consentFileChanged(path: string): AppError {
  return new AppError({
    code: 'consentFile.changed',
    message: `The consent file “${basename(path)}” has changed since it was read, so the audience was not sent any further.`,
    hint: 'Choose it again in Consent, so that its answers are read anew, then send again.',
  });
}
