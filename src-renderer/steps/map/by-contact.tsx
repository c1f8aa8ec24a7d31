import { Checkbox } from '@mantine/core';
import { contactCost } from '../../../src-main/contract/contact-update-words.ts';
import { amountOf } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import styles from './map.module.css';

/** Shown while there is nothing to count yet. */
const FOR_INSTANCE = 10_000;

/** System fields that an import cannot carry, since the account does not list them, and the other way to change them. */
export function ByContact() {
  const connection = useAppState((state) => state.connection);
  const ready = useAppState(({ review }) => (review.status === 'done' ? review.review.rows.ready : 0));
  const choose = useCommand('chooseByContact');
  if (connection.status !== 'connected' || connection.unlisted.length === 0) return null;
  const { unlisted, byContact } = connection;
  const names = unlisted.map((name) => `“${name}”`);
  const last = names.pop();
  const contacts = ready || FOR_INSTANCE;
  return (
    <Section title="Fields that an import cannot carry">
      <p className={styles.said}>
        This account does not list {names.length > 0 ? `${names.join(', ')} and ${last}` : last} among its
        profile fields. {unlisted.length === 1 ? 'It' : 'They'} can be changed contact by contact instead:
        after the import each contact is read and, where it holds something else, written back with{' '}
        {unlisted.length === 1 ? 'that value' : 'those values'} changed and everything else as it was. A blank
        cell changes nothing there.
      </p>
      <Checkbox
        checked={byContact}
        onChange={(event) => void choose.send({ byContact: event.currentTarget.checked })}
        disabled={choose.busy}
        label="Change them contact by contact"
        description={`For ${amountOf(contacts, ready === 0 ? 'contact' : 'ready row')} that is ${contactCost(contacts)}.`}
      />
      {choose.failure && <FailureNote failure={choose.failure} />}
    </Section>
  );
}
