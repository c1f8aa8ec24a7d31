import { expect } from 'vitest';
import type { AudienceReader } from '../../src-main/application/ports.ts';
import { mapColumns } from '../../src-main/audience/mapping.ts';
import { USUAL_MEANINGS } from '../../src-main/contract/consent.ts';
import type { Failure } from '../../src-main/contract/failure.ts';
import type { ProfileField } from '../../src-main/contract/profile-field.ts';
import type { Review } from '../../src-main/contract/review.ts';
import { LARGEST_PAGE, type ReviewedRow } from '../../src-main/contract/rows.ts';

const FIELDS: ProfileField[] = [
  { id: 1, name: 'First Name', dataType: 'Text', maxLength: 50, disabled: false },
  { id: 2, name: 'Points', dataType: 'Number', maxLength: null, disabled: false },
  { id: 3, name: 'Postal Code', dataType: 'Text', maxLength: 10, disabled: false },
  { id: 4, name: 'Birthday', dataType: 'Date', maxLength: null, disabled: false },
];

/** What the first columns are taken for where there are no names to go by. */
const BY_LETTER = ['Phone', 'First Name'];

/**
 * Reviews the file that is open, as far as one of its columns is the phone; else null.
 * @param byLetter whether its first columns are taken for the phone, the first name and the opt-in answer.
 */
export async function reviewOpened(
  reader: AudienceReader,
  header: readonly string[],
  { byLetter }: { byLetter: boolean },
): Promise<Review | null> {
  const choices = new Map(byLetter ? BY_LETTER.slice(0, header.length).entries() : []);
  const optInColumn = byLetter && header.length > 2 ? 2 : null;
  const columns = mapColumns(header, FIELDS, choices, optInColumn, () => {});
  if (!columns.some(({ role }) => role === 'phone')) return null;
  const optIn = columns.find(({ role }) => role === 'optIn');
  const consent = optIn
    ? { kind: 'column' as const, position: optIn.position, meanings: USUAL_MEANINGS }
    : { kind: 'unanswered' as const };
  return await reader.review({
    columns,
    consent,
    usesConsentFile: false,
    country: 'US',
    keep: 'first',
    today: '2026-11-24',
  });
}

/** All rows of the file that was reviewed, page by page, once sure that they are as many as it says. */
export async function everyRow(reader: AudienceReader, { rows: counts }: Review): Promise<ReviewedRow[]> {
  const { layout, count, complete } = await reader.findRows({ outcome: null, reason: null, search: '' });
  expect({ count, complete }).toEqual({ count: counts.total, complete: true });
  const rows: ReviewedRow[] = [];
  for (let from = 0; from < count; from += LARGEST_PAGE) {
    rows.push(...(await reader.rows({ layout, from, count: LARGEST_PAGE })));
  }
  expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: count }, (_, row) => row));
  return rows;
}

/** Every failure says in plain words what happened and that nothing was sent, and what to do. */
export function expectSentence({ message, hint }: Failure): void {
  expect(message).toMatch(/^\S.*\. Nothing was sent\.$/);
  expect(hint).toMatch(/\w.*\.$/);
  expect(`${message} ${hint}`).not.toMatch(/ --\w|undefined|null|\[object|\bE[A-Z]{4,}\b|node:|ERR_/);
}
