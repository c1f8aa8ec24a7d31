import type { ColumnState, FileState, MappingState, ReviewState } from '../../src-main/contract/audience.ts';
import { type ConnectionState, PRACTICE_ACCOUNT } from '../../src-main/contract/connection.ts';
import type { RunReport } from '../../src-main/contract/run.ts';
import type { HistoryState } from '../../src-main/contract/sending.ts';
import type { State } from '../../src-main/contract/state.ts';
import { amount, amountOf, percent } from '../parts/amount.ts';
import { countAnswers } from './count-answers.ts';
import { asksFirst, wasStopped } from './failure-kinds.ts';

/** What each step came to, in the few words that the rail has room for. */

export const accountName = (account: string) => (account === PRACTICE_ACCOUNT ? 'Practice account' : account);

export function connectResult(connection: ConnectionState): string | null {
  switch (connection.status) {
    case 'none':
      return null;
    case 'connecting':
      return 'Connecting…';
    case 'failed':
      return 'Could not connect';
    case 'choosing':
      return 'Choose a sender code';
    case 'connected':
      return `${accountName(connection.account)} · ${connection.senderCode.code}`;
  }
}

export function loadResult(file: FileState): string | null {
  switch (file.status) {
    case 'none':
      return null;
    case 'opening':
      return 'Opening…';
    case 'failed':
      if (asksFirst(file.failure)) return 'Waits for your answer';
      return wasStopped(file.failure) ? 'Stopped' : 'Could not be opened';
    case 'open':
      return file.name;
  }
}

/** Whether anything of a column goes to Listrak. */
export const isSent = ({ role }: ColumnState) => role === 'phone' || role === 'field';

export function mapResult({ columns }: MappingState): string {
  const sent = columns.filter(isSent).length;
  return `${amount(sent)} of ${amount(columns.length)} columns`;
}

export function consentResult({ consent, review }: State): string | null {
  if (consent.column === null) return consent.withoutInformation ? 'On your word' : 'Needs you';
  if (review.status !== 'done') return null;
  const { yes, no, unknown } = countAnswers(review);
  return `${amount(yes)} yes · ${amount(no + unknown)} not`;
}

export function reviewResult(review: ReviewState): string | null {
  switch (review.status) {
    case 'none':
      return null;
    case 'reading':
      return `Reading… ${percent(review.bytes, review.ofBytes)}%`;
    case 'stopped':
      return 'Stopped before its end';
    case 'failed':
      return 'Could not be read';
    case 'done': {
      const { total, ready } = review.review.rows;
      return `${amount(ready)} ready · ${amount(total - ready)} left out`;
    }
  }
}

export function sampleResult({ sample, state }: RunReport): string {
  if (!sample) return 'Not sent';
  const { asked, match, differ, unknownNumber, blank } = sample;
  if (asked === 0) return state === 'mayHaveArrived' ? 'May have arrived' : 'Not read back';
  if (match === asked) return `${amount(match)} of ${amount(asked)} match`;
  const others = [
    differ > 0 && `${amount(differ)} differ`,
    unknownNumber > 0 && `${amount(unknownNumber)} unknown`,
    blank > 0 && `${amount(blank)} blank`,
  ];
  return [`${amount(match)} match`, ...others].filter(Boolean).join(' · ');
}

export function pushResult({ sent, check, state }: RunReport): string {
  const troubles = check && check.differ > 0 ? ` · ${amount(check.differ)} differ` : '';
  if (sent === 0) return state === 'mayHaveArrived' ? 'May have arrived' : 'Nothing was sent';
  return `${amount(sent)} sent${troubles}`;
}

export function historyResult({ runs }: HistoryState): string {
  return runs.length === 0 ? 'No runs yet' : amountOf(runs.length, 'run');
}
