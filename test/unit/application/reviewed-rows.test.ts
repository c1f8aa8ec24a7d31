import { rmSync } from 'node:fs';
import { mkdtemp, readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { AudienceReader, FindWatch, RowLayout, Watch } from '../../../src-main/application/ports.ts';
import type { OpenAudience } from '../../../src-main/application/session/load-step.ts';
import { ReviewedRows } from '../../../src-main/application/session/reviewed-rows.ts';
import { FIRST_STATE, Store } from '../../../src-main/application/session/store.ts';
import type { StepContext } from '../../../src-main/application/session/surroundings.ts';
import type { RowFilter } from '../../../src-main/contract/rows.ts';
import { REVIEWS } from '../renderer/states.ts';

const filter: RowFilter = { outcome: null, reason: null, search: 'amelia' };
type Answer = RowLayout & { complete: boolean };

interface Finding {
  watch: FindWatch;
  answer: (answer: Answer) => void;
}

/** Rows over a reader that finds, and saves, when the test says so. */
function fakeRows(place: string | null = null) {
  const findings: Finding[] = [];
  const pieces: ((piece: string | null) => void)[] = [];
  const saving: { watch?: Watch } = {};
  const reader = {
    findRows: (_filter: RowFilter, watch: FindWatch) =>
      new Promise<Answer>((answer) => findings.push({ watch, answer })),
    async *rejectsBytes(watch: Watch) {
      saving.watch = watch;
      for (;;) {
        const piece = await new Promise<string | null>((resolve) => pieces.push(resolve));
        watch.signal?.throwIfAborted();
        if (piece === null) return;
        yield Buffer.from(piece);
      }
    },
  } as unknown as AudienceReader;
  const store = new Store({ ...FIRST_STATE, review: REVIEWS.done });
  const context = { store, reader, pickPlace: async () => place } as unknown as StepContext;
  const audience = { path: 'a.csv' } as OpenAudience;
  const rows = new ReviewedRows(context, { audience: () => audience, enqueue: (work) => work() });
  return { rows, store, findings, pieces, saving };
}

const progress = (layout: number, count: number, bytes: number) => ({
  found: { layout, count },
  bytes,
  ofBytes: 100,
});

describe('a search through the rows', () => {
  it('tells what it has found so far, and nothing more once it is over', async () => {
    const { rows, store, findings } = fakeRows();
    const answer = rows.find({ revision: 1, filter });
    expect(store.state.finding).toBeNull();
    findings[0]!.watch.onProgress?.(progress(7, 3, 40));
    expect(store.state.finding).toEqual({ layout: 7, count: 3, bytes: 40, ofBytes: 100 });
    findings[0]!.answer({ layout: 7, count: 5, complete: true });
    expect(await answer).toEqual({ layout: 7, count: 5, complete: true });
    expect(store.state.finding).toBeNull();
  });

  it('that is stopped answers what it had found', async () => {
    const { rows, store, findings } = fakeRows();
    const answer = rows.find({ revision: 1, filter });
    findings[0]!.watch.onProgress?.(progress(7, 3, 40));
    rows.stopFinding();
    expect(findings[0]!.watch.signal?.aborted).toBe(true);
    findings[0]!.answer({ layout: 7, count: 3, complete: false });
    expect(await answer).toEqual({ layout: 7, count: 3, complete: false });
    expect(store.state.finding).toBeNull();
  });

  it('gives way to another one, whose progress alone is told from then on', async () => {
    const { rows, store, findings } = fakeRows();
    const old = rows.find({ revision: 1, filter });
    findings[0]!.watch.onProgress?.(progress(7, 3, 40));
    const fresh = rows.find({ revision: 1, filter });
    expect(findings[0]!.watch.signal?.aborted).toBe(true);
    expect(store.state.finding).toBeNull();
    findings[1]!.watch.onProgress?.(progress(8, 1, 10));
    findings[0]!.watch.onProgress?.(progress(7, 9, 80));
    findings[0]!.answer({ layout: 7, count: 9, complete: false });
    await expect(old).rejects.toMatchObject({ code: 'rows.stale' });
    expect(store.state.finding).toMatchObject({ layout: 8, count: 1 });
    findings[1]!.answer({ layout: 8, count: 2, complete: true });
    expect(await fresh).toMatchObject({ layout: 8 });
  });

  it('is stale as soon as the rows are judged anew, and tells nothing any more', async () => {
    const { rows, store, findings } = fakeRows();
    const answer = rows.find({ revision: 1, filter });
    findings[0]!.watch.onProgress?.(progress(7, 3, 40));
    store.change({ review: { status: 'none' } });
    rows.endFinding();
    findings[0]!.watch.onProgress?.(progress(7, 9, 80));
    expect(store.state.finding).toBeNull();
    findings[0]!.answer({ layout: 7, count: 9, complete: false });
    await expect(answer).rejects.toMatchObject({ code: 'rows.stale' });
  });
});

describe('saving the rows left out', () => {
  const folders: string[] = [];
  afterEach(() => {
    for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  async function begin() {
    const folder = await mkdtemp(join(tmpdir(), 'left-out-'));
    folders.push(folder);
    const fake = fakeRows(join(folder, 'out.csv'));
    const saved = fake.rows.saveLeftOut();
    saved.catch(() => {});
    while (fake.pieces.length === 0) await new Promise((done) => setImmediate(done));
    return { ...fake, folder, saved };
  }

  it('tells how far it is', async () => {
    const { store, saving, pieces, saved } = await begin();
    expect(store.state.saving).toEqual({ bytes: 0, ofBytes: 0 });
    saving.watch?.onProgress?.({ bytes: 40, ofBytes: 100 });
    expect(store.state.saving).toEqual({ bytes: 40, ofBytes: 100 });
    pieces[0]!(null);
    expect(await saved).toMatchObject({ savedAs: 'out.csv' });
    expect(store.state.saving).toBeNull();
  });

  it('that is stopped leaves no file behind, and says so', async () => {
    const { rows, store, pieces, folder, saved } = await begin();
    pieces[0]!('phone\n');
    while (pieces.length < 2) await new Promise((done) => setImmediate(done));
    rows.stopSaving();
    pieces[1]!('12015550100\n');
    await expect(saved).rejects.toMatchObject({
      code: 'stopped',
      message: expect.stringMatching(/Nothing was sent\.$/),
    });
    expect(await readdir(folder)).toEqual([]);
    expect(store.state.saving).toBeNull();
  });
});
