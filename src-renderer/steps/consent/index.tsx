import type { State } from '../../../src-main/contract/state.ts';
import { amountOf } from '../../parts/amount.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { StepPage } from '../../parts/step-page.tsx';
import { countAnswers } from '../../state/count-answers.ts';
import { consentIsGiven } from '../../state/steps.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import { useNext } from '../../state/use-next.ts';
import { Answers } from './answers.tsx';
import { ConsentColumn } from './consent-column.tsx';
import { OptOuts } from './opt-outs.tsx';
import { WithoutInformation } from './without-information.tsx';

export function ConsentStep() {
  const consent = useAppState((state) => state.consent);
  const status = useAppState(standing);
  const next = useNext('consent');
  useLostFocus(consent.yes === null ? 'usual answers' : 'own answers');
  const choose = useCommand('chooseConsent');
  const onChoose = (changed: Partial<typeof consent>) => void choose.send({ ...consent, ...changed });
  return (
    <StepPage
      title="Who opted in"
      lead="Only customers who agreed to receive SMS are sent to Listrak. Say where the file tells that; unknown counts as no."
      status={status}
      primary={next}
    >
      {choose.failure && <FailureNote failure={choose.failure} />}
      <ConsentColumn
        column={consent.column}
        // Answers of one column mean nothing in another, and a column makes the user's word unnecessary.
        onChoose={(column) => onChoose({ column, yes: null, withoutInformation: false })}
      >
        {consent.column === null ? (
          <WithoutInformation
            accepted={consent.withoutInformation}
            onAccept={(withoutInformation) => onChoose({ withoutInformation })}
          />
        ) : (
          <Answers key={consent.column} yes={consent.yes} onChoose={(yes) => onChoose({ yes })} />
        )}
      </ConsentColumn>
      <OptOuts />
    </StepPage>
  );
}

function standing(state: State): string {
  const { consent, mapping, review } = state;
  if (!consentIsGiven(state)) return 'Say who opted in to go on.';
  if (mapping.failure) return 'The mapping needs you before you can go on.';
  if (consent.column === null) return 'Nobody is left out by the file; Listrak’s own opt-outs still are.';
  if (review.status !== 'done')
    return review.status === 'reading' ? 'The answers are being counted.' : 'The answers are not counted.';
  const { yes, no, unknown } = countAnswers(review);
  return `${amountOf(yes, 'row says', 'rows say')} yes; ${amountOf(no + unknown, 'does not and is', 'do not and are')} left out.`;
}
