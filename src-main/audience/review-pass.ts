import type { NoteCode, ReasonCode } from '../contract/outcome.ts';
import type { Review, ReviewedColumn, RowCounts } from '../contract/review.ts';
import { AnswerTally } from './answer-tally.ts';
import { CsvRows, isBlankLine } from './csv-rows.ts';
import type { FileHead } from './head.ts';
import { type ColumnEvidence, type JudgingPlan, makeJudge } from './judge.ts';
import type { MappedColumn } from './mapping.ts';
import { ADJUSTED, MALFORMED, mark, noOutcomes, notesOf, outcomeOf, reasonsOf } from './marks.ts';
import { RowIndex } from './row-index.ts';

const UNCLOSED_QUOTE = mark('row.unclosedQuote');
const ROW_TOO_LONG = mark('row.tooLong');

/**
 * One reading of all rows: text goes in chunk by chunk, the row index and the columns' evidence come out.
 * The rows are not settled yet: see `settle`.
 */
export class ReviewPass {
  readonly index = new RowIndex();
  readonly evidence: ColumnEvidence;
  /** Positions of nameless columns in which some row has a value. */
  readonly filledNameless = new Set<number>();
  /** The answers of the opt-in column, or null where there is none. */
  readonly answers: AnswerTally | null;
  readonly #rows: CsvRows;

  constructor(head: FileHead, plan: JudgingPlan, assumed: ColumnEvidence) {
    const judge = makeJudge(plan, assumed);
    this.evidence = judge.evidence;
    const { consent } = plan;
    const answers = consent.kind === 'column' ? new AnswerTally(consent.yes) : null;
    const answerColumn = consent.kind === 'column' ? consent.position : -1;
    this.answers = answers;
    const nameless = plan.columns
      .filter(({ position }) => head.header[position] === '')
      .map((c) => c.position);
    const { index, filledNameless } = this;
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
      if (answers && !(row.marks & MALFORMED)) answers.add(cells[answerColumn] ?? '');
      for (const position of nameless) {
        if (cells[position] !== undefined && cells[position].trim() !== '') filledNameless.add(position);
      }
    });
  }

  /** @param text the file's bytes from `head.firstRow` on, one character each. */
  push(text: string): void {
    this.#rows.push(text);
  }

  end(): void {
    this.#rows.end();
  }
}

/** What the evidence looks like in the first rows: the starting assumption of the first pass. */
export function evidenceOf(head: FileHead, plan: JudgingPlan): ColumnEvidence {
  const judge = makeJudge(plan);
  for (const cells of head.preview) judge.judge(cells, false);
  return judge.evidence;
}

/** A column that has neither a name nor any value is only a trailing comma: ignored without a word. */
export function describeColumns(
  columns: readonly MappedColumn[],
  header: readonly string[],
  filledNameless: ReadonlySet<number>,
): ReviewedColumn[] {
  return columns.map(({ position, header: name, role, field, note }) => {
    const empty = role === 'unmatched' && header[position] === '' && !filledNameless.has(position);
    return {
      header: name,
      role: empty ? 'ignored' : role,
      field: field && { id: field.id, name: field.name, dataType: field.dataType },
      note: empty ? null : note,
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
