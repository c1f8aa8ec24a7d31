import { useCallback, useEffect, useRef, useState } from 'react';
import type { Failure } from '../../../src-main/contract/failure.ts';
import type { RowFilter } from '../../../src-main/contract/rows.ts';
import { percent } from '../../parts/amount.ts';
import { call } from '../../state/call.ts';
import { useAppState } from '../../state/store.ts';
import type { AskForPage, RowPages } from './row-pages.ts';
import { Search } from './search.ts';

interface Found {
  /** The rows found so far; until the first of them is, those of the search before. */
  pages: RowPages | null;
  searching: boolean;
  /** They are still those of the search before. */
  outdated: boolean;
  /** How far the search was when it was stopped before its end, in percent; else null. */
  stoppedAt: number | null;
  failure: Failure | null;
}

const askForPage: AskForPage = (layout, from, count) => call('rows', { layout, from, count });

const STALE = 'rows.stale';
const NOTHING: Found = { pages: null, searching: false, outdated: false, stoppedAt: null, failure: null };

/** Finds the rows that a filter wants, anew whenever the filter or the review changes. */
export function useFoundRows(revision: number, filter: RowFilter): Found & { again: () => void } {
  const [found, setFound] = useState<Found>({ ...NOTHING, searching: true });
  const finding = useAppState((state) => state.finding);
  const search = useRef(new Search(askForPage));
  const far = useRef(0);
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another search
  useEffect(() => {
    let superseded = false;
    search.current.begin();
    setFound(({ pages }) => ({ ...NOTHING, pages, searching: true, outdated: true }));
    void call('findRows', { revision, filter }).then((answer) => {
      if (superseded) return;
      if (answer.ok) {
        const { layout, count, complete } = answer.value;
        const stoppedAt = complete ? null : far.current;
        setFound({ ...NOTHING, pages: search.current.end(layout, count), stoppedAt });
      } else if (answer.failure.code !== STALE) setFound({ ...NOTHING, failure: answer.failure });
      // Stale here means that the next snapshot with a newer revision is on its way.
    });
    return () => {
      superseded = true;
    };
  }, [revision, filter, attempt]);

  useEffect(() => {
    if (!finding) return;
    far.current = percent(finding.bytes, finding.ofBytes);
    const pages = search.current.goOn(finding.layout, finding.count);
    if (pages) setFound({ ...NOTHING, pages, searching: true });
  }, [finding]);

  const { pages, searching } = found;
  useEffect(
    () =>
      pages?.subscribe(() => {
        if (!pages.failure) return;
        // While a search goes on, it brings the rows in place of those that are no longer there.
        if (pages.failure.code !== STALE) setFound({ ...NOTHING, failure: pages.failure });
        else if (!searching) again();
      }),
    [pages, searching, again],
  );
  return { ...found, again };
}
