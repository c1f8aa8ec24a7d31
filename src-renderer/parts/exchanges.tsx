import { Loader } from '@mantine/core';
import type { Exchange } from '../../src-main/contract/sending.ts';
import { useAppState } from '../state/store.ts';
import { amount, amountOf, bytes as inBytes } from './amount.ts';
import { Disclosure } from './disclosure.tsx';
import styles from './exchanges.module.css';
import { FailureNote } from './failure-note.tsx';
import { useAnswer } from './use-answer.ts';

const SOME = 20;

/** The requests of the last sending and what was answered. */
export function Exchanges() {
  const count = useAppState(({ sending }) => sending.exchanges);
  const active = useAppState(({ sending }) => sending.active !== null);
  if (count === 0) return null;
  return (
    <Disclosure title="Requests of the last sending" aside={amountOf(count, 'request')}>
      <p className={styles.said}>Phones and emails are masked; sign-in tokens are never kept.</p>
      {/* While they come, now and then: they may be many. */}
      <Asked count={active ? count - (count % SOME) : count} />
    </Disclosure>
  );
}

function Asked({ count }: { count: number }) {
  const { answer } = useAnswer('exchanges', null, count);
  if (!answer) return <Loader size="sm" aria-label="Loading" />;
  if (!answer.ok) return <FailureNote failure={answer.failure} />;
  return (
    <ol className={styles.list}>
      {answer.value.exchanges.map((exchange, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the list only grows, and the same request can come twice
        <li key={place}>
          <details className={styles.exchange}>
            <summary>
              <span className={styles.time}>{TIME.format(new Date(exchange.at))}</span>
              <span className={styles.method}>{exchange.method}</span>
              <span className={styles.address}>{exchange.address}</span>
              <span className={styles.status} data-fine={isFine(exchange) || undefined}>
                {exchange.status ?? 'No answer'}
              </span>
              <span className={styles.ms}>{amount(exchange.ms)} ms</span>
            </summary>
            <pre className={styles.answer}>
              {exchange.bytes !== null && `Request body: ${inBytes(exchange.bytes)}\n\n`}
              {exchange.answer || 'There was no answer to show.'}
            </pre>
          </details>
        </li>
      ))}
    </ol>
  );
}

const TIME = new Intl.DateTimeFormat('en-US', { timeStyle: 'medium' });

const isFine = ({ status }: Exchange): boolean => status !== null && status < 400;
