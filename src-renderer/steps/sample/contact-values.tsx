import { IconCheck, IconEqualNot } from '@tabler/icons-react';
import type { SampleContact } from '../../../src-main/contract/run.ts';
import { amount } from '../../parts/amount.ts';
import { DataTable } from '../../parts/data-table.tsx';
import styles from './sample-contacts.module.css';

type Value = SampleContact['values'][number];

/** What was sent of one contact beside what Listrak holds; what differs comes first. */
export function ContactValues({ contact: { row, values } }: { contact: SampleContact }) {
  const sorted = [...values].sort((one, other) => Number(one.same) - Number(other.same));
  return (
    <DataTable
      label={`Row ${amount(row)}: sent and held`}
      head={['Profile field', 'Sent', 'Listrak holds', 'Compared']}
      rows={sorted.map((value) => [
        value.field,
        value.sent || <em>blank</em>,
        value.stored || <em key="none">{value.stored === null ? 'nothing' : 'blank'}</em>,
        <Compared key="compared" value={value} />,
      ])}
    />
  );
}

function Compared({ value: { sent, stored, same } }: { value: Value }) {
  // What Listrak does with a blank is not known.
  if (stored === null || sent === '') return <span className={styles.compared}>—</span>;
  const Sign = same ? IconCheck : IconEqualNot;
  return (
    <span className={styles.compared} data-tone={same ? 'good' : 'bad'}>
      <Sign size={16} stroke={1.8} aria-hidden />
      {same ? 'Same' : 'Differs'}
    </span>
  );
}
