import { createReadStream, createWriteStream, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { writeAudience } from './audience-file.mjs';
import { measure, reviewOf } from './measure.mjs';

/** The peak of the whole process as the file grows: a tenth of the rows, all, and five times as many. */
export async function measureMemory(folder, rowCount) {
  const sizes = [rowCount / 10, rowCount, rowCount * 5];
  const peaks = [];
  const packedPeaks = [];
  const figures = [];
  for (const rows of sizes) {
    const file = join(folder, `${rows}.csv`);
    await writeAudience(file, rows);
    const { peak, ms } = measure(reviewOf(file));
    peaks.push(peak);
    if (rows >= rowCount) packedPeaks.push(await peakOfPacked(file));
    rmSync(file);
    figures.push({
      what: `peak memory, ${rows.toLocaleString('en-US')} rows`,
      figure: peak / 1e6,
      unit: 'MB',
      more: `reviewed in ${(ms / 1000).toFixed(1)} s`,
    });
  }
  figures.push({
    what: 'memory for each further row',
    goal: 40,
    figure: (peaks[2] - peaks[1]) / (sizes[2] - sizes[1]),
    unit: 'bytes',
    more: `from the middle to the largest; ${Math.round((peaks[1] - peaks[0]) / (sizes[1] - sizes[0]))} from the smallest to the middle`,
  });
  figures.push({
    what: 'the same for gzip, which is kept in memory, packed',
    figure: (packedPeaks[1] - packedPeaks[0]) / (sizes[2] - sizes[1]),
    unit: 'bytes',
    more: `peaks ${packedPeaks.map((peak) => Math.round(peak / 1e6)).join(' and ')} MB`,
  });
  return figures;
}

async function peakOfPacked(file) {
  const packed = `${file}.gz`;
  await pipeline(createReadStream(file), createGzip({ level: 1 }), createWriteStream(packed));
  const { peak } = measure(reviewOf(packed));
  rmSync(packed);
  return peak;
}
