import classes from './sent-value.module.css';

interface SentValueProps {
  /** As in the file. */
  cell: string;
  /** As it would be sent, or null where it is not. */
  sent: string | null;
}

/** A value of a row; where another is sent than stands in the file, both. */
export function SentValue({ cell, sent }: SentValueProps) {
  const before = cell.trim();
  if (sent === null || sent === before) return <span title={before || undefined}>{before}</span>;
  return (
    <span className={classes.change} title={`${before || 'blank'} → ${sent || 'blank'}`}>
      {before !== '' && <del className={classes.before}>{before}</del>}
      <span aria-hidden="true" className={classes.arrow}>
        →
      </span>
      <ins className={classes.after}>{sent === '' ? <em>blank</em> : sent}</ins>
    </span>
  );
}
