import { createRequire } from 'node:module';

/*
 * Stands in for fast-check while mutants are run (see `vitest.config.ts`). Some properties try thousands of values, which
 * for thousands of mutants takes hours; and that a value fails is all that is asked: no smaller one is looked for.
 */
const MOST_RUNS = 25;

const real: typeof import('fast-check') = createRequire(import.meta.url)('fast-check');

const assert = ((property: never, parameters: { numRuns?: number } = {}) =>
  real.assert(property, {
    ...parameters,
    numRuns: Math.min(parameters.numRuns ?? MOST_RUNS, MOST_RUNS),
    endOnFailure: true,
  })) as typeof real.assert;

export default { ...real.default, assert };
