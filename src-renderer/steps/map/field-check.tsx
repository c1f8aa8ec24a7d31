import { Button, Loader, Modal, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  type Icon,
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconEyeOff,
} from '@tabler/icons-react';
import { type ComponentProps, useState } from 'react';
import type { CheckedColumn, FieldCheck } from '../../../src-main/contract/field-check.ts';
import { unusedFieldsWords } from '../../../src-main/contract/words.ts';
import { amount } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import table from '../../parts/table.module.css';
import { Tag } from '../../parts/tag.tsx';
import { useAnswer } from '../../parts/use-answer.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './field-check.module.css';

/** Opens the check of whether the columns fit the account's profile fields. */
export function FieldCheckButton() {
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="xs" variant="default" aria-haspopup="dialog" onClick={open}>
        Check the fields…
      </Button>
      <Modal
        opened={opened}
        onClose={close}
        title="Field check"
        size={1000}
        styles={{ title: { fontWeight: 600 } }}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <Asked onClose={close} />
      </Modal>
    </>
  );
}

/** Made anew each time the dialog opens, and so asked anew; a review that is under way is waited for. */
function Asked({ onClose }: { onClose: () => void }) {
  const isReading = useAppState(({ review }) => review.status === 'reading');
  return isReading ? <Loader size="sm" aria-label="Loading" /> : <Answered onClose={onClose} />;
}

function Answered({ onClose }: { onClose: () => void }) {
  const revision = useAppState(({ review }) => (review.status === 'done' ? review.revision : null));
  const { answer, outdated } = useAnswer('checkFields', null, revision);
  const copy = useCommand('copyText');
  const [copied, setCopied] = useState<string | null>(null);
  const text = answer?.ok ? answer.value.text : null;

  async function copyAll(all: string) {
    setCopied(null);
    if ((await copy.send({ text: all })).ok) setCopied(all);
  }

  return (
    <div className={styles.check} aria-busy={answer === null || outdated}>
      <p className={styles.lead}>
        What each column becomes, whether its values fit, and what would be sent for three rows, as if they
        had opted in. Nothing is sent.
      </p>
      {!answer && <Loader size="sm" aria-label="Loading" />}
      {answer && !answer.ok && <FailureNote failure={answer.failure} />}
      {answer?.ok && <Checked check={answer.value.check} />}
      {copy.failure && <FailureNote failure={copy.failure} />}
      <div className={styles.end}>
        <span className={styles.said} role="status">
          {copied !== null && copied === text && 'Copied.'}
        </span>
        {text !== null && (
          <Button variant="default" onClick={() => void copyAll(text)}>
            Copy as text
          </Button>
        )}
        <Button onClick={onClose}>Close</Button>
      </div>
    </div>
  );
}

function Checked({ check }: { check: FieldCheck }) {
  return (
    <>
      <table
        className={`${table.table} ${styles.columns}`}
        aria-label="Columns and the profile fields they go to"
      >
        <thead>
          <tr>
            <th scope="col">Column</th>
            <th scope="col">Becomes</th>
            <th scope="col">Fit</th>
            <th scope="col">Would be sent</th>
          </tr>
        </thead>
        <tbody>
          {check.columns.map((column, position) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have the same name
            <tr key={position}>
              <th scope="row">{column.header}</th>
              <td>
                <Becomes column={column} />
              </td>
              <td>
                <FitTag column={column} />
              </td>
              <td>
                <Examples column={column} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className={styles.unused}>{unusedFieldsWords(check)}</p>
    </>
  );
}

function Becomes({ column: { role, field, note } }: { column: CheckedColumn }) {
  return (
    <>
      {becomesWords(role, field)}
      {note && <div className={styles.small}>{note}</div>}
    </>
  );
}

function becomesWords(role: CheckedColumn['role'], field: CheckedColumn['field']): string {
  if (role === 'phone') return 'Phone';
  if (role === 'optIn') return 'Not sent: it tells who opted in';
  if (role !== 'field' || !field) return 'Not sent';
  const limit = field.maxLength === null ? '' : `, at most ${amount(field.maxLength)} characters`;
  return `${field.name} (${field.dataType}${limit})`;
}

const FITS: Record<CheckedColumn['fit'], { tone: ComponentProps<typeof Tag>['tone']; icon: Icon }> = {
  all: { tone: 'good', icon: IconCircleCheck },
  some: { tone: 'warn', icon: IconAlertTriangle },
  none: { tone: 'bad', icon: IconCircleX },
  noValues: { tone: 'quiet', icon: IconCircleDashed },
  notSent: { tone: 'quiet', icon: IconEyeOff },
};

function FitTag({ column }: { column: CheckedColumn }) {
  return <Tag {...FITS[column.fit]}>{fitWords(column)}</Tag>;
}

function fitWords({ fit, invalid, filled }: CheckedColumn): string {
  switch (fit) {
    case 'all':
      return 'All values fit';
    case 'some':
      return `${amount(invalid)} of ${amount(filled)} ${invalid === 1 ? 'does' : 'do'} not fit`;
    case 'none':
      return 'No value fits';
    case 'noValues':
      return 'No values';
    case 'notSent':
      return 'Not sent';
  }
}

function Examples({ column: { fit, constant, examples } }: { column: CheckedColumn }) {
  if (fit === 'notSent') return <span className={styles.small}>Nothing</span>;
  return (
    <ul className={styles.examples}>
      {examples.map(({ row, value, sent }) => (
        <li key={row}>
          <span className={styles.row}>Row {amount(row)}</span>
          {constant === null && <Value text={value} />}
          <span aria-hidden>→</span>
          <VisuallyHidden>becomes</VisuallyHidden>
          {sent === null ? <em className={styles.leftOut}>row left out</em> : <Value text={sent} />}
        </li>
      ))}
    </ul>
  );
}

function Value({ text }: { text: string }) {
  return (
    <span className={styles.value} title={text || undefined}>
      {text === '' ? 'blank' : `“${text}”`}
    </span>
  );
}
