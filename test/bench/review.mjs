import { statSync } from 'node:fs';
import { list, quantile } from './figures.mjs';
import { measure, reviewOf } from './measure.mjs';

const RUNS = 5;

/** How long a review takes against Papa Parse alone on the same file: whole processes, in turn. */
export function measureReview(file, rowCount) {
  const papa = [];
  const review = [];
  let outcomes = '';
  let peak = 0;
  for (let run = 0; run < RUNS; run++) {
    papa.push(measure(['test/bench/bare-papa.mjs', file]).ms);
    const reviewed = measure(reviewOf(file));
    review.push(reviewed.ms);
    peak = Math.max(peak, reviewed.peak);
    const { rows } = JSON.parse(reviewed.stdout);
    if (rows.total !== rowCount) throw new Error(`The review saw ${rows.total} of ${rowCount} rows.`);
    outcomes = `${rows.ready} ready, ${rows.notOptedIn} not opted in, ${rows.invalid} invalid`;
  }
  const papaMs = quantile(papa, 0.5);
  const ratios = review.map((ms, run) => ms / papa[run]);
  const figures = [
    {
      what: `Papa Parse alone, ${Math.round(statSync(file).size / 1e6)} MB`,
      figure: papaMs / 1000,
      unit: 's',
      more: `median of ${RUNS}, in turn with ours`,
    },
    { what: 'our review of the same file', figure: quantile(review, 0.5) / 1000, unit: 's', more: outcomes },
    {
      what: 'review / Papa Parse',
      goal: 1.5,
      figure: quantile(ratios, 0.5),
      unit: '×',
      more: `median of ${list(ratios)}`,
    },
    { what: 'peak memory of that review', goal: 350, figure: peak / 1e6, unit: 'MB' },
  ];
  return { figures, papaMs };
}
