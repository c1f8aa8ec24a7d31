import type { RunSummary } from '../../../src-main/contract/sending.ts';
import { dateTime } from '../../parts/amount.ts';
import { runWords } from '../../parts/run-states.ts';
import { accountName } from '../../state/step-results.ts';
import { whatWasSent } from './what-was-sent.ts';

/**
 * The runs in which every word of the search is found, in whatever the list shows of them or in their ids.
 * @param underWay the one that is being sent just now, if any.
 */
export function searchRuns(
  runs: readonly RunSummary[],
  search: string,
  underWay: string | null,
): readonly RunSummary[] {
  const words = folded(search).split(/\s+/).filter(Boolean);
  if (words.length === 0) return runs;
  return runs.filter((run) => {
    const text = textOf(run, underWay);
    return words.every((word) => text.includes(word));
  });
}

function textOf(run: RunSummary, underWay: string | null): string {
  return folded(
    [
      run.file,
      accountName(run.account),
      run.senderCode,
      run.runId,
      ...run.imports.map(({ id }) => id ?? ''),
      whatWasSent(run),
      runWords(run, underWay).word,
      dateTime(run.started),
    ].join('\n'),
  );
}

/** A file's name may have its accents apart, as macOS writes them. */
const folded = (text: string) => text.normalize('NFKC').toLowerCase();
