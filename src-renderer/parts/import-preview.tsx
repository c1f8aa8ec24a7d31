import { Loader } from '@mantine/core';
import { contactCost } from '../../src-main/contract/contact-update-words.ts';
import type { ImportPreview as Preview } from '../../src-main/contract/sending.ts';
import { useAppState } from '../state/store.ts';
import { amount, amountOf } from './amount.ts';
import { DataTable } from './data-table.tsx';
import { Disclosure } from './disclosure.tsx';
import { Facts } from './facts.tsx';
import { FailureNote } from './failure-note.tsx';
import styles from './import-preview.module.css';
import { useAnswer } from './use-answer.ts';

interface ImportPreviewProps {
  what: 'sample' | 'push';
  /** Other rows are being chosen, so those shown are not the ones that will go. */
  changing?: boolean;
}

/** The very import that would go to Listrak, down to its lines. */
export function ImportPreview({ what, changing = false }: ImportPreviewProps) {
  return (
    <Disclosure
      title="What exactly will be sent"
      aside="Address, file, columns and settings"
      // A sample is short enough to be looked through before it goes.
      opensItself={what === 'sample'}
    >
      <Asked what={what} changing={changing} />
    </Disclosure>
  );
}

function Asked({ what, changing }: Required<ImportPreviewProps>) {
  const revision = useAppState(({ review }) => (review.status === 'done' ? review.revision : null));
  const choice = useAppState(({ sending }) => sending.choice);
  // A run that is over takes its ID along, and with it the name of the file.
  const over = useAppState(({ sending }) => sending[what]?.endedAt ?? null);
  const failed = useAppState(({ sending }) => sending.failure !== null);
  const mark = [revision, what === 'sample' ? choice : null, over, failed];
  const { answer, outdated } = useAnswer('previewImport', { what }, mark);
  if (!answer) return <Loader size="sm" aria-label="Loading" />;
  if (!answer.ok) return <FailureNote failure={answer.failure} />;
  return <Shown preview={answer.value} outdated={outdated || changing} />;
}

function Shown({ preview, outdated }: { preview: Preview; outdated: boolean }) {
  const { rows, lines, byContact } = preview;
  return (
    <div className={styles.shown} aria-busy={outdated}>
      {outdated && (
        <span className={styles.choosing}>
          <Loader size={16} aria-hidden /> Choosing rows…
        </span>
      )}
      {lines.length > 0 && <Import preview={preview} />}
      {byContact && (
        <div>
          <h3 className={styles.title}>
            {lines.length > 0 ? 'Then, contact by contact' : 'Contact by contact; no import is needed'}
          </h3>
          <p className={styles.said}>
            Each of {amountOf(rows, 'contact')} is read at {byContact.address}/…, and written back with PUT{' '}
            {byContact.address} where it holds something else: {contactCost(rows)}. Whoever is opted out by
            then is left alone.
          </p>
          <Lines lines={byContact.lines} label="The values, contact by contact" />
          {rows > byContact.lines.length - 1 && (
            <p className={styles.more}>
              … and {amountOf(rows - (byContact.lines.length - 1), 'more row', 'more rows')}
            </p>
          )}
          <DataTable
            label="Columns sent contact by contact"
            head={['Your file’s column', 'Listrak’s system field']}
            rows={byContact.columns.map(({ from, to }) => [from, to])}
          />
        </div>
      )}
    </div>
  );
}

/** The file of the import, and what Listrak is told of it. */
function Import({ preview }: { preview: Preview }) {
  const { address, fileName, rows, lines, settings, mappings } = preview;
  const more = rows - (lines.length - 1);
  return (
    <>
      <Facts
        inLines
        facts={[
          ['Sent to', address],
          ['File name', fileName],
          ['Rows', amount(rows)],
          ['Import type', settings.importType],
          ['First line names the columns', settings.hasColumnNames ? 'Yes' : 'No'],
          ['Text qualifier', settings.textQualifier],
        ]}
      />
      <div>
        <h3 className={styles.title}>The file’s lines</h3>
        <Lines lines={lines} label="The file’s lines" />
        {more > 0 && <p className={styles.more}>… and {amountOf(more, 'more row', 'more rows')}</p>}
      </div>
      <DataTable
        label="Columns"
        head={['Your file’s column', 'Listrak’s profile field', 'Field ID', 'Place in the file sent', 'Kind']}
        figures={[2, 3]}
        rows={mappings.map(({ fileColumn, fileColumnType, segmentationFieldId, from, to }) => [
          from,
          to,
          segmentationFieldId,
          fileColumn,
          fileColumnType,
        ])}
      />
    </>
  );
}

function Lines({ lines, label }: { lines: readonly string[]; label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reached by keyboard
    <section className={styles.lines} tabIndex={0} aria-label={label}>
      {lines.map((line, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines of a file have nothing but their place
        <div key={place} className={styles.line} data-header={place === 0 || undefined}>
          {line}
        </div>
      ))}
    </section>
  );
}
