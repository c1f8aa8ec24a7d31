import { createHash } from 'node:crypto';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type {
  AudienceReader,
  ConsentAnswers,
  OpenedFile,
  PageRequest,
  ReadyRow,
  ReviewRequest,
  RowLayout,
  Watch,
} from '../application/ports.ts';
import { type FileHead, readHead } from '../audience/head.ts';
import {
  type ColumnEvidence,
  type Judge,
  type JudgingPlan,
  makeJudge,
  sameRules,
} from '../audience/judge.ts';
import {
  judgeAgain,
  normalisedHeader,
  normalisedLines,
  readSpan,
  type Span,
  spansOf,
} from '../audience/normalised.ts';
import { readyDigest, readyPlacesOf, rowsAtReadyPlaces } from '../audience/ready-places.ts';
import { describeColumns, evidenceOf, ReviewPass, summarise } from '../audience/review-pass.ts';
import type { RowIndex } from '../audience/row-index.ts';
import { settle } from '../audience/settle.ts';
import type { FileFacts, Review, ReviewedColumn } from '../contract/review.ts';
import type { ReviewedRow, RowFilter } from '../contract/rows.ts';
import { type ImportPart, PartPlanner } from '../delivery/import-parts.ts';
import { IMPORT_FORMAT } from '../listrak/assumptions.ts';
import { cannotOpen, fileChanged, nothingReviewed } from './file-failures.ts';
import { leftOutBytes } from './left-out.ts';
import { readText } from './read-text.ts';
import { type ReviewedSource, RowLayouts } from './row-layouts.ts';

/** The disk is quickest in large pieces, Papa Parse in small ones. */
const READ_BYTES = 1_048_576;
const PARSE_BYTES = 65_536;
const HEAD_BYTES = 262_144;
const SPAN_BYTES = 262_144;

interface Reviewed {
  plan: JudgingPlan;
  keep: ReviewRequest['keep'];
  evidence: ColumnEvidence;
  index: RowIndex;
  columns: ReviewedColumn[];
  answers: ConsentAnswers;
  file: FileFacts;
  modified: number;
}

/**
 * One audience file, open for reading. All rows stay in the file; memory holds the row index alone. The calls are those
 * of the port, and documented there.
 */
export class AudienceFile implements AudienceReader {
  #path = '';
  #file: FileHandle | null = null;
  #head: FileHead | null = null;
  #reviewed: Reviewed | null = null;
  readonly #layouts = new RowLayouts(IMPORT_FORMAT);

  async open(path: string): Promise<OpenedFile> {
    await this.close();
    this.#path = path;
    const fail = (error: unknown) => {
      throw cannotOpen(path, error);
    };
    // Looked at before it is opened: opening a pipe waits for whoever writes to it.
    const found = await stat(path).catch(fail);
    if (!found.isFile()) fail({ code: found.isDirectory() ? 'EISDIR' : 'ENOTFILE' });
    const handle = await open(path, 'r').catch(fail);
    this.#file = handle;
    const { size, mtimeMs } = await handle.stat();
    const start = await readText(handle, 0, HEAD_BYTES);
    this.#head = readHead(start, start.length === size);
    return {
      name: basename(path),
      bytes: size,
      modified: mtimeMs,
      encoding: this.#head.encoding,
      delimiter: this.#head.delimiter,
      header: this.#head.header,
      preview: this.#head.preview,
    };
  }

  async review(request: ReviewRequest, { onProgress, signal }: Watch = {}): Promise<Review> {
    const { handle, head } = this.#opened();
    this.#forgetReview();
    const plan: JudgingPlan = request;
    const stat = await handle.stat();
    let evidence = evidenceOf(head, plan);
    let read = await this.#readAll(plan, evidence, stat.size, { onProgress, signal });
    // The first rows suggested another date order, or another kind of postal code, than all rows bear out.
    if (!sameRules(evidence, read.pass.evidence)) {
      evidence = read.pass.evidence;
      read = await this.#readAll(plan, evidence, stat.size, { onProgress, signal });
    }
    const after = await handle.stat();
    if (after.size !== stat.size || after.mtimeMs !== stat.mtimeMs) throw fileChanged();
    this.#reviewed = {
      plan,
      keep: request.keep,
      evidence,
      index: read.pass.index,
      columns: describeColumns(request.columns, head.header, read.pass.filledNameless),
      answers: read.pass.answers?.counted() ?? { answers: [], otherAnswers: 0 },
      file: {
        name: basename(this.#path),
        bytes: stat.size,
        encoding: head.encoding,
        delimiter: head.delimiter,
        compression: null,
        header: head.header,
        sha256: read.sha256,
      },
      modified: stat.mtimeMs,
    };
    return this.#settled();
  }

  async leaveOut(optedOut: Float64Array): Promise<Review> {
    return this.#settled(new Set(optedOut));
  }

  async assertUnchanged({ signal }: Watch = {}): Promise<void> {
    await this.#assertSameStat();
    const { handle } = this.#opened();
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    for (let position = 0; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, buffer.length, position);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      position += bytesRead;
    }
    if (hash.digest('hex') !== this.#lastReview().file.sha256) throw fileChanged();
  }

  async readyRows(places: readonly number[]): Promise<ReadyRow[]> {
    const { index } = this.#lastReview();
    const wanted = rowsAtReadyPlaces(index, places);
    const found: ReadyRow[] = [];
    const judge = this.#judge();
    for (const row of wanted) {
      for await (const { span, rows } of this.#spans(row, row)) {
        const judged = judgeAgain(rows[0]!, row, index, judge);
        if (!judged) throw fileChanged();
        found.push({ fileRow: index.fileRow(span.first), phone: judged.phone, values: [...judged.values] });
      }
    }
    return found;
  }

  async planParts(maxBytes: number, { onProgress, signal }: Watch = {}): Promise<ImportPart[]> {
    const { plan, index, file } = this.#lastReview();
    await this.assertUnchanged({ signal });
    const planner = new PartPlanner(
      Buffer.byteLength(normalisedHeader(plan.columns, IMPORT_FORMAT)),
      maxBytes,
    );
    const judge = this.#judge();
    for await (const { span, rows } of this.#spans(0, index.length - 1, signal)) {
      const same = normalisedLines(rows, span, index, judge, IMPORT_FORMAT, (line, row) =>
        planner.add(row, Buffer.byteLength(line)),
      );
      if (!same) throw fileChanged();
      onProgress?.({ bytes: span.end, ofBytes: file.bytes });
    }
    return planner.parts;
  }

  async *partBytes(part: ImportPart, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const { plan, index } = this.#lastReview();
    const judge = this.#judge();
    yield Buffer.from(normalisedHeader(plan.columns, IMPORT_FORMAT));
    for await (const { span, rows } of this.#spans(part.firstRow, part.lastRow, signal)) {
      const lines: string[] = [];
      const same = normalisedLines(rows, span, index, judge, IMPORT_FORMAT, (line) => lines.push(line));
      if (!same) throw fileChanged();
      if (lines.length > 0) yield Buffer.from(lines.join(''));
    }
    await this.#assertSameStat();
  }

  async *rejectsBytes(signal?: AbortSignal): AsyncGenerator<Uint8Array> {
    const { index, columns } = this.#lastReview();
    const header = columns.map(({ header: name }) => name);
    yield* leftOutBytes(this.#source(), header, this.#spans(0, index.length - 1, signal));
    await this.#assertSameStat();
  }

  async findRows(filter: RowFilter, watch?: Watch): Promise<RowLayout> {
    return await this.#layouts.find(this.#source(), filter, watch);
  }

  async rows(request: PageRequest): Promise<ReviewedRow[]> {
    return await this.#layouts.page(this.#source(), request);
  }

  async answers(): Promise<ConsentAnswers> {
    return this.#lastReview().answers;
  }

  async placesOf(rows: readonly number[]): Promise<number[]> {
    return readyPlacesOf(this.#lastReview().index, rows);
  }

  async readyDigest(): Promise<number> {
    return readyDigest(this.#lastReview().index);
  }

  async close(): Promise<void> {
    const handle = this.#file;
    this.#file = null;
    this.#head = null;
    this.#forgetReview();
    await handle?.close();
  }

  async #readAll(plan: JudgingPlan, evidence: ColumnEvidence, size: number, { onProgress, signal }: Watch) {
    const { handle, head } = this.#opened();
    const pass = new ReviewPass(head, plan, evidence);
    const hash = createHash('sha256');
    const buffer = Buffer.allocUnsafe(READ_BYTES);
    for (let position = 0; ; ) {
      signal?.throwIfAborted();
      const { bytesRead } = await handle.read(buffer, 0, READ_BYTES, position);
      if (bytesRead === 0) break;
      hash.update(buffer.subarray(0, bytesRead));
      let start = Math.min(Math.max(head.firstRow - position, 0), bytesRead);
      for (; start < bytesRead; start += PARSE_BYTES) {
        pass.push(buffer.toString('latin1', start, Math.min(start + PARSE_BYTES, bytesRead)));
      }
      position += bytesRead;
      onProgress?.({ bytes: position, ofBytes: size });
    }
    pass.end();
    return { pass, sha256: hash.digest('hex') };
  }

  async *#spans(
    first: number,
    last: number,
    signal?: AbortSignal,
  ): AsyncGenerator<{ span: Span; rows: string[][] }> {
    const { index, file } = this.#lastReview();
    const { handle, head } = this.#opened();
    for (const span of spansOf(index, first, last, file.bytes, SPAN_BYTES)) {
      signal?.throwIfAborted();
      const rows = readSpan(await readText(handle, span.start, span.end - span.start), span, head);
      if (rows === null) throw fileChanged();
      yield { span, rows };
    }
  }

  /** The file is read through its handle, but the path may name another file by now: both must be the same. */
  async #assertSameStat(): Promise<void> {
    const { file, modified } = this.#lastReview();
    const onDisk = await open(this.#path, 'r').catch(() => {
      throw fileChanged();
    });
    try {
      for (const handle of [onDisk, this.#opened().handle]) {
        const stat = await handle.stat();
        if (stat.size !== file.bytes || stat.mtimeMs !== modified) throw fileChanged();
      }
    } finally {
      await onDisk.close();
    }
  }

  #settled(optedOut?: Set<number>): Review {
    const { index, keep, file, columns } = this.#lastReview();
    this.#layouts.forget();
    settle(index, { keep, optedOut });
    return { file, columns, ...summarise(index) };
  }

  #forgetReview(): void {
    this.#reviewed = null;
    this.#layouts.forget();
  }

  #source(): ReviewedSource {
    const { index, plan, file } = this.#lastReview();
    const { handle, head } = this.#opened();
    return {
      index,
      head,
      columns: plan.columns,
      fileEnd: file.bytes,
      judge: this.#judge(),
      read: (position, length) => readText(handle, position, length),
      assertSame: () => this.#assertSameStat(),
    };
  }

  #judge(): Judge {
    const { plan, evidence } = this.#lastReview();
    return makeJudge(plan, evidence);
  }

  #opened(): { handle: FileHandle; head: FileHead } {
    if (!this.#file || !this.#head) throw nothingReviewed();
    return { handle: this.#file, head: this.#head };
  }

  #lastReview(): Reviewed {
    if (!this.#reviewed) throw nothingReviewed();
    return this.#reviewed;
  }
}
