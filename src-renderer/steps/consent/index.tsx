import type { ConsentFileState } from '../../../src-main/contract/consent.ts';
import type { State } from '../../../src-main/contract/state.ts';
import { amountOf } from '../../parts/amount.ts';
import { ConsentSummaryTable } from '../../parts/consent-summary.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { StepPage } from '../../parts/step-page.tsx';
import { countAnswers } from '../../state/count-answers.ts';
import { consentFileWaits, consentIsGiven } from '../../state/steps.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useNext } from '../../state/use-next.ts';
import { Answers } from './answers.tsx';
import { ConsentColumn } from './consent-column.tsx';
import { ConsentFile } from './consent-file.tsx';
import { OptOuts } from './opt-outs.tsx';
import { useChangedPart } from './use-changed-part.ts';
import { type DoneReview, useLastDone } from './use-last-done.ts';
import { WithoutInformation } from './without-information.tsx';

export function ConsentStep() {
  const consent = useAppState((state) => state.consent);
  const file = useAppState((state) => state.consentFile);
  const optOuts = useAppState((state) => state.optOuts.status);
  const review = useAppState((state) => state.review);
  const status = useAppState(standing);
  const counted = useLastDone(review, consent.column);
  const next = useNext('consent');
  const ownAnswers = file.status === 'read' && file.choice.meanings !== null;
  const part = useChangedPart(
    {
      column: `${consent.column}, ${consent.meanings === null ? 'usual' : 'own'} answers`,
      file: `${file.status}, ${ownAnswers ? 'own' : 'usual'} answers`,
      optOuts,
    },
    'column',
  );
  const choose = useCommand('chooseConsent');
  const onChoose = (changed: Partial<typeof consent>) => void choose.send({ ...consent, ...changed });

  /** A second file made the user's word unnecessary: without it, that must be given anew. */
  async function takeBackWord() {
    if (consent.withoutInformation) await choose.send({ ...consent, withoutInformation: false });
  }

  return (
    <StepPage
      title="Who opted in"
      lead="Only customers who agreed to receive SMS are sent to Listrak. Every source that you choose has to say yes; unknown counts as no."
      status={status}
      primary={next}
    >
      {choose.failure && <FailureNote failure={choose.failure} />}
      <ConsentColumn
        column={consent.column}
        // Answers of one column mean nothing in another, and a column makes the user's word unnecessary.
        onChoose={(column) => onChoose({ column, meanings: null, withoutInformation: false })}
        takesFocus={part === 'column'}
      >
        {consent.column !== null && (
          <Answers
            review={review}
            counted={counted}
            meanings={consent.meanings}
            onChoose={(meanings) => onChoose({ meanings })}
          />
        )}
        {consent.column === null && file.status === 'none' && (
          <WithoutInformation
            accepted={consent.withoutInformation}
            onAccept={(withoutInformation) => onChoose({ withoutInformation })}
          />
        )}
      </ConsentColumn>
      <ConsentFile
        besidesColumn={consent.column !== null}
        beforeRemoval={takeBackWord}
        takesFocus={part === 'file'}
      />
      <OptOuts
        withoutOptOuts={consent.withoutOptOuts}
        onAccept={(withoutOptOuts) => onChoose({ withoutOptOuts })}
        takesFocus={part === 'optOuts'}
      />
      {counted && consentIsGiven({ consent, consentFile: file }) && isAboutFile(counted, file) && (
        <Section title="What it comes to">
          <ConsentSummaryTable summary={counted.review.consent} />
        </Section>
      )}
    </StepPage>
  );
}

/** Whether the rows were counted with the second file, if there is one. */
function isAboutFile({ review }: DoneReview, file: ConsentFileState): boolean {
  return (review.consent.file === null) === (file.status === 'none');
}

function standing(state: State): string {
  const { consent, consentFile, mapping, review } = state;
  if (!consentIsGiven(state)) return 'Say who opted in to go on.';
  if (mapping.failure) return 'The mapping needs you before you can go on.';
  if (consentFile.status === 'reading') return 'The second file is being read.';
  if (consentFileWaits(state)) return 'The second file needs you: until then, nobody counts as opted in.';
  if (consent.column === null && consentFile.status === 'none')
    return 'Nobody is left out by the file; Listrak’s own opt-outs still are.';
  if (review.status !== 'done')
    return review.status === 'reading' ? 'The answers are being counted.' : 'The answers are not counted.';
  if (consentFile.status === 'none') {
    const { yes, no, unknown } = countAnswers(review);
    return `${amountOf(yes, 'row says', 'rows say')} yes; ${amountOf(no + unknown, 'does not and is', 'do not and are')} left out.`;
  }
  const { asked, outcome } = review.review.consent;
  const others = asked - outcome.yes;
  return `${amountOf(outcome.yes, 'row counts', 'rows count')} as opted in; ${amountOf(others, 'does not and is', 'do not and are')} left out.`;
}
