import { Radio, Stack } from '@mantine/core';
import type { ColumnOptions, ColumnState } from '../../../src-main/contract/audience.ts';
import type { ColumnSummary } from '../../../src-main/contract/column-summary.ts';
import {
  dateEvidenceWords,
  dateOrderByEvidence,
  lacksField,
  newFieldSteps,
} from '../../../src-main/contract/words.ts';
import { SummaryDetails } from '../../parts/column-summary.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { useCommand } from '../../state/use-command.ts';
import { asksForDateOrder } from './fit.ts';
import styles from './map.module.css';

interface Props {
  column: ColumnState;
  /** Whether the file names its columns. */
  named: boolean;
  summary: ColumnSummary | null;
}

/** What a column holds, and what the user may decide for it alone. */
export function ColumnDetails({ column, named, summary }: Props) {
  const choose = useCommand('chooseColumnOptions');
  const { position, role, header, dateOrder, badValue } = column;
  const change = (part: Partial<ColumnOptions>) =>
    void choose.send({ position, dateOrder, badValue, ...part });
  return (
    <div className={styles.details}>
      {named && lacksField(column) && (
        <div>
          <p className={styles.question}>To send it, the account needs a profile field for it:</p>
          <ol className={styles.steps}>
            {newFieldSteps(header).map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        </div>
      )}
      {summary && <SummaryDetails summary={summary} />}
      {role === 'field' && summary?.dates && asksForDateOrder(column, summary) && (
        <Radio.Group
          label="How its dates are to be read"
          description={dateEvidenceWords(summary.dates)}
          value={dateOrder ?? 'byEvidence'}
          onChange={(value) =>
            change({ dateOrder: value === 'monthFirst' || value === 'dayFirst' ? value : null })
          }
        >
          <Stack gap={6} mt={8}>
            <Radio value="byEvidence" label={dateOrderByEvidence(summary.dates, dateOrder)} />
            <Radio value="monthFirst" label="Month first, as in America: 3/4 is March 4" />
            <Radio value="dayFirst" label="Day first, as in Europe: 3/4 is April 3" />
          </Stack>
        </Radio.Group>
      )}
      {role === 'field' && (
        <Radio.Group
          label="If a value cannot be used"
          value={badValue}
          onChange={(value) => change({ badValue: value === 'sentBlank' ? 'sentBlank' : 'leavesRowOut' })}
        >
          <Stack gap={6} mt={8}>
            <Radio value="leavesRowOut" label="Leave the whole row out" />
            <Radio
              value="sentBlank"
              label="Send the row without this value"
              description="It is then sent as blank. What Listrak does with the value that it holds is not documented: it may be wiped."
            />
          </Stack>
        </Radio.Group>
      )}
      {choose.failure && <FailureNote failure={choose.failure} />}
    </div>
  );
}
