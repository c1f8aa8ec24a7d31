import Papa from 'papaparse';
import { z } from 'zod';
import { fitted, type PracticeCompany } from './company.ts';
import { invalidParameter, notFound, Refusal } from './refusal.ts';

const mappingSchema = z.object({
  fileColumnType: z.enum(['Phone', 'SegmentationField']),
  segmentationFieldId: z.int(),
  fileColumn: z.int().min(0),
  defaultValue: z.string().nullish(),
});

const bodySchema = z.object({
  fileName: z.string().min(1),
  fileStream: z.string(),
  importType: z.literal('UpdateSubscribers'),
  hasColumnNames: z.boolean(),
  textQualifier: z.enum(['"', "'", '']),
  fileMappings: z.array(mappingSchema).min(2),
});
type ImportBody = z.infer<typeof bodySchema>;

interface ImportRecord {
  importFileId: number;
  smsSenderCodeId: number;
  fileName: string;
  startDate: string | null;
  endDate: string | null;
  status: string;
}

export interface ImportTiming {
  importMilliseconds: number;
  lagMilliseconds: number;
}

/**
 * The imports of the practice Listrak: accepted at once, carried out a little later. The vendor's spec names the
 * properties and their values; that exactly one mapping is the phone, that no column is mapped twice, which error code
 * a bad field gets, and that a value which does not fit is passed over, is assumed, on the strict side.
 */
export class PracticeImports {
  readonly #company: PracticeCompany;
  readonly #timing: ImportTiming;
  readonly #records = new Map<number, ImportRecord>();
  readonly #timers = new Set<NodeJS.Timeout>();
  #lastId = 9000;
  #nextEnd: 'completes' | 'fails' | 'never' = 'completes';

  constructor(company: PracticeCompany, timing: ImportTiming) {
    this.#company = company;
    this.#timing = timing;
  }

  /** How the next import that is started shall end. */
  setNextEnd(end: 'fails' | 'never'): void {
    this.#nextEnd = end;
  }

  find(senderCodeId: number, importId: number): ImportRecord {
    const record = this.#records.get(importId);
    if (record?.smsSenderCodeId !== senderCodeId) throw notFound('senderCodeId and importFileId');
    return record;
  }

  /** Starts an import and answers its id and how many rows its file has. @throws Refusal */
  start(senderCodeId: number, json: unknown): { id: number; rows: number } {
    const body = this.#checked(json);
    const rows = parseFile(body);
    const end = this.#nextEnd;
    this.#nextEnd = 'completes';
    const record: ImportRecord = {
      importFileId: ++this.#lastId,
      smsSenderCodeId: senderCodeId,
      fileName: body.fileName,
      startDate: null,
      endDate: null,
      status: 'Queued',
    };
    this.#records.set(record.importFileId, record);
    const { importMilliseconds, lagMilliseconds } = this.#timing;
    this.#later(importMilliseconds / 4, () => {
      record.startDate = new Date().toISOString();
      record.status = 'Processing';
    });
    if (end === 'never') return { id: record.importFileId, rows: rows.length };
    this.#later(importMilliseconds, () => {
      record.endDate = new Date().toISOString();
      record.status = end === 'fails' ? 'Failed' : 'Completed';
      if (end === 'completes' && lagMilliseconds === 0) this.#apply(senderCodeId, body.fileMappings, rows);
    });
    if (end === 'completes' && lagMilliseconds > 0) {
      this.#later(importMilliseconds + lagMilliseconds, () =>
        this.#apply(senderCodeId, body.fileMappings, rows),
      );
    }
    return { id: record.importFileId, rows: rows.length };
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  #later(milliseconds: number, work: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work();
    }, milliseconds);
    this.#timers.add(timer);
  }

  #checked(json: unknown): ImportBody {
    const parsed = bodySchema.safeParse(json);
    if (!parsed.success)
      throw invalidParameter(parsed.error.issues[0]?.path.join('.') || 'importFileResource');
    const { fileMappings, fileStream } = parsed.data;
    const phones = fileMappings.filter(({ fileColumnType }) => fileColumnType === 'Phone');
    const columns = new Set(fileMappings.map(({ fileColumn }) => fileColumn));
    if (phones.length !== 1 || phones[0]!.segmentationFieldId !== 0 || columns.size !== fileMappings.length) {
      throw invalidParameter('fileMappings');
    }
    for (const { fileColumnType, segmentationFieldId } of fileMappings) {
      if (fileColumnType === 'Phone') continue;
      const field = this.#company.field(segmentationFieldId);
      if (!field)
        throw new Refusal(400, 'ERROR_INVALID_SEGMENTATION_FIELD_ID', 'A profile field does not exist.');
      if (field.statusFlag === 'Disabled') {
        throw new Refusal(400, 'ERROR_SEGMENTATION_FIELD_DISABLED', 'A profile field is disabled or purged.');
      }
    }
    if (fileStream.length % 4 !== 0 || !/^[A-Za-z0-9+/]*={0,2}$/.test(fileStream))
      throw invalidParameter('fileStream');
    return parsed.data;
  }

  /** Unknown numbers are dropped without a word; nobody is created, subscribed or unsubscribed. */
  #apply(senderCodeId: number, mappings: ImportBody['fileMappings'], rows: readonly string[][]): void {
    const phoneColumn = mappings.find(({ fileColumnType }) => fileColumnType === 'Phone')!.fileColumn;
    for (const row of rows) {
      const contact = this.#company.find(senderCodeId, row[phoneColumn] ?? '');
      if (!contact) continue;
      for (const { fileColumnType, segmentationFieldId, fileColumn, defaultValue } of mappings) {
        if (fileColumnType === 'Phone') continue;
        // Listrak documents nowhere what a blank does; here it leaves the stored value as it is.
        const cell = row[fileColumn]?.trim() || (defaultValue ?? '');
        const value = cell === '' ? null : fitted(cell, this.#company.field(segmentationFieldId)!);
        if (value !== null) contact.values.set(segmentationFieldId, value);
      }
    }
  }
}

function parseFile({ fileStream, hasColumnNames, textQualifier }: ImportBody): string[][] {
  const text = Buffer.from(fileStream, 'base64').toString('utf8');
  const { data } = Papa.parse<string[]>(text, {
    delimiter: ',',
    // Papa has no "no qualifier"; a character that no file holds is one.
    quoteChar: textQualifier === '' ? '\u0000' : textQualifier,
    skipEmptyLines: true,
  });
  return hasColumnNames ? data.slice(1) : data;
}
