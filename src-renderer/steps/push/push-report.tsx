import { IconRefreshAlert } from '@tabler/icons-react';
import type { Check } from '../../../src-main/contract/run.ts';
import type { Sent } from '../../../src-main/contract/sending.ts';
import { amountOf, dateTime, roughly } from '../../parts/amount.ts';
import { CheckResult } from '../../parts/check-result.tsx';
import { ContactUpdates } from '../../parts/contact-updates.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { ImportsTable } from '../../parts/imports-table.tsx';
import { Note } from '../../parts/note.tsx';
import { OutcomeBar } from '../../parts/outcome-bar.tsx';
import { stateWords } from '../../parts/run-states.ts';
import { SaveLeftOut } from '../../parts/save-left-out.tsx';
import { SaveReport } from '../../parts/save-report.tsx';
import { Section } from '../../parts/section.tsx';
import { wayOut } from '../../parts/sending-failure.tsx';
import { WHAT_DECIDES } from '../../parts/what-decides.ts';
import { whatWent } from '../../parts/what-went.ts';
import styles from './push.module.css';

/** What became of the last push, with every number. */
export function PushReport({ push: { report, endedAt, upToDate } }: { push: Sent }) {
  const { state, sent, rows, imports, updates, check, differences, error } = report;
  const { tone, icon: Sign, sentence } = stateWords(state);
  return (
    <Section title="What came of it" takesFocus>
      {!upToDate && (
        <Note tone="warn" icon={IconRefreshAlert}>
          This tells of what was sent before: {WHAT_DECIDES} changed since.
        </Note>
      )}
      <div className={styles.result} data-tone={tone} role="status">
        <Sign size={28} stroke={1.8} aria-hidden />
        <div>
          <strong>{sentence}</strong>
          <span>
            {whatWent(report)} Ended {dateTime(endedAt)}.
          </span>
        </div>
      </div>
      {error && <FailureNote failure={error} action={wayOut(error)} />}
      {imports.length > 0 && (
        <>
          <h3 className={styles.part}>Imports</h3>
          <ImportsTable imports={imports} />
        </>
      )}
      {updates && (
        <>
          <h3 className={styles.part}>Contact by contact: {updates.fields.join(', ')}</h3>
          <ContactUpdates updates={updates} />
        </>
      )}
      {check && (
        <>
          <h3 className={styles.part}>Read back: {amountOf(check.asked, 'contact')}, chosen at random</h3>
          <CheckResult check={check} differences={differences} />
          {updates === null && <Unknown check={check} sent={sent} />}
        </>
      )}
      <h3 className={styles.part}>All {amountOf(rows.total, 'row')} of the file</h3>
      <OutcomeBar rows={rows} />
      {upToDate && rows.ready < rows.total && <SaveLeftOut />}
      <SaveReport runId={report.runId} />
    </Section>
  );
}

/** How many of all that was sent Listrak will have dropped, going by those that were read back. */
function Unknown({ check: { asked, unknownNumber }, sent }: { check: Check; sent: number }) {
  // Where all were read back, nothing is left to be estimated.
  if (unknownNumber === 0 || asked >= sent) return null;
  const share = unknownNumber / asked;
  return (
    <p className={styles.said}>
      About {roughly(100 * share)}% of the numbers read back are unknown to Listrak; of all{' '}
      {amountOf(sent, 'row')} that would be some {roughly(share * sent)}.
    </p>
  );
}
