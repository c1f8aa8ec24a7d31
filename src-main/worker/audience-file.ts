import { basename } from 'node:path';
import type { CountryCode } from 'libphonenumber-js/max';
import type {
  AudienceReader,
  ConsentAnswers,
  ExampleRow,
  FindWatch,
  OpenedFile,
  PageRequest,
  ReadyRow,
  ReviewRequest,
  RowLayout,
  Watch,
} from '../application/ports.ts';
import { type ColumnEvidence, sameRules } from '../audience/column-evidence.ts';
import { consentOutcome } from '../audience/consent-summary.ts';
import { ConsentTable } from '../audience/consent-table.ts';
import type { FileHead } from '../audience/head.ts';
import { type Judge, type JudgingPlan, makeJudge } from '../audience/judge.ts';
import { judgeAgain, readSpan, type Span, spansOf } from '../audience/normalised.ts';
import { type OptedOutPhones, withOptOuts } from '../audience/opted-out.ts';
import { phonesOfRows, readyDigest, readyPlacesOf, rowsAtReadyPlaces } from '../audience/ready-places.ts';
import { describeColumns, evidenceOf, ReviewPass, summarise } from '../audience/review-pass.ts';
import type { RowIndex } from '../audience/row-index.ts';
import { settle } from '../audience/settle.ts';
import type { ConsentFileChoice, ConsentFileRead, ConsentSummary } from '../contract/consent.ts';
import type { Reading } from '../contract/reading.ts';
import type { FileFacts, Review, ReviewedColumn } from '../contract/review.ts';
import type { ReviewedRow, RowFilter } from '../contract/rows.ts';
import type { ImportPart } from '../delivery/import-parts.ts';
import { IMPORT_FORMAT } from '../listrak/assumptions.ts';
import { readBeginning } from './beginning.ts';
import { ConsentFileSlot, consentBySource, type ReadConsentFile } from './consent-file.ts';
import { fileChanged, nothingReviewed } from './file-failures.ts';
import { importBytes, planParts } from './import-file.ts';
import { leftOutBytes } from './left-out.ts';
import { readExamples } from './read-examples.ts';
import { type ReviewedSource, RowLayouts } from './row-layouts.ts';
import type { AudienceText } from './source/audience-text.ts';
import { openText } from './source/open-text.ts';

const SPAN_BYTES = 262_144;

interface Reviewed {
  plan: JudgingPlan;
  keep: ReviewRequest['keep'];
  evidence: ColumnEvidence;
  index: RowIndex;
  columns: ReviewedColumn[];
  answers: ConsentAnswers;
  consentFile: ReadConsentFile | null;
  optedOut: OptedOutPhones | null;
  /** By each source of the two files. */
  consent: Pick<ConsentSummary, 'asked' | 'column' | 'file'>;
  file: FileFacts;
}

/**
 * One audience file, open for reading. All rows stay in the file; memory holds the row index alone. The calls are those
 * of the port, and documented there.
 */
export class AudienceFile implements AudienceReader {
  /** How many files were opened, or closed, so far. */
  #openings = 0;
  #path = '';
  #text: AudienceText | null = null;
  #head: FileHead | null = null;
  #reviewed: Reviewed | null = null;
  readonly #consentFile = new ConsentFileSlot();
  readonly #layouts = new RowLayouts(IMPORT_FORMAT);

  async open(path: string, reading: Reading, watch: Watch = {}): Promise<OpenedFile> {
    const turn = ++this.#openings;
    await this.#closeText();
    const text = await openText(path, reading, watch);
    // Another one may have been asked for meanwhile, and be there already.
    if (turn !== this.#openings) {
      await text.close();
      throw nothingReviewed();
    }
    this.#path = path;
    this.#text = text;
    const { head, beginning } = readBeginning(text, reading);
    this.#head = head;
    const { source, modified } = text;
    return { name: basename(path), modified, source, beginning };
  }

  async review(request: ReviewRequest, watch: Watch = {}): Promise<Review> {
    const { text, head } = this.#opened();
    this.#forgetReview();
    const { usesConsentFile, ...judging } = request;
    // One that is to be used and is not there says nothing of anybody, so that nobody is sent.
    const consentFile = usesConsentFile ? this.#consentFile.current : null;
    const nobody = { table: new ConsentTable(), idColumn: null };
    const plan: JudgingPlan = {
      ...judging,
      consentFile: usesConsentFile ? (consentFile?.lookup ?? nobody) : null,
    };
    const readAt = new Date().toISOString();
    const readAll = (evidence: ColumnEvidence) =>
      this.#readAll(plan, evidence, watch).finally(() => {
        // Another file may have taken its place meanwhile, and closed it.
        if (this.#text !== text) throw nothingReviewed();
      });
    let evidence = evidenceOf(head, plan);
    let pass = await readAll(evidence);
    // The first rows suggested another date order, or another kind of postal code, than all rows bear out.
    if (!sameRules(evidence, pass.evidence)) {
      evidence = pass.evidence;
      pass = await readAll(evidence);
    }
    const { bytes, format, compression, encoding, sheet } = text.source;
    const { headerRow, header } = head;
    const delimiter = format === 'csv' ? head.delimiter : null;
    this.#reviewed = {
      plan,
      keep: request.keep,
      evidence,
      index: pass.index,
      columns: describeColumns(request.columns, header, pass),
      answers: pass.answers?.counted() ?? { answers: [], otherAnswers: 0 },
      consentFile,
      optedOut: null,
      consent: consentBySource(request.columns, pass, readAt, consentFile?.read ?? null),
      file: {
        name: basename(this.#path),
        bytes,
        format,
        encoding,
        delimiter,
        compression,
        sheet,
        headerRow,
        header,
        sha256: text.sha256,
        ...text.notes,
      },
    };
    return this.#settled();
  }

  async leaveOut(optedOut: OptedOutPhones): Promise<Review> {
    this.#lastReview().optedOut = optedOut;
    return this.#settled();
  }

  async readConsentFile(
    path: string,
    choice: ConsentFileChoice | null,
    audience: readonly string[],
    country: CountryCode,
    watch: Watch = {},
  ): Promise<ConsentFileRead> {
    return await this.#consentFile.read(path, choice, audience, country, watch);
  }

  async forgetConsentFile(): Promise<void> {
    this.#consentFile.forget();
  }

  async assertUnchanged(watch: Watch = {}): Promise<void> {
    const { consentFile } = this.#lastReview();
    await consentFile?.assertUnchanged();
    await this.#opened().text.assertUnchanged(watch);
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
    await this.#opened().text.assertSameStat();
    return found;
  }

  async exampleRows(count: number): Promise<ExampleRow[]> {
    const reviewed = this.#lastReview();
    const examples = await readExamples(count, reviewed, IMPORT_FORMAT, (row) => this.#spans(row, row));
    await this.#opened().text.assertSameStat();
    return examples;
  }

  async planParts(maxBytes: number, watch: Watch = {}): Promise<ImportPart[]> {
    const { index } = this.#lastReview();
    await this.assertUnchanged({ signal: watch.signal });
    return await this.#planParts(0, index.length - 1, maxBytes, watch);
  }

  async measurePart(part: ImportPart): Promise<ImportPart> {
    const [measured] = await this.#planParts(part.firstRow, part.lastRow, Number.MAX_SAFE_INTEGER, {});
    return measured ?? { ...part, rows: 0, bytes: 0 };
  }

  async #planParts(first: number, last: number, maxBytes: number, watch: Watch): Promise<ImportPart[]> {
    return await planParts(this.#source(), this.#spans(first, last, watch), maxBytes);
  }

  async *partBytes(part: ImportPart, watch: Watch = {}): AsyncGenerator<Uint8Array> {
    const { text } = this.#opened();
    // At its end as well; at its beginning so that nothing is sent for nothing.
    await text.assertSameStat();
    yield* importBytes(this.#source(), this.#spans(part.firstRow, part.lastRow, watch));
    await text.assertSameStat();
  }

  async *rejectsBytes(watch: Watch = {}): AsyncGenerator<Uint8Array> {
    const { index } = this.#lastReview();
    yield* leftOutBytes(this.#source(), this.#spans(0, index.length - 1, watch));
    await this.#opened().text.assertSameStat();
  }

  async findRows(filter: RowFilter, watch?: FindWatch): Promise<RowLayout & { complete: boolean }> {
    return await this.#layouts.find(this.#source(), filter, watch);
  }

  async rows(request: PageRequest): Promise<ReviewedRow[]> {
    const rows = await this.#layouts.page(this.#source(), request);
    const { index, optedOut } = this.#lastReview();
    return withOptOuts(rows, index, optedOut);
  }

  async answers(): Promise<ConsentAnswers> {
    return this.#lastReview().answers;
  }

  async placesOf(rows: readonly number[]): Promise<number[]> {
    return readyPlacesOf(this.#lastReview().index, rows);
  }

  async phonesAt(fileRows: readonly number[]): Promise<[fileRow: number, phone: number][]> {
    return phonesOfRows(this.#lastReview().index, fileRows);
  }

  async readyDigest(): Promise<number> {
    return readyDigest(this.#lastReview().index);
  }

  async close(): Promise<void> {
    this.#openings++;
    await this.#closeText();
  }

  async #closeText(): Promise<void> {
    const text = this.#text;
    this.#text = null;
    this.#head = null;
    this.#forgetReview();
    await text?.close();
  }

  async #readAll(plan: JudgingPlan, evidence: ColumnEvidence, watch: Watch): Promise<ReviewPass> {
    const { text, head } = this.#opened();
    const pass = new ReviewPass(head, plan, evidence);
    let position = 0;
    for await (const piece of text.pieces(watch)) {
      const start = Math.min(Math.max(head.firstRow - position, 0), piece.length);
      pass.push(piece.subarray(start));
      position += piece.length;
    }
    pass.end();
    return pass;
  }

  async *#spans(
    first: number,
    last: number,
    { onProgress, signal }: Watch = {},
  ): AsyncGenerator<{ span: Span; rows: string[][] }> {
    const { index } = this.#lastReview();
    const { text, head } = this.#opened();
    for (const span of spansOf(index, first, last, text.length, SPAN_BYTES)) {
      signal?.throwIfAborted();
      const rows = readSpan(await text.read(span.start, span.end - span.start), span, head);
      if (rows === null) throw fileChanged();
      yield { span, rows };
      onProgress?.({ bytes: span.end, ofBytes: text.length });
    }
  }

  #settled(): Review {
    const { index, keep, file, columns, consent, optedOut, plan } = this.#lastReview();
    this.#layouts.forget();
    settle(index, { keep, optedOut: optedOut?.phones });
    const outcome = consentOutcome(index, plan.consentFile?.idColumn === null);
    const listrak = optedOut && { readAt: optedOut.readAt, optedOut: outcome.optedOutInListrak };
    return { file, columns, ...summarise(index), consent: { ...consent, listrak, outcome } };
  }

  #forgetReview(): void {
    this.#reviewed = null;
    this.#layouts.forget();
  }

  #source(): ReviewedSource {
    const { index, plan, evidence } = this.#lastReview();
    const { text, head } = this.#opened();
    return {
      index,
      head,
      plan,
      evidence,
      fileEnd: text.length,
      read: (position, length) => text.read(position, length),
      assertSame: () => text.assertSameStat(),
    };
  }

  #judge(): Judge {
    const { plan, evidence } = this.#lastReview();
    return makeJudge(plan, evidence);
  }

  #opened(): { text: AudienceText; head: FileHead } {
    if (!this.#text || !this.#head) throw nothingReviewed();
    return { text: this.#text, head: this.#head };
  }

  #lastReview(): Reviewed {
    if (!this.#reviewed) throw nothingReviewed();
    return this.#reviewed;
  }
}
