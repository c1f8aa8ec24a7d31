import type { CountryCode } from 'libphonenumber-js/max';
import { fieldText, isReadable, presentText } from './cell-text.ts';
import { type ColumnEvidence, endsInCommas, noEvidence, weigherFor } from './column-evidence.ts';
import { type ConsentSource, consentRule } from './consent.ts';
import { answerOf, type ConsentTable, NOT_THERE, plainId } from './consent-table.ts';
import { fieldRule } from './field-rules.ts';
import { fileColumns, type MappedColumn } from './mapping.ts';
import { INVALID, type Marks, mark } from './marks.ts';
import { type Phone, phoneRule, type Verdict } from './phone.ts';

/** A consent file that was read, and the position of the id by which its people are found; null where it is by phone. */
export interface ConsentLookup {
  table: ConsentTable;
  idColumn: number | null;
}

/** All that decides what becomes of a row, but for other rows. */
export interface JudgingPlan {
  columns: readonly MappedColumn[];
  consent: ConsentSource | { kind: 'unanswered' };
  /** What another file says, on top of that: both have to say yes. */
  consentFile?: ConsentLookup | null;
  country: CountryCode;
  /** ISO date of the user's today. */
  today: string;
}

/** One row's judgment. `values` holds what would be sent, one for each mapped field, in the file's order. */
export interface JudgedRow extends Verdict {
  marks: Marks;
  phone: Phone;
  values: string[];
  /** What the consent file says of the person, as `ConsentTable` has it. */
  fileSays: number;
}

/**
 * Hears of each cell in which anything was found.
 * @param marks what was found, before the user's choice for bad values is minded.
 * @param cell as it stands in the file.
 * @param value what would be sent of it, '' for nothing.
 */
export type FindingSink = (position: number, marks: Marks, cell: string, value: string) => void;

const TOO_MANY_CELLS = mark('row.tooManyCells');
const MISSING_CELLS = mark('row.missingCells');
const CONSENT_NO = mark('consent.no');
const CONSENT_UNKNOWN = mark('consent.unknown');
const SENT_BLANK = mark('value.sentBlank');

/**
 * Judges rows one by one. `row` is reused: read it before the next call. `plain` says that the row is printable
 * ASCII through and through, so that nothing in it can be unreadable.
 */
export interface Judge {
  readonly row: JudgedRow;
  /** What the rows judged so far tell about their columns. */
  readonly evidence: ColumnEvidence;
  judge(cells: readonly string[], plain: boolean): JudgedRow;
  /**
   * Judges a row whose cells are not to be trusted: it is never sent, but a plain no in it, in the opt-in column or
   * shifted to the right of it, still counts for all rows of its phone.
   */
  judgeMalformed(cells: readonly string[], why: Marks): JudgedRow;
  /** The same piece by piece, for who has not all cells as text. In this order: the answer, the phone, the consent file, the fields. */
  readAnswer(cell: string): Marks;
  readPhone(cell: string): void;
  /** @param id the cell of the id, where people are found by it. */
  readConsentFile(id: string): void;
  /** @param place the field's among the mapped ones, in the file's order. */
  readField(place: number, cell: string, plain: boolean): void;
}

/**
 * Compiles a plan into a judge. `assumed` is the evidence that the rules are built on: `judge.evidence` shows,
 * once all rows are judged, whether it still leads to the same rules (see `sameRules`).
 */
export function makeJudge(
  plan: JudgingPlan,
  assumed: ColumnEvidence = noEvidence(plan.columns),
  onFinding?: FindingSink,
): Judge {
  const evidence = noEvidence(plan.columns);
  const phoneOf = phoneRule(plan.country);
  const phoneColumn = plan.columns.findIndex((column) => column.role === 'phone');
  const answer =
    plan.consent.kind === 'column'
      ? consentRule(plan.consent.meanings)
      : () => (plan.consent.kind === 'none' ? 0 : CONSENT_UNKNOWN);
  const lookup = plan.consentFile;
  const answerColumn = plan.consent.kind === 'column' ? plan.consent.position : -1;
  const mapped = plan.columns.filter((column) => column.role === 'field');
  const ofFile = mapped.filter(({ constant }) => constant === null);
  const positions = ofFile.map((column) => column.position);
  const rules = ofFile.map((column) => fieldRule(column.field!, column, assumed, plan.today));
  const weighers = positions.map((position) => weigherFor(position, evidence));
  const sendsBlank = ofFile.map(({ badValue }) => badValue === 'sentBlank');
  const width = fileColumns(plan.columns).length;
  const forgivesSurplus = endsInCommas(assumed);
  // Constants stand after all columns of the file, and are the same in every row.
  const values = mapped.map(({ constant }) => constant ?? '');
  const row: JudgedRow = { marks: 0, phone: 0, values, fileSays: NOT_THERE };

  function judge(cells: readonly string[], plain: boolean): JudgedRow {
    if (cells.length > width) {
      for (let extra = width; extra < cells.length; extra++) {
        if (cells[extra]!.trim() !== '') return judgeMalformed(cells, TOO_MANY_CELLS);
      }
      evidence.widths.surplus++;
      if (!forgivesSurplus) return judgeMalformed(cells, TOO_MANY_CELLS);
    } else if (cells.length === width) evidence.widths.exact++;
    row.marks = answer(cells[answerColumn] ?? '');
    if (cells.length < width) row.marks |= MISSING_CELLS;
    readPhone(cells[phoneColumn] ?? '');
    if (lookup) readConsentFile(cells[lookup.idColumn ?? -1] ?? '');
    for (let place = 0; place < positions.length; place++) {
      readField(place, cells[positions[place]!] ?? '', plain);
    }
    return row;
  }

  function readPhone(cell: string): void {
    const before = row.marks;
    row.marks = 0;
    row.phone = phoneOf(presentText(cell, row), row);
    if (row.marks !== 0)
      onFinding?.(phoneColumn, row.marks, cell, row.marks & INVALID ? '' : String(row.phone));
    row.marks |= before;
  }

  function readConsentFile(id: string): void {
    const { table, idColumn } = lookup!;
    row.fileSays = NOT_THERE;
    // A phone that cannot be read is the better reason.
    if (idColumn === null && row.phone === 0) return;
    const plain = plainId(id);
    if (idColumn === null) row.fileSays = table.ofPhone(row.phone);
    else if (plain !== '') row.fileSays = table.ofId(plain);
    row.marks |= answerOf(row.fileSays);
  }

  function readField(place: number, cell: string, plain: boolean): void {
    const before = row.marks;
    row.marks = 0;
    const text = fieldText(cell, row);
    row.values[place] = '';
    if (text !== '') {
      weighers[place]?.(text);
      if (plain || isReadable(text, row)) row.values[place] = rules[place]!(text, row);
    }
    if (row.marks !== 0) {
      onFinding?.(positions[place]!, row.marks, cell, row.values[place]!);
      if (sendsBlank[place] && row.marks & INVALID) row.marks = SENT_BLANK;
    }
    row.marks |= before;
  }

  function judgeMalformed(cells: readonly string[], why: Marks): JudgedRow {
    row.marks = 0;
    row.phone = phoneOf(presentText(cells[phoneColumn] ?? '', row), row);
    const saysNo = answerColumn >= 0 && cells.slice(answerColumn).some((cell) => answer(cell) & CONSENT_NO);
    row.marks = why | (saysNo ? CONSENT_NO : 0);
    return row;
  }

  return { row, evidence, judge, judgeMalformed, readAnswer: answer, readPhone, readConsentFile, readField };
}
