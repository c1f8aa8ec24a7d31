import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { measure, reviewOf } from './measure.mjs';
import { writeWorkbookOf } from './workbook-file.mjs';

/** A workbook of a million rows takes longer to write than to read. */
const MOST_WORKBOOK_ROWS = 300_000;

/** The same audience in other formats, beside the file. */
export async function writeFormats(file, rowCount) {
  const formats = {
    gzip: { path: `${file}.gz`, rows: rowCount },
    'UTF-16': { path: file.replace('.csv', '.utf16.csv'), rows: rowCount },
    'an Excel workbook': {
      path: file.replace('.csv', '.xlsx'),
      rows: Math.min(rowCount, MOST_WORKBOOK_ROWS),
    },
  };
  await transformed(file, createGzip(), formats.gzip.path);
  await transformed(file, utf16(), formats['UTF-16'].path);
  await writeWorkbookOf(file, formats['an Excel workbook'].path, formats['an Excel workbook'].rows);
  return formats;
}

/** Each format reviewed as a process of its own. */
export function measureFormats(formats, rowCount, papaMs) {
  return Object.entries(formats).map(([name, { path, rows }]) => {
    const { ms, peak } = measure(reviewOf(path));
    return {
      what: `review as ${name}, ${rows.toLocaleString('en-US')} rows, ${Math.round(statSync(path).size / 1e6)} MB`,
      figure: ms / 1000,
      unit: 's',
      more: `${((ms / papaMs) * (rowCount / rows)).toFixed(1)} × Papa Parse on as many rows of CSV; peak ${Math.round(peak / 1e6)} MB`,
    };
  });
}

async function transformed(from, transform, to) {
  await pipeline(createReadStream(from), transform, createWriteStream(to));
}

function utf16() {
  const decoder = new TextDecoder('utf-8');
  let isFirst = true;
  const encode = (text) => Buffer.from(text, 'utf16le');
  return new Transform({
    transform(bytes, _encoding, done) {
      const text = decoder.decode(bytes, { stream: true });
      done(null, encode(isFirst ? `\ufeff${text}` : text));
      isFirst = false;
    },
  });
}
