import type { NoteCode, ReasonCode } from '../contract/outcome.ts';
import type { Review, ReviewedColumn, RowCounts } from '../contract/review.ts';
import { AnswerTally } from './answer-tally.ts';
import type { ColumnEvidence } from './column-evidence.ts';
import { ColumnSummaries } from './column-summaries.ts';
import { ConsentFileTally } from './consent-summary.ts';
import { CsvRows, isBlankLine } from './csv-rows.ts';
import type { FileHead } from './head.ts';
import { type JudgingPlan, makeJudge } from './judge.ts';
import { fileColumns, type MappedColumn } from './mapping.ts';
import { ADJUSTED, MALFORMED, mark, noOutcomes, notesOf, outcomeOf, reasonsOf } from './marks.ts';
import { QuickJudge } from './quick-judge.ts';
import { NOT_QUICK, QuickRows } from './quick-rows.ts';
import { RowIndex } from './row-index.ts';

const UNCLOSED_QUOTE = mark('row.unclosedQuote');
const ROW_TOO_LONG = mark('row.tooLong');

/** Fewer quick rows than these in a row are not worth stopping for, bytes: at most so much is then read the other way. */
const FEW_ROWS = 8;
const LONGEST_STRETCH = 65_536;

/**
 * One reading of all rows: text goes in chunk by chunk, the row index and the columns' evidence come out.
 * The rows are not settled yet: see `settle`.
 */
export class ReviewPass {
  readonly index: RowIndex;
  readonly evidence: ColumnEvidence;
  readonly summaries: ColumnSummaries;
  /** The answers of the opt-in column, or null where there is none. */
  readonly answers: AnswerTally | null;
  /** What the consent file says of the rows, or null where there is none. */
  readonly consentFile: ConsentFileTally | null;
  readonly #rows: CsvRows;
  readonly #quickRows: QuickRows;
  readonly #quickJudge: QuickJudge;
  readonly #newline: number;
  /** Offset of the first byte that is pushed next. */
  #offset: number;
  /** How much `CsvRows` is given next: a line, or more while one line after the other is for it. */
  #stretch = 0;

  constructor(head: FileHead, plan: JudgingPlan, assumed: ColumnEvidence) {
    const { consent } = plan;
    const answers = consent.kind === 'column' ? new AnswerTally(consent.meanings) : null;
    const answerColumn = consent.kind === 'column' ? consent.position : -1;
    const index = new RowIndex(head.firstFileRow);
    const summaries = new ColumnSummaries(plan.columns, index);
    const judge = makeJudge(plan, assumed, summaries.find);
    this.evidence = judge.evidence;
    this.summaries = summaries;
    this.answers = answers;
    const consentFile = plan.consentFile ? new ConsentFileTally() : null;
    this.consentFile = consentFile;
    this.index = index;
    this.#offset = head.firstRow;
    this.#newline = head.newline.charCodeAt(0);
    this.#quickRows = new QuickRows(head, fileColumns(plan.columns).length);
    this.#quickJudge = new QuickJudge(plan, judge, this.#quickRows, answers, summaries);
    this.#rows = new CsvRows({ ...head, offset: head.firstRow }, (cells, offset, plain, problem) => {
      if (problem !== null) {
        const row = judge.judgeMalformed(cells, problem === 'tooLong' ? ROW_TOO_LONG : UNCLOSED_QUOTE);
        index.add(offset, row.phone, row.marks);
        return;
      }
      if (isBlankLine(cells)) {
        index.addBlankLine();
        return;
      }
      const row = judge.judge(cells, plain);
      index.add(offset, row.phone, row.marks);
      if (row.marks & MALFORMED) return;
      answers?.add(cells[answerColumn] ?? '');
      consentFile?.add(row.fileSays);
      summaries.addCells(cells);
    });
  }

  /** @param bytes the file's, from `head.firstRow` on; valid during the call. */
  push(bytes: Uint8Array): void {
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
    for (let at = 0; at < buffer.length; ) {
      if (this.#rows.isBetweenRows) at = this.#readQuickly(buffer, at);
      if (at === buffer.length) break;
      const end = this.#endOfStretch(buffer, at);
      this.#rows.push(buffer.toString('latin1', at, end));
      this.#offset += end - at;
      at = end;
    }
  }

  end(): void {
    this.#rows.end();
    this.#quickJudge.end();
  }

  /** Reads all rows that can be read quickly; answers where the first other one begins. */
  #readQuickly(bytes: Buffer, start: number): number {
    const { index } = this;
    const base = this.#offset - start;
    let at = start;
    let rows = 0;
    for (; ; rows++) {
      const next = this.#quickRows.next(bytes, at);
      if (next === NOT_QUICK) break;
      if (this.#quickRows.isBlank) index.addBlankLine();
      else {
        const row = this.#quickJudge.judge(bytes);
        index.add(base + at, row.phone, row.marks);
        this.consentFile?.add(row.fileSays);
      }
      at = next;
    }
    this.#stretch = rows < FEW_ROWS ? Math.min(this.#stretch * 2 + 1, LONGEST_STRETCH) : 0;
    this.#rows.passOver(at - start, rows);
    this.#offset += at - start;
    return at;
  }

  /** Up to the end of a line, so that quick reading can go on after it; longer while a row has not come to its end. */
  #endOfStretch(bytes: Buffer, at: number): number {
    if (!this.#rows.isBetweenRows) this.#stretch = Math.min(this.#stretch * 2 + 1, LONGEST_STRETCH);
    const least = Math.min(at + this.#stretch, bytes.length);
    const lineEnd = bytes.indexOf(this.#newline, least);
    return lineEnd < 0 ? bytes.length : lineEnd + 1;
  }
}

/** What the evidence looks like in the first rows: the starting assumption of the first pass. */
export function evidenceOf(head: FileHead, plan: JudgingPlan): ColumnEvidence {
  const judge = makeJudge(plan);
  for (const { cells } of head.preview) judge.judge(cells, false);
  return judge.evidence;
}

/** A column that has neither a name nor any value is only a trailing comma: ignored without a word. */
export function describeColumns(
  columns: readonly MappedColumn[],
  header: readonly string[],
  { summaries, evidence }: ReviewPass,
): ReviewedColumn[] {
  const counted = summaries.counted(columns, evidence);
  return columns.map(({ position, header: name, role, field, note, constant }) => {
    const summary = counted[position] ?? null;
    const empty = role === 'unmatched' && header[position] === '' && summary?.filled === 0;
    return {
      header: name,
      role: empty ? 'ignored' : role,
      field: field && { id: field.id, name: field.name, dataType: field.dataType },
      note: empty ? null : note,
      constant,
      summary,
    };
  });
}

const EXAMPLES = 5;

/** Counts a settled index: every row in exactly one outcome, every reason with its first rows in the file. */
export function summarise(index: RowIndex): Pick<Review, 'rows' | 'reasons' | 'notes'> {
  const outcomes = noOutcomes();
  const reasons = new Tally<ReasonCode>();
  const notes = new Tally<NoteCode>();
  let adjusted = 0;
  for (let row = 0; row < index.length; row++) {
    const marks = index.marks(row);
    const outcome = outcomeOf(marks);
    outcomes[outcome]++;
    if (outcome !== 'ready') reasons.add(reasonsOf(marks), row);
    else if (marks !== 0) {
      if (marks & ADJUSTED) adjusted++;
      notes.add(notesOf(marks), row);
    }
  }
  const rows: RowCounts = { total: index.length, ...outcomes, adjusted };
  return { rows, reasons: reasons.counted(index), notes: notes.counted(index) };
}

class Tally<Code extends string> {
  readonly #found = new Map<Code, { count: number; rows: number[] }>();

  add(codes: readonly Code[], row: number): void {
    for (const code of codes) {
      const entry = this.#found.get(code) ?? { count: 0, rows: [] };
      this.#found.set(code, entry);
      entry.count++;
      if (entry.rows.length < EXAMPLES) entry.rows.push(row);
    }
  }

  /** Commonest first. */
  counted(index: RowIndex): { code: Code; count: number; rows: number[] }[] {
    return [...this.#found]
      .map(([code, { count, rows }]) => ({ code, count, rows: rows.map((row) => index.fileRow(row)) }))
      .sort((one, other) => other.count - one.count || (one.code < other.code ? -1 : 1));
  }
}
