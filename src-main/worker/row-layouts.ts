import type { FindWatch, PageRequest, RowLayout } from '../application/ports.ts';
import type { ColumnEvidence } from '../audience/column-evidence.ts';
import type { FileHead } from '../audience/head.ts';
import type { JudgingPlan } from '../audience/judge.ts';
import { MALFORMED } from '../audience/marks.ts';
import { type ImportFormat, readSpan } from '../audience/normalised.ts';
import { reviewedRow } from '../audience/reviewed-row.ts';
import { type RowFinder, rowFinder } from '../audience/row-findings.ts';
import type { RowIndex } from '../audience/row-index.ts';
import {
  GrowingRows,
  malformedText,
  type RowList,
  readableEnd,
  rowsWith,
  type Stretch,
  stretchesOf,
} from '../audience/row-list.ts';
import { RowSearch } from '../audience/row-search.ts';
import type { ReviewedRow, RowFilter } from '../contract/rows.ts';
import { fileChanged, rowsStale } from './file-failures.ts';

/** A page is answered between two pieces of a search, so these are small. */
const SEARCH = { bytes: 262_144, gap: 65_536 };
const PAGE = { bytes: 262_144, gap: 16_384 };

/** A file as it was reviewed, and how it is read again. */
export interface ReviewedSource {
  index: RowIndex;
  head: FileHead;
  /** Its size in bytes. */
  fileEnd: number;
  plan: JudgingPlan;
  /** What the rules of its judgment were built on. */
  evidence: ColumnEvidence;
  /** `length` bytes from `position` on, one character each; fewer where the file ends before. */
  read(position: number, length: number): Promise<string>;
  /** Rejects when the file is no longer the one that was reviewed. */
  assertSame(): Promise<void>;
}

/** Which rows of the reviewed file are looked at, and their pages. The port says what the calls do. */
export class RowLayouts {
  /** The number of the layout that was asked for last. */
  #newest = 0;
  #current: { layout: number; list: RowList } | null = null;
  readonly #searchSize: typeof SEARCH;
  readonly #format: Pick<ImportFormat, 'writePhone'>;

  /** @param searchSize how a search cuts the file; tests make it tiny. */
  constructor(format: Pick<ImportFormat, 'writePhone'>, searchSize = SEARCH) {
    this.#format = format;
    this.#searchSize = searchSize;
  }

  /** Ends every layout, and every search as well. */
  forget(): void {
    this.#newest++;
    this.#current = null;
  }

  async find(
    source: ReviewedSource,
    filter: RowFilter,
    { onProgress, signal }: FindWatch = {},
  ): Promise<RowLayout & { complete: boolean }> {
    const layout = ++this.#newest;
    const list = rowsWith(source.index, filter);
    if (filter.search.trim() === '') {
      this.#current = { layout, list };
      return { layout, count: list.length, complete: true };
    }
    const found = new GrowingRows();
    this.#current = { layout, list: found };
    for await (const { rows, bytes } of this.#search(new RowSearch(filter.search), list, source)) {
      if (layout !== this.#newest) throw rowsStale();
      if (signal?.aborted) return { layout, count: found.length, complete: false };
      found.add(rows);
      onProgress?.({ bytes, ofBytes: source.fileEnd, found: { layout, count: found.length } });
    }
    return { layout, count: found.length, complete: true };
  }

  async page(source: ReviewedSource, { layout, from, count }: PageRequest): Promise<ReviewedRow[]> {
    const list = this.#listOf(layout);
    const to = Math.min(from + count, list.length);
    const { index, fileEnd } = source;
    const read = async (stretch: Stretch) => ({
      stretch,
      text: await source.read(stretch.start, stretch.end - stretch.start),
    });
    const stretches = [...stretchesOf(list, [from, to], index, fileEnd, PAGE)];
    // All at once: a search that is going on has a turn of its own after every wait.
    const reading = Promise.all([Promise.all(stretches.map(read)), source.assertSame()]);
    const [pieces] = await reading.finally(() => {
      // The rows may have been settled anew meanwhile, or the file closed: whatever came of it is of no use then.
      this.#listOf(layout);
    });
    const find = rowFinder(source.plan, source.evidence, index);
    return pieces.flatMap(({ stretch, text }) => this.#rowsOf(stretch, text, list, source, find));
  }

  /** The rows of each stretch in turn, and where it ends. */
  async *#search(
    search: RowSearch,
    list: RowList,
    source: ReviewedSource,
  ): AsyncGenerator<{ rows: number[]; bytes: number }> {
    const { index, fileEnd } = source;
    const searched = { ...source, list };
    for (const stretch of stretchesOf(list, [0, list.length], index, fileEnd, this.#searchSize)) {
      const text = await source.read(stretch.start, stretch.end - stretch.start);
      const rows = search.rowsIn(text, stretch, searched);
      if (rows === null) throw fileChanged();
      yield { rows, bytes: stretch.end };
    }
    await source.assertSame();
    yield { rows: [], bytes: fileEnd };
  }

  #rowsOf(
    stretch: Stretch,
    text: string,
    list: RowList,
    { index, head, plan, fileEnd }: ReviewedSource,
    find: RowFinder,
  ): ReviewedRow[] {
    const { columns } = plan;
    const rows: ReviewedRow[] = [];
    for (let place = stretch.firstPlace; place <= stretch.lastPlace; place++) {
      const row = list.row(place);
      const end = readableEnd(index, row, fileEnd);
      const bytes = text.slice(index.offset(row) - stretch.start, end - stretch.start);
      if (index.marks(row) & MALFORMED) {
        const cut = end < index.end(row, fileEnd) ? '…' : '';
        const cells = [malformedText(bytes) + cut];
        rows.push(reviewedRow(row, index, cells, null, columns, this.#format));
        continue;
      }
      const cells = readSpan(bytes, { first: row, last: row, start: 0, end: bytes.length }, head)?.[0];
      const again = cells && find(cells, row);
      if (!again) throw fileChanged();
      rows.push(reviewedRow(row, index, cells, again, columns, this.#format));
    }
    return rows;
  }

  #listOf(layout: number): RowList {
    if (this.#current?.layout !== layout) throw rowsStale();
    return this.#current.list;
  }
}
