import { csvLine } from '../audience/csv-line.ts';
import { isByContact } from '../contract/profile-field.ts';
import type { ImportPreview } from '../contract/sending.ts';
import { IMPORT_FORMAT } from '../listrak/assumptions.ts';
import { IMPORT_SETTINGS } from '../listrak/import-body.ts';
import type { Connection } from './connect.ts';
import { importFileName, importLines, mappingsOf, type SampleOrder, sampleRows } from './import-file.ts';
import type { AudienceReader } from './ports.ts';
import type { ReviewedFile } from './review.ts';

/** Of everything, how many rows are shown; a sample is shown whole. */
const SHOWN_ROWS = 20;

/**
 * The import that a run of this id would send: the sample's, or the first one of everything. Its `rows` are those of the
 * whole sending, which may take several imports. Nothing is sent, and Listrak is not asked.
 * @param sample the sample, or null for everything.
 * @throws AppError `sample.*`, `file.*`
 */
export async function previewImport(
  { client, senderCode }: Pick<Connection, 'client' | 'senderCode'>,
  reader: AudienceReader,
  reviewed: ReviewedFile,
  runId: string,
  sample: SampleOrder | null,
): Promise<ImportPreview> {
  const { review, columns, fields } = reviewed;
  const { ready } = review.rows;
  const rows = sample
    ? await sampleRows(reader, reviewed, sample)
    : await reader.readyRows(Array.from({ length: Math.min(SHOWN_ROWS, ready) }, (_, place) => place));
  const goesTo = (byContact: boolean) =>
    columns.flatMap(({ header, role, field }) =>
      role === 'field' && field && isByContact(field) === byContact ? [{ from: header, to: field.name }] : [],
    );
  const imported = goesTo(false);
  const others = goesTo(true);
  const phone = { from: columns.find(({ role }) => role === 'phone')?.header ?? '', to: 'Phone' };
  const sources = [phone, ...imported];
  const lines = imported.length === 0 ? [] : importLines(columns, rows);
  const mappings = imported.length === 0 ? [] : mappingsOf(fields);
  const places = [...fields.keys()].filter((place) => isByContact(fields[place]!));
  const written = (phone: string, values: readonly string[]) =>
    csvLine([phone, ...places.map((place) => values[place] ?? '')], IMPORT_FORMAT);
  const ownLines = [
    written(
      'Phone',
      fields.map(({ name }) => name),
    ),
    ...rows.map(({ phone, values }) => written(IMPORT_FORMAT.writePhone(phone), values)),
  ];
  return {
    address: client.importAddress(senderCode.id),
    fileName: importFileName(review, runId, sample ? 'sample' : 'push', 0),
    rows: sample ? rows.length : ready,
    lines: lines.map(withoutEnd),
    settings: IMPORT_SETTINGS,
    mappings: mappings.map((mapping, place) => ({ ...mapping, ...sources[place]! })),
    byContact:
      others.length === 0
        ? null
        : {
            address: client.contactAddress(senderCode.id),
            columns: others,
            lines: ownLines.map(withoutEnd),
          },
  };
}

function withoutEnd(line: string): string {
  return line.slice(0, -IMPORT_FORMAT.lineEnd.length);
}
