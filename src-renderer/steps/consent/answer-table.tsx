import { Button, SegmentedControl } from '@mantine/core';
import type { ConsentAnswer, Meanings } from '../../../src-main/contract/consent.ts';
import { amount } from '../../parts/amount.ts';
import table from '../../parts/table.module.css';
import styles from './consent.module.css';
import { type Means, meansNow, withMeaning } from './meanings.ts';
import { MeansTag } from './means-tag.tsx';

const CHOICES = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
  { value: 'unknown', label: 'Unknown' },
] satisfies { value: Means; label: string }[];

interface Props {
  /** What the table lists, for those who cannot see where it stands. */
  label: string;
  answers: readonly ConsentAnswer[];
  otherAnswers: number;
  /** What the user says that answers mean, or null for the usual. */
  meanings: Meanings | null;
  onChoose: (meanings: Meanings | null) => void;
}

/** The answers of one source, and what each of them means. */
export function AnswerTable({ label, answers, otherAnswers, meanings, onChoose }: Props) {
  return (
    <>
      <table className={`${table.table} ${styles.answers}`} aria-label={label}>
        <thead>
          <tr>
            <th scope="col">Answer in the file</th>
            <th scope="col">Rows</th>
            <th scope="col">Means</th>
            <th scope="col">Counts as</th>
          </tr>
        </thead>
        <tbody>
          {answers.map(({ shown, count }) => {
            const means = meansNow(shown, meanings);
            return (
              <tr key={shown}>
                <td>{shown || <em>blank</em>}</td>
                <td>{amount(count)}</td>
                <td>
                  <SegmentedControl
                    size="xs"
                    aria-label={`What “${shown || 'blank'}” means`}
                    data={CHOICES}
                    value={means}
                    onChange={(chosen) => onChoose(withMeaning(meanings, shown, chosen))}
                    disabled={shown === ''}
                  />
                </td>
                <td>
                  <MeansTag means={means} />
                </td>
              </tr>
            );
          })}
          {otherAnswers > 0 && (
            <tr>
              <td>
                <em>rarer answers, not listed</em>
              </td>
              <td>{amount(otherAnswers)}</td>
              <td />
              <td>
                <MeansTag means="unknown" />
              </td>
            </tr>
          )}
        </tbody>
      </table>
      {meanings !== null && (
        <div>
          <Button size="xs" variant="default" onClick={() => onChoose(null)}>
            Use the usual answers
          </Button>
        </div>
      )}
    </>
  );
}
