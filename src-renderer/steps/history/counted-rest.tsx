import { Checkbox } from '@mantine/core';
import { contactCost } from '../../../src-main/contract/contact-update-words.ts';
import {
  type Counted,
  countedRows,
  onlyContactsLeft,
  type UnfinishedRun,
} from '../../../src-main/contract/unfinished.ts';
import { amount, amountOf } from '../../parts/amount.ts';
import { Facts } from '../../parts/facts.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Note } from '../../parts/note.tsx';
import { wayToConnect } from './way-to-connect.ts';

interface CountedRestProps {
  counted: Counted;
  run: UnfinishedRun;
  sendsAgain: boolean;
  onSendsAgain: (sendsAgain: boolean) => void;
}

/** What would be sent now. */
export function CountedRest({ counted, run, sendsAgain, onSendsAgain }: CountedRestProps) {
  const { rows, again, contacts, sample, optedOut, failure } = counted;
  const left = (run.notSent ?? run.ready) - rows;
  const total = countedRows(counted, sendsAgain);
  return (
    <>
      {failure && <FailureNote failure={failure} action={wayToConnect(failure)} />}
      <Facts
        inLines
        facts={[
          ...(counted.onlyCheck || onlyContactsLeft(counted, sendsAgain)
            ? []
            : [['Would be sent now', amountOf(total, 'row')] satisfies [string, string]]),
          [
            'Not sent before',
            `${amount(rows)}${left > 0 ? `; ${amountOf(left, 'row is', 'rows are')} not ready any more` : ''}`,
          ],
          ...(contacts > 0
            ? [
                [
                  'Contact by contact',
                  again > 0 && !sendsAgain
                    ? `Not yet: what may have arrived may still be going on`
                    : `${amountOf(contacts, 'contact')}: ${contactCost(contacts)}`,
                ] satisfies [string, string],
              ]
            : []),
          [
            'Opted out in Listrak',
            optedOut === null ? 'Could not be asked' : `${amountOf(optedOut, 'row')} left out`,
          ],
        ]}
      />
      {counted.onlyCheck && (
        <Note tone="info">
          Everything was sent. What is left is to read some of it back, and to see whether Listrak holds it.
        </Note>
      )}
      {again > 0 && (
        <Checkbox
          checked={sendsAgain}
          onChange={(event) => onSendsAgain(event.currentTarget.checked)}
          label={`Send again what may have arrived: ${amountOf(again, 'row')}`}
          description="An update that is repeated does no harm. Without this they are left as they are, and it stays unknown whether they were updated."
        />
      )}
      {sample > 0 && (
        <Note tone="info">
          A sample of {amountOf(sample, 'row')} goes first and is read back, since the one before was not seen
          to match. The rest goes only if it matches.
        </Note>
      )}
      {run.taken > 0 && (
        <Note tone="warn">
          Listrak still works on {amountOf(run.taken, 'row')} that it took. The rest goes only when it has
          ended.
        </Note>
      )}
    </>
  );
}
