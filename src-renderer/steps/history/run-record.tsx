import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { RunDetail } from '../../../src-main/contract/sending.ts';
import { amount, amountOf, dateTime, bytes as inBytes } from '../../parts/amount.ts';
import { CheckCounts, Differences } from '../../parts/check-result.tsx';
import { ContactUpdates } from '../../parts/contact-updates.tsx';
import { DataTable } from '../../parts/data-table.tsx';
import { Facts } from '../../parts/facts.tsx';
import { failureTone } from '../../parts/failure-note.tsx';
import { RecordedImports } from '../../parts/imports-table.tsx';
import { Note } from '../../parts/note.tsx';
import { OutcomeBar } from '../../parts/outcome-bar.tsx';
import { runWords } from '../../parts/run-states.ts';
import { accountName } from '../../state/step-results.ts';
import styles from './history.module.css';
import { sentOf } from './run-list.tsx';

/** Nobody reads a longer list in a window. */
const MOST_SHOWN = 200;

const SCOPES = { sample: 'A sample', push: 'Everything', both: 'A sample, then everything' };
const TONES = { good: 'good', warn: 'warn', bad: 'bad', quiet: 'info', accent: 'info' } as const;

interface RunRecordProps {
  run: RunDetail;
  /** The run that is being sent just now, if any. */
  underWay: string | null;
}

export function RunRecord({ run, underWay }: RunRecordProps) {
  const { tone, icon, sentence } = runWords(run, underWay);
  return (
    <div className={styles.detail}>
      <Note tone={TONES[tone]} icon={icon} title={sentence} />
      {run.error && (
        <Note tone={failureTone(run.error)} icon={IconAlertTriangle} title={run.error.message}>
          {run.error.hint}
        </Note>
      )}
      {run.sampleSkipped && (
        <Note tone="warn">It was sent without a sample that matches, on the user’s word.</Note>
      )}
      {run.withoutConsentInformation && (
        <Note tone="warn">Nothing in the file said who opted in; it was sent on the user’s word.</Note>
      )}
      <Facts facts={factsOf(run, run.runId === underWay)} />
      <Part title={`All ${amountOf(run.counts.total, 'row')} of the file`}>
        <OutcomeBar rows={run.counts} />
      </Part>
      {run.imports.length > 0 && (
        <Part title="Imports">
          <RecordedImports imports={run.imports} />
        </Part>
      )}
      {run.sampleCheck && (
        <Part title={`The sample read back: ${amountOf(run.sampleCheck.asked, 'contact')}`}>
          <CheckCounts check={run.sampleCheck} />
        </Part>
      )}
      {run.sampleUpdates && (
        <Part title="The sample, contact by contact">
          <ContactUpdates updates={run.sampleUpdates} />
        </Part>
      )}
      {run.updates && (
        <Part title={`Contact by contact: ${run.updates.fields.join(', ')}`}>
          <ContactUpdates updates={run.updates} />
        </Part>
      )}
      {run.check && (
        <Part title={`Read back after the push: ${amountOf(run.check.asked, 'contact')}`}>
          <CheckCounts check={run.check} />
        </Part>
      )}
      {run.differences.length > 0 && (
        <Part title="Where Listrak held something else">
          <Differences differences={run.differences} />
          <p className={styles.kept}>The values themselves are not kept on record.</p>
        </Part>
      )}
      {run.unknownRows.length > 0 && (
        <Part title="Rows whose numbers Listrak does not know">
          <p className={styles.kept}>
            {run.unknownRows.slice(0, MOST_SHOWN).map(amount).join(' · ')}
            {run.unknownRows.length > MOST_SHOWN &&
              ` and ${amountOf(run.unknownRows.length - MOST_SHOWN, 'more row', 'more rows')}; the report as CSV has them all.`}
          </p>
        </Part>
      )}
      <Part title="Mapping">
        <DataTable
          label="Mapping"
          head={['Column in the file', 'Profile field']}
          rows={run.mapping.map(({ column, field }) => [column, field])}
        />
      </Part>
    </div>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function factsOf(run: RunDetail, underWay: boolean): [string, ReactNode][] {
  return [
    ['Began', dateTime(run.started)],
    ['Ended', run.ended ? dateTime(run.ended) : underWay ? 'Not yet' : 'Not on record'],
    ['Meant to send', SCOPES[run.scope]],
    ['Sent', `${amount(sentOf(run))} of ${amountOf(run.ready, 'ready row')}`],
    ...(run.updates === null
      ? []
      : [['Changed one by one', amountOf(run.updates.changed, 'contact')] satisfies [string, ReactNode]]),
    ['Account', accountName(run.account)],
    ['Sender code', `${run.senderCode} (ID ${run.senderCodeId})`],
    ['Opted in by', consentBasis(run)],
    ['File', `${run.file}, ${inBytes(run.fileBytes)}`],
    [
      'The file’s SHA-256',
      <span key="hash" className={styles.hash}>
        {run.sha256}
      </span>,
    ],
    ['Run', run.runId],
    ...(run.provenBy ? [['Sample sent by run', run.provenBy] satisfies [string, ReactNode]] : []),
  ];
}

/** Records of the first version do not name the column. */
function consentBasis({ consentColumn, withoutConsentInformation, consent }: RunDetail): string {
  const sources = [
    ...(consentColumn === null ? [] : [`the column “${consentColumn}”`]),
    ...(consent?.file ? [`the second file “${consent.file.name}”`] : []),
  ];
  if (sources.length > 0) return sources.join(' and ').replace(/^t/, 'T');
  return withoutConsentInformation ? 'Nobody: your word' : 'A column of the file';
}
