import { IconAlertTriangle, IconCircleCheck, IconRefreshAlert } from '@tabler/icons-react';
import type { RunReport } from '../../../src-main/contract/run.ts';
import type { Sent } from '../../../src-main/contract/sending.ts';
import { RUN_STATE_WORDS } from '../../../src-main/contract/words.ts';
import { amount, amountOf, dateTime, bytes as inBytes } from '../../parts/amount.ts';
import { CheckCounts } from '../../parts/check-result.tsx';
import { ContactUpdates } from '../../parts/contact-updates.tsx';
import { Facts } from '../../parts/facts.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { Section } from '../../parts/section.tsx';
import { wayOut } from '../../parts/sending-failure.tsx';
import { WHAT_DECIDES } from '../../parts/what-decides.ts';
import { blanksTold } from './blanks-told.ts';
import styles from './sample-contacts.module.css';
import { SampleContacts } from './sample-contacts.tsx';

interface SampleResultProps {
  sample: Sent;
  proven: boolean;
}

/** What became of the last sample, and what that says about sending everything. */
export function SampleResult({ sample: { report, endedAt, upToDate }, proven }: SampleResultProps) {
  const { sample, error } = report;
  const blanks = sample && blanksTold(sample.contacts);
  return (
    <Section title="What came of the sample" takesFocus>
      <Verdict report={report} upToDate={upToDate} proven={proven} />
      {error && <FailureNote failure={error} action={wayOut(error)} />}
      {sample && sample.asked > 0 && (
        <>
          <CheckCounts check={sample} />
          {blanks && <p className={styles.blanks}>{blanks}</p>}
          <SampleContacts contacts={sample.contacts} />
        </>
      )}
      {sample?.updates && (
        <>
          <h3 className={styles.part}>Contact by contact: {sample.updates.fields.join(', ')}</h3>
          <ContactUpdates updates={sample.updates} />
        </>
      )}
      {sample && (
        <Facts
          facts={[
            ['Ended', dateTime(endedAt)],
            ...(sample.bytes > 0 ? importFacts(sample) : []),
            ['Rows', chosenHow(sample)],
          ]}
        />
      )}
    </Section>
  );
}

function Verdict({ report, upToDate, proven }: { report: RunReport; upToDate: boolean; proven: boolean }) {
  if (proven) {
    return (
      <Note tone="good" icon={IconCircleCheck} role="status" title="The sample matches.">
        {report.sample && report.sample.unknownNumber > 0
          ? `Of the numbers that Listrak knows, it holds every value that was sent; ${amount(report.sample.unknownNumber)} it does not know. Everything may now be sent.`
          : 'Listrak holds every value that was sent. Everything may now be sent.'}
      </Note>
    );
  }
  if (!upToDate) {
    return (
      <Note tone="warn" icon={IconRefreshAlert} title="Something changed since this sample was sent.">
        This proves nothing any more, since {WHAT_DECIDES} changed. Send a sample again.
      </Note>
    );
  }
  // The report's own error says more than the state does.
  if (report.error) return null;
  return (
    <Note tone="warn" icon={IconAlertTriangle} role="status" title={RUN_STATE_WORDS[report.state].sentence} />
  );
}

/** Where everything is changed contact by contact, there is no import. */
function importFacts({
  importId,
  status,
  rows,
  bytes,
}: NonNullable<RunReport['sample']>): [string, string][] {
  return [
    ['Import', importId ?? 'No answer: may have arrived'],
    ['Listrak’s state', status],
    ['Sent', `${amountOf(rows, 'row')}, ${inBytes(bytes)}`],
  ];
}

function chosenHow({ choice, seed }: NonNullable<RunReport['sample']>): string {
  return { first: 'The first', random: `Random, seed ${seed}`, chosen: 'Chosen by hand' }[choice];
}
