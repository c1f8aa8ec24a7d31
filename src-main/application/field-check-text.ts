import type { CheckedColumn, FieldCheck } from '../contract/field-check.ts';
import {
  excelWords,
  lacksField,
  NOTE_WORDS,
  newFieldSteps,
  REASON_WORDS,
  unusedFieldsWords,
} from '../contract/words.ts';

const count = (number: number): string => number.toLocaleString('en-US');
const WORDS: Record<string, string> = { ...REASON_WORDS, ...NOTE_WORDS };

/**
 * A field check as plain text, to be read in a terminal or pasted into a ticket. Holds the example rows' values.
 * @param advice what is asked of columns that are matched to nothing, by their positions.
 */
export function fieldCheckText(check: FieldCheck, advice: ReadonlyMap<number, string> = new Map()): string {
  const { file, account, senderCode, rows, columns } = check;
  const owner = account === null ? '' : ` against the profile fields of ${account}, ${senderCode}`;
  return [
    `Field check of ${file} (${count(rows)} rows)${owner}`,
    ...columns.flatMap((column, position) => ['', ...columnLines(column, advice.get(position))]),
    '',
    unusedFieldsWords(check),
  ].join('\n');
}

function columnLines(column: CheckedColumn, asked: string | undefined): string[] {
  const { header, constant, note, filled, blank, problems, excel, examples } = column;
  const lines = [`${header} → ${becomes(column)}`];
  if (note) lines.push(`  ${note}`);
  if (asked !== undefined) lines.push(`  ${asked}${lacksField(column) ? ' If not:' : ''}`);
  if (lacksField(column))
    lines.push(...newFieldSteps(header).map((step, place) => `  ${place + 1}. ${step}`));
  if (constant === null)
    lines.push(`  ${[`${count(filled)} filled, ${count(blank)} blank.`, ...fitWords(column)].join(' ')}`);
  for (const { code, count: times } of problems) lines.push(`  ${count(times)} × ${WORDS[code]}`);
  for (const damage of excel) lines.push(`  ${excelWords(damage)}`);
  if (column.fit !== 'notSent')
    for (const { row, value, sent } of examples)
      lines.push(`  Row ${row}: ${constant === null ? `“${value}” ` : ''}→ ${sentWords(sent)}`);
  return lines;
}

function becomes(column: CheckedColumn): string {
  const { role, field, fit } = column;
  if (role === 'phone') return 'the phone, by which Listrak finds the contact';
  if (field && fit !== 'notSent') {
    const limit = field.maxLength === null ? '' : `, at most ${count(field.maxLength)} characters`;
    return `${field.name} (${field.dataType}${limit})`;
  }
  if (role === 'optIn') return 'tells who opted in; not sent';
  return lacksField(column) ? 'not sent: no profile field of that name' : 'not sent';
}

function fitWords({ fit, filled, invalid, adjusted }: CheckedColumn): string[] {
  const changed = adjusted > 0 ? [`${count(adjusted)} ${adjusted === 1 ? 'is' : 'are'} adjusted.`] : [];
  switch (fit) {
    case 'notSent':
      return [];
    case 'noValues':
      return ['There is no value to check.'];
    case 'all':
      return ['All values fit.', ...changed];
    case 'some':
    case 'none':
      return [`${count(invalid)} of ${count(filled)} values do not fit.`, ...changed];
  }
}

function sentWords(sent: string | null): string {
  if (sent === null) return 'the row is left out';
  return sent === '' ? 'sent as blank' : `“${sent}”`;
}
