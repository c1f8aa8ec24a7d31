import { useCallback, useEffect, useState } from 'react';
import type { Failure } from '../../../src-main/contract/failure.ts';
import type { RowFilter } from '../../../src-main/contract/rows.ts';
import { call } from '../../state/call.ts';
import { RowPages } from './row-pages.ts';

interface FoundRows {
  /** The last rows found; while others are searched for, still those. */
  pages: RowPages | null;
  searching: boolean;
  failure: Failure | null;
  again: () => void;
}

const STALE = 'rows.stale';

/** Finds the rows that a filter wants, anew whenever the filter or the review changes. */
export function useFoundRows(revision: number, filter: RowFilter): FoundRows {
  const [found, setFound] = useState<Omit<FoundRows, 'again'>>({
    pages: null,
    searching: true,
    failure: null,
  });
  const [attempt, setAttempt] = useState(0);
  const again = useCallback(() => setAttempt((before) => before + 1), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another attempt is another search
  useEffect(() => {
    let superseded = false;
    setFound(({ pages }) => ({ pages, searching: true, failure: null }));
    void call('findRows', { revision, filter }).then((answer) => {
      if (superseded) return;
      if (answer.ok) {
        const { layout, count } = answer.value;
        const pages = new RowPages(count, (from, rows) => call('rows', { layout, from, count: rows }));
        setFound({ pages, searching: false, failure: null });
      } else if (answer.failure.code !== STALE) {
        setFound({ pages: null, searching: false, failure: answer.failure });
      }
      // Stale here means that the next snapshot with a newer revision is on its way.
    });
    return () => {
      superseded = true;
    };
  }, [revision, filter, attempt]);

  const { pages } = found;
  useEffect(
    () =>
      pages?.subscribe(() => {
        if (pages.failure?.code === STALE) again();
        else if (pages.failure) setFound({ pages: null, searching: false, failure: pages.failure });
      }),
    [pages, again],
  );
  return { ...found, again };
}
