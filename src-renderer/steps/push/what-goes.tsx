import { contactCost } from '../../../src-main/contract/contact-update-words.ts';
import { isByContact, type ProfileField } from '../../../src-main/contract/profile-field.ts';
import type { State } from '../../../src-main/contract/state.ts';
import { amount, dateTime, bytes as inBytes } from '../../parts/amount.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { accountName } from '../../state/step-results.ts';
import { useAppState } from '../../state/store.ts';

/** What is about to be sent, to whom, and on what grounds. */
export function WhatGoes() {
  const connection = useAppState((state) => state.connection);
  const review = useAppState((state) => state.review);
  const consent = useAppState((state) => state.consent);
  const optOuts = useAppState((state) => state.optOuts);
  if (connection.status !== 'connected' || review.status !== 'done') return null;
  const { account, host, senderCode } = connection;
  const { file, rows, columns } = review.review;
  const fields = columns.flatMap(({ role, field }) => (role === 'field' && field ? [field] : []));
  const imported = fields.filter((field) => !isByContact(field));
  const others = fields.filter(isByContact);
  return (
    <Section title="What goes where">
      <Facts
        inLines
        facts={[
          ['Account', accountName(account)],
          ['Sender code', `${senderCode.code} (ID ${senderCode.id}), ${senderCode.merchant}`],
          ['Sent to', host],
          ['File', `${file.name}, ${inBytes(file.bytes)}`],
          ['Will be sent', `${amount(rows.ready)} of ${amount(rows.total)} rows`],
          ['Profile fields', imported.map(({ name }) => name).join(', ') || 'None by import'],
          ...(others.length > 0 ? [byContact(others, rows.ready)] : []),
          ['Opted in by', consentBasis(consent, columns[consent.column ?? -1]?.header)],
          ['Opted out in Listrak', optOutsTold(optOuts)],
        ]}
      />
    </Section>
  );
}

function byContact(fields: Pick<ProfileField, 'name'>[], contacts: number): [string, string] {
  return ['Contact by contact', `${fields.map(({ name }) => name).join(', ')}: ${contactCost(contacts)}`];
}

function consentBasis({ column }: State['consent'], header: string | undefined): string {
  return column === null ? 'Your word: the file does not say it' : `The column “${header ?? ''}”`;
}

function optOutsTold(optOuts: State['optOuts']): string {
  if (optOuts.status !== 'read') return 'Not known yet; asked before anything is sent';
  return `${amount(optOuts.count)}, asked ${dateTime(optOuts.at)}; asked again before sending`;
}
