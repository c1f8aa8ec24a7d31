import { Button } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import type { MappingState } from '../../../src-main/contract/audience.ts';
import { amountOf } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { Section } from '../../parts/section.tsx';
import { StepPage } from '../../parts/step-page.tsx';
import { hasHeader } from '../../state/has-header.ts';
import { isSent } from '../../state/step-results.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useNext } from '../../state/use-next.ts';
import { ByContact } from './by-contact.tsx';
import { ColumnTable } from './column-table.tsx';
import { Constants } from './constants.tsx';
import { FieldCheckButton } from './field-check.tsx';
import { RecalledNote } from './recalled-note.tsx';
import { Remembered } from './remembered.tsx';
import { Rules } from './rules.tsx';

const MATCHED = 'Columns named like a profile field are matched by themselves.';
const LOOKED_AT = 'Under each letter stand the first values of its column.';

export function MapStep() {
  const mapping = useAppState((state) => state.mapping);
  const byContact = useAppState(
    ({ connection }) => connection.status === 'connected' && connection.byContact,
  );
  const named = useAppState(hasHeader);
  const next = useNext('map');
  const refresh = useCommand('refreshFields');
  // They stand below the columns, and are drawn after them, so that the page opens in short pieces of work.
  const rulesToo = useDeferredValue(true, false);
  // Which of several columns says who opted in is asked there.
  const solvedByConsent = mapping.failure?.code === 'mapping.severalOptIns';
  return (
    <StepPage
      title="Map the columns"
      lead={`Say what each column of the file becomes in Listrak. ${named ? MATCHED : LOOKED_AT}`}
      status={summary(mapping)}
      primary={next && { ...next, disabled: mapping.failure !== null && !solvedByConsent }}
    >
      {mapping.failure && (
        <FailureNote failure={mapping.failure} action={solvedByConsent ? next : undefined} />
      )}
      <RecalledNote />
      {refresh.failure && <FailureNote failure={refresh.failure} />}
      <Section
        title="Columns"
        actions={
          <>
            <FieldCheckButton />
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={15} aria-hidden />}
              onClick={() => void refresh.send(null)}
              loading={refresh.busy}
            >
              Refresh fields
            </Button>
          </>
        }
      >
        <ColumnTable columns={mapping.columns} />
        <Note
          tone="info"
          title={
            byContact ? 'In an import, a blank cell is sent as blank.' : 'A blank cell is sent as blank.'
          }
        >
          What Listrak then does with the value it holds is not documented. Where that worries you, choose “Do
          not send” for the column, or see on a sample what happens.
        </Note>
      </Section>
      {rulesToo && (
        <>
          <ByContact />
          <Rules />
          <Constants />
          <Remembered />
        </>
      )}
    </StepPage>
  );
}

function summary({ columns }: MappingState): string {
  const sent = columns.filter(isSent).length;
  const verb = sent === 1 ? 'is' : 'are';
  return `${amountOf(sent, 'column')} ${verb} sent to Listrak, ${columns.length - sent} not.`;
}
