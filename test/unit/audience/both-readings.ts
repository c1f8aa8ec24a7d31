import { AnswerTally } from '../../../src-main/audience/answer-tally.ts';
import type { ColumnEvidence } from '../../../src-main/audience/column-evidence.ts';
import { ColumnSummaries } from '../../../src-main/audience/column-summaries.ts';
import { ConsentFileTally } from '../../../src-main/audience/consent-summary.ts';
import { CsvRows, isBlankLine } from '../../../src-main/audience/csv-rows.ts';
import type { FileHead } from '../../../src-main/audience/head.ts';
import { type JudgingPlan, makeJudge } from '../../../src-main/audience/judge.ts';
import { MALFORMED, mark } from '../../../src-main/audience/marks.ts';
import { ReviewPass } from '../../../src-main/audience/review-pass.ts';
import { RowIndex } from '../../../src-main/audience/row-index.ts';
import { codesOf } from './review-text.ts';

type Row = [offset: number, fileRow: number, phone: number, codes: string[]];

/** What a file comes to, read by `CsvRows` and judged as text all the way. */
export function slowly(bytes: string, head: FileHead, plan: JudgingPlan, assumed: ColumnEvidence) {
  const index = new RowIndex(head.firstFileRow);
  const summaries = new ColumnSummaries(plan.columns, index);
  const judge = makeJudge(plan, assumed, summaries.find);
  const rows: Row[] = [];
  const answers = plan.consent.kind === 'column' ? new AnswerTally(plan.consent.meanings) : null;
  const consentFile = plan.consentFile ? new ConsentFileTally() : null;
  const answerColumn = plan.consent.kind === 'column' ? plan.consent.position : -1;
  const csv = new CsvRows({ ...head, offset: head.firstRow }, (cells, offset, plain, problem) => {
    if (problem === null && isBlankLine(cells)) {
      index.addBlankLine();
      return;
    }
    const why = problem === 'tooLong' ? 'row.tooLong' : 'row.unclosedQuote';
    const row = problem === null ? judge.judge(cells, plain) : judge.judgeMalformed(cells, mark(why));
    index.add(offset, row.phone, row.marks);
    rows.push([offset, index.fileRow(rows.length), row.phone, codesOf(row.marks)]);
    if (row.marks & MALFORMED) return;
    answers?.add(cells[answerColumn] ?? '');
    consentFile?.add(row.fileSays);
    summaries.addCells(cells);
  });
  csv.push(bytes.slice(head.firstRow));
  csv.end();
  const columns = summaries.counted(plan.columns, judge.evidence);
  const fileSays = consentFile?.counts;
  return { rows, answers: answers?.counted(), fileSays, columns, evidence: judge.evidence };
}

/** What it comes to, read as the application does. @param sizes of the pieces in which its bytes arrive, in turn. */
export function reviewed(
  bytes: string,
  head: FileHead,
  plan: JudgingPlan,
  assumed: ColumnEvidence,
  sizes: number[],
) {
  const pass = new ReviewPass(head, plan, assumed);
  for (let at = head.firstRow, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    pass.push(Buffer.from(bytes.slice(at, at + size), 'latin1'));
    at += size;
  }
  pass.end();
  const { index } = pass;
  const rows = Array.from(
    { length: index.length },
    (_, row): Row => [index.offset(row), index.fileRow(row), index.phone(row), codesOf(index.marks(row))],
  );
  return {
    rows,
    answers: pass.answers?.counted(),
    fileSays: pass.consentFile?.counts,
    columns: pass.summaries.counted(plan.columns, pass.evidence),
    evidence: pass.evidence,
  };
}

/** Of a file whose first line is its header. */
export const headOf = (header: readonly string[], newline: '\n' | '\r' = '\n'): FileHead => ({
  delimiter: ',',
  newline,
  header: [...header],
  headerRow: 1,
  firstRow: header.join(',').length + 1,
  firstFileRow: 2,
  suggestedHeaderRow: null,
  preview: [],
});
