/** Requests under way at once, so as not to hammer the API. */
const AT_ONCE = 5;

/**
 * Runs `work` on every item, a few at once. After the first that fails no other is begun and those that are under way are
 * stopped; it ends when they have, so that whoever counts them has counted them all.
 */
export async function inParallel<Item>(
  items: readonly Item[],
  signal: AbortSignal | undefined,
  work: (item: Item, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const failures: unknown[] = [];
  const failed = new AbortController();
  const either = signal ? AbortSignal.any([signal, failed.signal]) : failed.signal;
  const lane = async () => {
    for (const item of queue) {
      if (failures.length > 0) return;
      await work(item, either).catch((error) => {
        failures.push(error);
        failed.abort();
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, items.length) }, lane));
  if (failures.length > 0) throw failures[0];
}
