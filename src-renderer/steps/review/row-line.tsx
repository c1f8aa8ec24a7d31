import { memo } from 'react';
import type { ReviewedRow } from '../../../src-main/contract/rows.ts';
import { amount } from '../../parts/amount.ts';
import { OutcomeBadge } from '../../parts/outcome-badge.tsx';
import { FoundSign } from './found-sign.tsx';
import { type GridColumn, nameIn } from './grid-columns.ts';
import classes from './row-grid.module.css';
import { SentValue } from './sent-value.tsx';
import { foundIn, shortly } from './short-words.ts';

/** Longer names leave no room for what is said of their columns. */
const LONGEST_NAME = 18;
const cutName = (name: string): string =>
  name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME - 1)}…` : name;

interface RowLineProps {
  id: string;
  /** Its place among the rows found. */
  index: number;
  /** Null while it is fetched. */
  row: ReviewedRow | null;
  columns: readonly GridColumn[];
  /** The columns to draw, `to` not included. */
  from: number;
  to: number;
  active: boolean;
}

/** One row of the grid: plain elements only, since a hundred may come and go in one move of the scrollbar. */
export const RowLine = memo(function RowLine({ id, index, row, columns, from, to, active }: RowLineProps) {
  return (
    <tr id={id} className={classes.line} aria-rowindex={index + 2} aria-selected={active} data-index={index}>
      {row ? <Cells row={row} columns={columns} from={from} to={to} /> : <Placeholder />}
    </tr>
  );
});

function Cells({
  row,
  columns,
  from,
  to,
}: {
  row: ReviewedRow;
  columns: readonly GridColumn[];
  from: number;
  to: number;
}) {
  const nameOf = nameIn(columns);
  const why = shortly(row, nameOf);
  const shownWhy = shortly(row, (position) => cutName(nameOf(position)));
  return (
    <>
      <td aria-colindex={1} className={`${classes.cell} ${classes.number}`}>
        {amount(row.fileRow)}
      </td>
      <td aria-colindex={2} className={`${classes.cell} ${classes.outcome}`}>
        <OutcomeBadge outcome={row.outcome} />
      </td>
      <td aria-colindex={3} className={`${classes.cell} ${classes.why}`} title={why || undefined}>
        {shownWhy}
      </td>
      {row.outcome === 'malformed' ? (
        <td aria-colindex={4} aria-colspan={columns.length} className={`${classes.cell} ${classes.broken}`}>
          {row.cells[0]}
        </td>
      ) : (
        columns.slice(from, to).map(({ position, width, left }, place) => {
          const found = foundIn(row, position);
          return (
            <td
              key={position}
              aria-colindex={from + place + 4}
              className={classes.cell}
              style={place === 0 ? { width, marginInlineStart: left } : { width }}
            >
              {found && <FoundSign found={found} outcome={row.outcome} />}
              <SentValue cell={row.cells[position] ?? ''} sent={row.sent[position] ?? null} />
            </td>
          );
        })
      )}
    </>
  );
}

function Placeholder() {
  return (
    <td aria-busy="true" aria-label="Loading" className={classes.placeholder}>
      <span />
      <span />
      <span />
    </td>
  );
}
