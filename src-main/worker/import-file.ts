import { makeJudge } from '../audience/judge.ts';
import { lineWriter, normalisedHeader, normalisedLines, type Span } from '../audience/normalised.ts';
import { type ImportPart, PartPlanner } from '../delivery/import-parts.ts';
import { IMPORT_FORMAT } from '../listrak/assumptions.ts';
import { fileChanged } from './file-failures.ts';
import type { ReviewedSource } from './row-layouts.ts';

type Rows = AsyncIterable<{ span: Span; rows: string[][] }>;

/** Lays the ready rows among these out as import files of at most `maxBytes`. */
export async function planParts(
  { plan, index, evidence }: ReviewedSource,
  spans: Rows,
  maxBytes: number,
): Promise<ImportPart[]> {
  const headerBytes = Buffer.byteLength(normalisedHeader(plan.columns, IMPORT_FORMAT));
  const planner = new PartPlanner(headerBytes, maxBytes);
  const judge = makeJudge(plan, evidence);
  const write = lineWriter(plan.columns, IMPORT_FORMAT);
  for await (const { span, rows } of spans) {
    const same = normalisedLines(rows, span, index, judge, write, (line, row) =>
      planner.add(row, Buffer.byteLength(line)),
    );
    if (!same) throw fileChanged();
  }
  return planner.parts;
}

/** The bytes of the import file of these rows. */
export async function* importBytes(
  { plan, index, evidence }: ReviewedSource,
  spans: Rows,
): AsyncGenerator<Uint8Array> {
  const judge = makeJudge(plan, evidence);
  const write = lineWriter(plan.columns, IMPORT_FORMAT);
  yield Buffer.from(normalisedHeader(plan.columns, IMPORT_FORMAT));
  for await (const { span, rows } of spans) {
    const lines: string[] = [];
    const same = normalisedLines(rows, span, index, judge, write, (line) => lines.push(line));
    if (!same) throw fileChanged();
    if (lines.length > 0) yield Buffer.from(lines.join(''));
  }
}
