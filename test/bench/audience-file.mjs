import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

const HEADER =
  'phone,Email Address,First Name,Last Name,Postal Code,Birthday,Loyalty_Tier,Loyalty Points,Lifetime Spend,VIP,Last Purchase Date,is_sms_opted_in';
const FIRST = ['Amelia', 'Bruno', 'Chloë', 'Daniel', 'Esther', 'Felix', 'Gwen', 'Hugo'];
const LAST = ['Adams', 'Bauer', 'Chen', 'Díaz', 'Evans', 'Foster', 'Hall', '"Jones, Jr."'];
const TIERS = ['Bronze', 'Silver', 'Gold', 'Platinum'];
const AREA_CODES = [
  201, 212, 213, 215, 301, 302, 312, 404, 415, 484, 503, 512, 602, 610, 617, 702, 717, 814, 904, 972,
];

/** Writes an audience of invented people: 12 columns, some 120 bytes a row, one in twenty rows with a trouble. */
export async function writeAudience(path, rows) {
  const out = createWriteStream(path, { highWaterMark: 1 << 20 });
  out.write(`${HEADER}\r\n`);
  const two = (number) => String(number).padStart(2, '0');
  for (let row = 0; row < rows; row++) {
    const mixed = Math.imul(row + 1, 2654435761) >>> 0;
    const digits = `${AREA_CODES[mixed % 20]}${String(200 + (Math.floor(row / 10_000) % 800))}${String(row % 10_000).padStart(4, '0')}`;
    const phone =
      row % 17 === 3
        ? `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`
        : row % 97 === 5
          ? digits.slice(0, 6)
          : `1${digits}`;
    const line = `${phone},${FIRST[mixed % 8].replace('ë', 'e').toLowerCase()}.${row}@example.com,${FIRST[mixed % 8]},${LAST[(mixed >>> 3) % 8]},${
      row % 53 === 7 ? String(mixed % 9000).padStart(4, '0') : 10_000 + (mixed % 89_999)
    },${1950 + (mixed % 55)}-${two(1 + (mixed % 12))}-${two(1 + (mixed % 28))},${TIERS[mixed % 4]},${mixed % 5000},${(mixed % 300_000) / 100},${
      mixed % 5 === 0
    },2025-${two(1 + (mixed % 12))}-${two(1 + (mixed % 28))},${row % 12 === 0 ? 'false' : 'true'}\r\n`;
    if (!out.write(line)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
}

const FIELDS = [
  ['Birthday', 'Date'],
  ['Email Address', 'Text', 100],
  ['First Name', 'Text', 50],
  ['Last Name', 'Text', 50],
  ['Postal Code', 'Text', 10],
  ['Loyalty Tier', 'Text', 20],
  ['Loyalty Points', 'Number'],
  ['Lifetime Spend', 'Number'],
  ['VIP', 'Checkbox'],
  ['Last Purchase Date', 'Date'],
];

/** Profile fields for that audience, as `GET …/SegmentationField` answers them. */
export function fieldsAnswer() {
  const data = FIELDS.map(([segmentationFieldName, dataType, maxLength = null], place) => ({
    segmentationFieldId: 700 + place,
    segmentationFieldName,
    dataType,
    maxLength,
    statusFlag: 'Active',
  }));
  return JSON.stringify({ status: 200, data });
}
