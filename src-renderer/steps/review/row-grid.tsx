import {
  type CSSProperties,
  type KeyboardEvent,
  type MouseEvent,
  memo,
  useEffect,
  useEffectEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useSyncExternalStore,
} from 'react';
import { columnsBetween, type GridColumn } from './grid-columns.ts';
import classes from './row-grid.module.css';
import { RowLine } from './row-line.tsx';
import type { RowPages } from './row-pages.ts';
import { useHitInView } from './use-hit-in-view.ts';
import { useSheet } from './use-sheet.ts';

const ROW_HEIGHT = 34;
const HEADER_HEIGHT = 44;
/** Widths of the columns that are not the file's, as in the style sheet. */
const STUCK = 92 + 136;
const OWN = STUCK + 232;
/** Columns are drawn a little before they come into view. */
const SPARE = 240;
const SIDEWAYS = 160;
const MARGINS = { own: OWN, stuck: STUCK };

interface RowGridProps {
  pages: RowPages;
  columns: readonly GridColumn[];
  /** The text that the rows were found by; '' where they were found by none. */
  search: string;
  /** The row that keys act on. A new object brings it into view, even where its index is the same. */
  active: { index: number };
  onActive: (index: number) => void;
  onOpen: (index: number) => void;
}

/** Any number of rows, of which only those in view are in the page. */
export const RowGrid = memo(function RowGrid({
  pages,
  columns,
  search,
  active: place,
  onActive,
  onOpen,
}: RowGridProps) {
  const active = place.index;
  const id = useId();
  const scroller = useRef<HTMLTableElement>(null);
  const sheet = useSheet(scroller, pages.count, ROW_HEIGHT, HEADER_HEIGHT);
  const { first, last, left, measures, page, reveal } = sheet;
  useSyncExternalStore(pages.subscribe, pages.version);
  useEffect(() => pages.want(first, last), [pages, first, last]);
  const show = useEffectEvent(reveal);
  // Before it is painted, and so in the same turn as the key: left for later, a held key would heap up one update on the other.
  useLayoutEffect(() => show(place.index), [place]);
  useHitInView(scroller, pages, columns, search, MARGINS);

  const [from, to] = useMemo(
    () => columnsBetween(columns, left + STUCK - OWN - SPARE, left + measures.width - OWN + SPARE),
    [columns, left, measures.width],
  );
  const end = columns.at(-1);
  const width = OWN + (end ? end.left + end.width : 0);
  const indexes = Array.from({ length: Math.max(0, last - first) }, (_, place) => first + place);
  const canvas = { height: sheet.scale.canvas, width, '--begin': `${sheet.y}px` } as CSSProperties;
  const inView = active >= first && active < last;

  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, number> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: active + page,
      PageUp: active - page,
      Home: 0,
      End: pages.count - 1,
    };
    const sideways: Record<string, number> = { ArrowLeft: -SIDEWAYS, ArrowRight: SIDEWAYS };
    if (event.altKey || event.metaKey) return;
    if (event.key in moves) onActive(Math.max(0, Math.min(pages.count - 1, moves[event.key]!)));
    else if (event.key in sideways) scroller.current?.scrollBy({ left: sideways[event.key]! });
    else if (event.key === 'Enter' || event.key === ' ') onOpen(active);
    else return;
    event.preventDefault();
  };
  const onClick = (event: MouseEvent) => {
    const line = (event.target as Element).closest<HTMLElement>('[data-index]');
    if (line) onOpen(Number(line.dataset.index));
  };

  return (
    <table
      ref={scroller}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a table is what a grid is made of
      role="grid"
      tabIndex={0}
      className={classes.grid}
      aria-label="Rows of the file"
      aria-rowcount={pages.count + 1}
      aria-colcount={columns.length + 3}
      aria-activedescendant={inView ? `${id}-${active}` : undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      <Header columns={columns} from={from} to={to} width={width} />
      <tbody className={classes.canvas} style={canvas}>
        {indexes.map((index) => (
          <RowLine
            key={index}
            id={`${id}-${index}`}
            index={index}
            row={pages.row(index)}
            columns={columns}
            from={from}
            to={to}
            active={index === active}
          />
        ))}
      </tbody>
    </table>
  );
});

interface HeaderProps {
  columns: readonly GridColumn[];
  from: number;
  to: number;
  width: number;
}

const Header = memo(function Header({ columns, from, to, width }: HeaderProps) {
  return (
    <thead className={classes.header} style={{ width }}>
      <tr aria-rowindex={1}>
        <th scope="col" aria-colindex={1} className={`${classes.cell} ${classes.number}`}>
          Row
        </th>
        <th scope="col" aria-colindex={2} className={`${classes.cell} ${classes.outcome}`}>
          Outcome
        </th>
        <th scope="col" aria-colindex={3} className={`${classes.cell} ${classes.why}`}>
          Reason or note
        </th>
        {columns.slice(from, to).map((column, place) => (
          <th
            key={column.position}
            scope="col"
            aria-colindex={from + place + 4}
            className={classes.cell}
            style={
              place === 0 ? { width: column.width, marginInlineStart: column.left } : { width: column.width }
            }
            title={`${column.header} ${column.becomes}`}
          >
            {column.header}
            <span className={classes.becomes}>{column.becomes}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
});
