import { Button } from '@mantine/core';
import { memo, useCallback, useMemo, useState } from 'react';
import type { NoteCode, Outcome, ReasonCode } from '../../../src-main/contract/outcome.ts';
import type { Review } from '../../../src-main/contract/review.ts';
import type { RowFilter } from '../../../src-main/contract/rows.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { OutcomeShares } from '../../parts/outcome-bar.tsx';
import { SaveLeftOut } from '../../parts/save-left-out.tsx';
import { useAppState } from '../../state/store.ts';
import { ColumnsDrawer } from './columns-drawer.tsx';
import { FilterLine } from './filter-line.tsx';
import { Findings } from './findings.tsx';
import { gridColumns } from './grid-columns.ts';
import { OutcomeTabs } from './outcome-tabs.tsx';
import styles from './row-browser.module.css';
import { RowDetail } from './row-detail.tsx';
import { RowGrid } from './row-grid.tsx';
import type { RowPages } from './row-pages.ts';
import { useFoundRows } from './use-found-rows.ts';

const ALL: RowFilter = { outcome: null, reason: null, search: '' };

interface RowBrowserProps {
  revision: number;
  review: Review;
}

/** Looking through the rows: by outcome, by reason or note, by search, and one by one. */
export const RowBrowser = memo(function RowBrowser({ revision, review }: RowBrowserProps) {
  const [filter, setFilter] = useState(ALL);
  const [resets, setResets] = useState(0);
  const [active, setActive] = useState({ index: 0 });
  /** Among which rows one was opened: when others are found, it is closed, since its place means another row. */
  const [openedIn, setOpenedIn] = useState<RowPages | null>(null);
  const { pages, searching, outdated, stoppedAt, failure, again } = useFoundRows(revision, filter);
  const mapped = useAppState(({ mapping }) => mapping.columns);
  const columns = useMemo(
    () =>
      gridColumns(
        review.columns,
        mapped.map(({ samples }) => samples),
      ),
    [review.columns, mapped],
  );

  const change = useCallback((part: Partial<RowFilter>) => {
    setFilter((before) => ({ ...before, ...part }));
    setActive({ index: 0 });
  }, []);
  const onOutcome = useCallback((outcome: Outcome | null) => change({ outcome, reason: null }), [change]);
  const onReason = useCallback(
    (reason: ReasonCode | NoteCode | null) => change({ reason, outcome: null }),
    [change],
  );
  const onSearch = useCallback((search: string) => change({ search }), [change]);
  const onActive = useCallback((index: number) => setActive({ index }), []);
  const onOpen = useCallback(
    (index: number) => {
      setActive({ index });
      setOpenedIn(pages);
    },
    [pages],
  );
  const showAll = () => {
    change(ALL);
    setResets(resets + 1);
  };
  const none = pages?.count === 0;

  return (
    <div className={styles.browser}>
      <OutcomeShares rows={review.rows} />
      <div className={styles.top}>
        <OutcomeTabs
          rows={review.rows}
          chosen={filter.reason === null ? (filter.outcome ?? 'all') : null}
          onChoose={onOutcome}
        />
        <ColumnsDrawer columns={review.columns} placed={columns} />
      </div>
      <div className={styles.work}>
        <Findings reasons={review.reasons} notes={review.notes} chosen={filter.reason} onChoose={onReason} />
        <div className={styles.rows} aria-busy={outdated} data-outdated={outdated || undefined}>
          <div className={styles.tools}>
            <FilterLine
              key={resets}
              reason={filter.reason}
              onReason={onReason}
              onSearch={onSearch}
              searching={searching}
              stoppedAt={stoppedAt}
              onAgain={again}
              focused={resets > 0}
              found={outdated ? null : (pages?.count ?? null)}
            />
            <div className={styles.save}>
              <SaveLeftOut />
            </div>
          </div>
          {failure && <FailureNote failure={failure} action={{ label: 'Try again', onClick: again }} />}
          {none && !searching && (
            <div className={styles.none}>
              <p>{noneWords(review.rows.total, stoppedAt !== null)}</p>
              {review.rows.total > 0 && (
                <Button variant="default" onClick={showAll}>
                  Show all rows
                </Button>
              )}
            </div>
          )}
          {pages && !none && (
            <RowGrid
              pages={pages}
              columns={columns}
              search={outdated ? '' : filter.search}
              active={active}
              onActive={onActive}
              onOpen={onOpen}
            />
          )}
        </div>
      </div>
      {pages && (
        <RowDetail
          pages={pages}
          index={active.index}
          columns={columns}
          opened={openedIn === pages}
          onMove={onActive}
          onClose={() => setOpenedIn(null)}
        />
      )}
    </div>
  );
});

function noneWords(total: number, stopped: boolean): string {
  if (total === 0) return 'The file has no rows.';
  return stopped ? 'No row was found before the search was stopped.' : 'No row is like that.';
}
