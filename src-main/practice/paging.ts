import type { Context } from 'hono';
import { invalidParameter } from './refusal.ts';

const DEFAULT_COUNT = 1000;
const LARGEST_COUNT = 5000;

/** An array, or what makes its items up as they are asked for. */
export interface Pageable<Item> {
  length: number;
  slice(from: number, to: number): Item[];
}

/**
 * One page of a collection: `cursor` is `Start` or what the page before named, `count` at most 5000 (vendor spec).
 * A server that holds few contacts can still be made to answer in many pages, by `most`.
 */
export function inPages<Item>(
  c: Context,
  items: Pageable<Item>,
  write: (item: Item) => unknown,
  most = LARGEST_COUNT,
): Response {
  const cursor = c.req.query('cursor') ?? 'Start';
  const count = Number(c.req.query('count') ?? DEFAULT_COUNT);
  const from = cursor === 'Start' ? 0 : Number(/^after-(\d+)$/.exec(cursor)?.[1] ?? Number.NaN);
  if (!Number.isInteger(count) || count < 1 || count > LARGEST_COUNT) throw invalidParameter('count');
  if (!Number.isInteger(from)) throw invalidParameter('cursor');
  const to = from + Math.min(count, most);
  const next = new URL(c.req.url);
  next.searchParams.set('cursor', `after-${to}`);
  return c.json({
    status: 200,
    nextPageCursor: to < items.length ? next.toString() : null,
    data: items.slice(from, to).map(write),
  });
}
