import { type Review, reviewSchema } from '../contract/review.ts';

/** A review as JSON for scripts, whose logs others read: rows by their numbers, and no cell as it stands in the file. */
export function reviewJson(review: Review) {
  const all = reviewSchema.parse(review);
  return {
    ...all,
    columns: all.columns.map(({ summary, ...column }) => ({
      ...column,
      summary: summary && {
        ...summary,
        problems: summary.problems.map(({ code, count, examples }) => ({
          code,
          count,
          rows: examples.map(({ row }) => row),
        })),
      },
    })),
  };
}
