import { describe, expect, it } from 'vitest';
import { Search } from '../../../src-renderer/steps/review/search.ts';

describe('a search', () => {
  it('has one and the same pages from its first row to its end', () => {
    const search = new Search(async () => ({ ok: true, value: { rows: [] } }));
    search.begin();
    expect(search.goOn(1, 0)).toBeNull();
    const pages = search.goOn(1, 5);
    expect(pages?.count).toBe(5);
    expect(search.goOn(1, 70)).toBe(pages);
    expect(search.end(1, 80)).toBe(pages);
    expect(pages?.count).toBe(80);
  });

  it('takes nothing from a snapshot of the search before', () => {
    const search = new Search(async () => ({ ok: true, value: { rows: [] } }));
    search.begin();
    search.goOn(4, 5);
    search.begin();
    expect(search.goOn(4, 9)).toBeNull();
    expect(search.goOn(5, 1)?.layout).toBe(5);
  });

  it('takes nothing more once it is over', () => {
    const search = new Search(async () => ({ ok: true, value: { rows: [] } }));
    search.begin();
    const pages = search.end(1, 3);
    expect(search.goOn(1, 9)).toBeNull();
    expect(pages.count).toBe(3);
  });

  it('has no rows of the one before, though that one was never heard of', () => {
    const search = new Search(async () => ({ ok: true, value: { rows: [] } }));
    search.begin();
    const before = search.end(1, 3);
    search.begin();
    search.begin();
    const pages = search.end(3, 0);
    expect(pages).not.toBe(before);
    expect([pages.layout, pages.count]).toEqual([3, 0]);
  });
});
