import {
  type Icon,
  IconCircleCheck,
  IconCircleDashed,
  IconEqualNot,
  IconUserQuestion,
} from '@tabler/icons-react';
import type { Check, ReportedDifference, SampleContact } from '../../src-main/contract/run.ts';
import { amount } from './amount.ts';
import styles from './check-result.module.css';
import { DataTable } from './data-table.tsx';

type Outcome = SampleContact['outcome'];

interface OutcomeSign {
  tone: string;
  icon: Icon;
  /** After a count of them. */
  word: string;
  /** Of one. */
  ofOne: string;
  means: string;
}

export const CHECK_SIGNS: Record<Outcome, OutcomeSign> = {
  match: {
    tone: 'good',
    icon: IconCircleCheck,
    word: 'match',
    ofOne: 'Matches',
    means: 'Listrak holds every value that was sent',
  },
  differ: {
    tone: 'bad',
    icon: IconEqualNot,
    word: 'differ',
    ofOne: 'Differs',
    means: 'Listrak holds something else in a field',
  },
  unknownNumber: {
    tone: 'warn',
    icon: IconUserQuestion,
    word: 'unknown',
    ofOne: 'Unknown number',
    means: 'Listrak does not know this number, and drops it without a word',
  },
  blank: {
    tone: 'quiet',
    icon: IconCircleDashed,
    word: 'blank',
    ofOne: 'Only blanks',
    means: 'only blanks were sent, so there was nothing to compare',
  },
};

const OUTCOMES = Object.entries(CHECK_SIGNS) as [Outcome, OutcomeSign][];

interface CheckResultProps {
  check: Check;
  differences: readonly ReportedDifference[];
}

/** How the contacts that were read back came out, and where Listrak holds something else. */
export function CheckResult({ check, differences }: CheckResultProps) {
  return (
    <>
      <CheckCounts check={check} />
      {differences.length > 0 && <Differences differences={differences} />}
    </>
  );
}

export function CheckCounts({ check }: { check: Check }) {
  return (
    <ul className={styles.counts}>
      {OUTCOMES.map(([outcome, { tone, icon: Sign, word, means }]) => (
        <li key={outcome} data-tone={check[outcome] === 0 ? 'none' : tone}>
          <Sign size={20} stroke={1.8} aria-hidden />
          <span>
            <strong>
              {amount(check[outcome])} {word}
            </strong>
            <span className={styles.means}>{means}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

export function Differences({ differences }: { differences: readonly ReportedDifference[] }) {
  return (
    <DataTable
      label="Differences"
      head={['Row', 'Phone', 'Profile field', 'Sent', 'Listrak holds']}
      figures={[0]}
      rows={differences.map(({ row, phone, field, sent, stored }) => [
        amount(row),
        phone,
        field,
        sent || <em>blank</em>,
        <strong key="stored">{stored || <em>blank</em>}</strong>,
      ])}
    />
  );
}
