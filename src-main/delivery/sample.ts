/**
 * How the rows of a sample, or of a spot check, are chosen. The seed makes a random choice repeatable; places chosen by
 * a person are places among the ready rows, rising, each once.
 */
export type SampleChoice =
  | { kind: 'first' }
  | { kind: 'random'; seed: number }
  | { kind: 'chosen'; places: readonly number[] };

/**
 * Chooses places among `ready` rows, rising, each at most once: `count` of them, or all when there are fewer. Chosen
 * ones are answered as they are, however many: one that is not there must be refused, not left out in silence.
 */
export function choosePlaces(ready: number, count: number, choice: SampleChoice): number[] {
  if (choice.kind === 'chosen') return [...choice.places];
  if (count >= ready || choice.kind === 'first') {
    return Array.from({ length: Math.min(count, ready) }, (_, place) => place);
  }
  const random = seededRandom(choice.seed);
  const chosen = new Set<number>();
  // Floyd's way: every set of places is equally likely, with `count` draws and no list of all rows.
  for (let last = ready - count; last < ready; last++) {
    const place = Math.floor(random() * (last + 1));
    chosen.add(chosen.has(place) ? last : place);
  }
  return [...chosen].sort((one, other) => one - other);
}

/** A small repeatable random source in [0, 1) (mulberry32); for choosing rows, not for secrets. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
