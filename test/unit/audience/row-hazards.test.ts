import { readFileSync } from 'node:fs';
import type { CountryCode } from 'libphonenumber-js/max';
import { describe, expect, it } from 'vitest';
import { sameRules } from '../../../src-main/audience/column-evidence.ts';
import { SAFE_OPTIONS } from '../../../src-main/audience/column-options.ts';
import { readHead } from '../../../src-main/audience/head.ts';
import { makeJudge } from '../../../src-main/audience/judge.ts';
import { notesOf, outcomeOf, reasonsOf } from '../../../src-main/audience/marks.ts';
import { readSpan } from '../../../src-main/audience/normalised.ts';
import { evidenceOf, ReviewPass } from '../../../src-main/audience/review-pass.ts';
import { settle } from '../../../src-main/audience/settle.ts';
import { USUAL_MEANINGS } from '../../../src-main/contract/consent.ts';
import { ADJUSTMENT_CODES, REASON_CODES, WARNING_CODES } from '../../../src-main/contract/outcome.ts';
import { AS_FOUND } from '../../../src-main/contract/reading.ts';
import { bytesOf, field, planFor } from './review-text.ts';

/*
 * Each line of the table is a row that is read the whole way, in a file of its own:
 * - field: the column that the cell stands in; or Row, where the cell is the whole line;
 * - cell: with \n, \t and \uXXXX for what a line cannot hold, and `a*5` for aaaaa;
 * - column: the same column in the rows before, parted by |, since some rules look at whole columns;
 * - setting: what the user chose, parted by commas;
 * - sent: what would be sent of the cell, or of the phone.
 */
const TABLE = readFileSync(new URL('row-hazards.tsv', import.meta.url), 'utf8');
const FIELDS = [
  field('Note', 'Text', { maxLength: 12 }),
  field('Customer Id'),
  field('Email Address', 'Text', { maxLength: 100 }),
  field('Postal Code', 'Text', { maxLength: 10 }),
  field('Points', 'Number'),
  field('VIP', 'Checkbox'),
  field('Renewal', 'Date'),
  field('Birthday', 'Date'),
];

const NAMES = ['case', 'field', 'cell', 'column', 'setting', 'outcome', 'reasons', 'notes', 'sent'] as const;
type Line = Record<(typeof NAMES)[number], string>;
const LINES: Line[] = TABLE.split('\n')
  .filter((line) => line !== '' && !line.startsWith('# '))
  .slice(1)
  .map((line) => {
    const cells = line.split('\t');
    return Object.fromEntries(NAMES.map((name, place) => [name, cells[place] ?? ''])) as Line;
  });

function meant(text: string): string {
  return text
    .replace(/a\*(\d+)/, (_, times) => 'a'.repeat(Number(times)))
    .replace(/\\(?:n|t|\\|u([\da-f]{4}))/g, (written, code) =>
      code
        ? String.fromCharCode(Number.parseInt(code, 16))
        : written === '\\n'
          ? '\n'
          : written === '\\t'
            ? '\t'
            : '\\',
    );
}

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

/** The file that a line stands for; its last row is the hazard. */
function fileOf({ field: name, cell, column }: Line, settings: Map<string, string>): string {
  const own = name === 'Row' ? 'Note' : name;
  const isBase = own === 'Phone' || own === 'SMS Opted In';
  const header = isBase ? 'Phone,SMS Opted In' : `Phone,SMS Opted In,${own}`;
  const rowOf = (value: string, phone: string) => {
    const cells = { Phone: phone, 'SMS Opted In': 'yes', [own]: value };
    return Object.values(cells).map(quoted).join(',');
  };
  const others = column === '' && !settings.has('oneBlank') ? [] : column.split('|');
  const rows = others.map((other, place) =>
    rowOf(meant(other), settings.has('samePhone') ? '2015550123' : String(7175550101 + place)),
  );
  return [header, ...rows, name === 'Row' ? meant(cell) : rowOf(meant(cell), '2015550123'), ''].join('\n');
}

function reviewed(line: Line) {
  const settings = new Map(line.setting.split(',').map((one) => one.split('=') as [string, string]));
  const bytes = bytesOf(fileOf(line, settings));
  const head = readHead(bytes, true, AS_FOUND);
  const plain = planFor(head.header, FIELDS, {
    country: (settings.get('country') ?? 'US') as CountryCode,
    consent: {
      kind: 'column',
      position: 1,
      meanings: { ...USUAL_MEANINGS, yes: settings.get('yes')?.split('|') ?? USUAL_MEANINGS.yes },
    },
  });
  const plan = {
    ...plain,
    columns: plain.columns.map((column) => ({
      ...column,
      ...SAFE_OPTIONS,
      dateOrder: (settings.get('order') as 'dayFirst' | undefined) ?? null,
      badValue: settings.has('blank') ? ('sentBlank' as const) : SAFE_OPTIONS.badValue,
    })),
  };
  const read = (evidence = evidenceOf(head, plan)) => {
    const pass = new ReviewPass(head, plan, evidence);
    pass.push(Buffer.from(bytes.slice(head.firstRow), 'latin1'));
    pass.end();
    return { pass, evidence };
  };
  let { pass, evidence } = read();
  if (!sameRules(evidence, pass.evidence)) ({ pass, evidence } = read(pass.evidence));
  const { index } = pass;
  const optedOut = settings.has('optedOut') ? new Set([12015550123]) : undefined;
  settle(index, { keep: settings.get('keep') === 'last' ? 'last' : 'first', optedOut });
  const row = index.length - 1;
  const marks = index.marks(row);
  const span = { first: row, last: row, start: index.offset(row), end: bytes.length };
  const outcome = outcomeOf(marks);
  const cells = outcome === 'ready' ? readSpan(bytes.slice(span.start), span, head)![0]! : [];
  const judged = outcome === 'ready' ? makeJudge(plan, evidence).judge(cells, false) : null;
  return {
    outcome,
    reasons: reasonsOf(marks).join(' '),
    notes: notesOf(marks).join(' '),
    sent: line.field === 'Phone' && judged ? String(judged.phone) : (judged?.values[0] ?? ''),
  };
}

describe('the table of hazards', () => {
  it('has 300 lines at least, each of another name, and meets every reason and note', () => {
    expect(LINES.length).toBeGreaterThanOrEqual(300);
    expect(new Set(LINES.map(({ case: name }) => name)).size).toBe(LINES.length);
    const met = new Set(LINES.flatMap(({ reasons, notes }) => `${reasons} ${notes}`.split(' ')));
    const codes = [...REASON_CODES, ...ADJUSTMENT_CODES, ...WARNING_CODES];
    expect(codes.filter((code) => !met.has(code))).toEqual([]);
  });

  it.each(LINES)('$case', (line) => {
    const { outcome, reasons, notes, sent } = line;
    expect(reviewed(line)).toEqual({ outcome, reasons, notes, sent: meant(sent) });
  });
});
