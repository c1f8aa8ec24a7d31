import { IconAlertTriangle } from '@tabler/icons-react';
import { type ConsentFileChoice, isComplete } from '../../../src-main/contract/consent.ts';
import { amount } from '../../parts/amount.ts';
import { Facts } from '../../parts/facts.tsx';
import { Note } from '../../parts/note.tsx';
import { AnswerTable } from './answer-table.tsx';
import styles from './consent.module.css';
import { FileColumns } from './file-columns.tsx';
import { FileFilters } from './file-filters.tsx';
import type { ReadFile } from './use-consent-file.ts';

interface Props {
  file: ReadFile;
  onChange: (part: Partial<ConsentFileChoice>) => void;
}

/** How the second file is read, and what was found in it. */
export function FileContents({ file, onChange }: Props) {
  const { choice, answers, otherAnswers } = file;
  return (
    <>
      <FileColumns file={file} onChange={onChange} />
      {isComplete(choice) ? (
        <>
          <FileFilters file={file} onChange={(where) => onChange({ where })} />
          <Facts
            facts={[
              ['Rows that count', amount(file.chosen)],
              [choice.key === 'phone' ? 'Different phones' : 'Different IDs', amount(file.people)],
              ['With a yes and another answer', amount(file.conflicting)],
              ['Rows that cannot be read', amount(file.unreadable)],
            ]}
          />
          {answers.length > 0 && (
            <AnswerTable
              label="Answers in the second file"
              answers={answers}
              otherAnswers={otherAnswers}
              meanings={choice.meanings}
              onChoose={(meanings) => onChange({ meanings })}
            />
          )}
          <p className={styles.hint}>Whoever is not in this file is unknown, and so is left out.</p>
        </>
      ) : (
        <Note tone="warn" icon={IconAlertTriangle} title="This file does not count yet.">
          {missingOf(choice)} Until then, nobody in the audience counts as opted in.
        </Note>
      )}
    </>
  );
}

function missingOf({ key, keyColumn, audienceColumn, answerColumn }: ConsentFileChoice): string {
  const missing = [
    keyColumn === null && (key === 'phone' ? 'the column with the phone' : 'the column with the ID'),
    key === 'id' && audienceColumn === null && 'the audience’s column with the same ID',
    answerColumn === null && 'the column that says who opted in',
  ].filter((one) => one !== false);
  return `Choose ${missing.length > 1 ? `${missing.slice(0, -1).join(', ')} and ${missing.at(-1)}` : missing[0]}.`;
}
