import { IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { SampleContact } from '../../../src-main/contract/run.ts';
import { amount, amountOf } from '../../parts/amount.ts';
import { CHECK_SIGNS } from '../../parts/check-result.tsx';
import { ContactValues } from './contact-values.tsx';
import styles from './sample-contacts.module.css';

const ATTENTION: readonly SampleContact['outcome'][] = ['differ', 'unknownNumber', 'blank', 'match'];

/** Each contact of the sample with what was sent and what Listrak holds: first those that need a look. */
export function SampleContacts({ contacts }: { contacts: readonly SampleContact[] }) {
  const sorted = [...contacts].sort(
    (one, other) => ATTENTION.indexOf(one.outcome) - ATTENTION.indexOf(other.outcome),
  );
  return (
    <ul className={styles.list} aria-label="Contacts of the sample">
      {sorted.map((contact) => (
        <li key={contact.row}>
          <Contact contact={contact} />
        </li>
      ))}
    </ul>
  );
}

function Contact({ contact }: { contact: SampleContact }) {
  const { row, phone, outcome } = contact;
  const { tone, icon: Sign, ofOne } = CHECK_SIGNS[outcome];
  const [opened, setOpened] = useState(outcome === 'differ');
  return (
    <details
      className={styles.contact}
      open={opened}
      onToggle={({ currentTarget }) => setOpened(currentTarget.open)}
    >
      <summary>
        <IconChevronRight size={16} stroke={1.8} className={styles.chevron} aria-hidden />
        <span className={styles.row}>Row {amount(row)}</span>
        <span className={styles.phone}>{phone}</span>
        <span className={styles.outcome} data-tone={tone}>
          <Sign size={16} stroke={1.8} aria-hidden />
          {ofOne}
        </span>
        <span className={styles.said}>{told(contact)}</span>
      </summary>
      {/* A hundred contacts have thousands of values: those that nobody opens are not made. */}
      {opened && (
        <div className={styles.values}>
          <ContactValues contact={contact} />
        </div>
      )}
    </details>
  );
}

function told({ outcome, values }: SampleContact): string {
  const all = amountOf(values.length, 'field');
  // A blank is not compared.
  const compared = values.filter(({ sent }) => sent !== '').length;
  const fields = compared < values.length ? `${amount(compared)} of ${all} compared` : all;
  if (outcome === 'differ') return `${amount(values.filter(({ same }) => !same).length)} of ${all}`;
  return outcome === 'unknownNumber' ? 'Listrak drops it' : fields;
}
