import { Input, SegmentedControl } from '@mantine/core';
import { useId } from 'react';
import type { ConsentFileChoice } from '../../../src-main/contract/consent.ts';
import { Choice } from '../../parts/choice.tsx';
import { useAppState } from '../../state/store.ts';
import styles from './consent.module.css';
import type { ReadFile } from './use-consent-file.ts';

const NONE = 'none';
const KEYS = [
  { value: 'phone', label: 'The phone' },
  { value: 'id', label: 'An ID' },
] satisfies { value: ConsentFileChoice['key']; label: string }[];

interface Props {
  file: ReadFile;
  onChange: (part: Partial<ConsentFileChoice>) => void;
}

/** By what the second file is joined to the audience, and where it says who opted in. */
export function FileColumns({ file: { choice, columns }, onChange }: Props) {
  const key = useId();
  const audience = useAppState((state) => state.mapping.columns);
  const own = columns.map(({ header }, position) => ({ position, header }));
  return (
    <div className={styles.columns}>
      <Input.Wrapper
        label="Joined to the audience by"
        description="Both files must have it"
        labelElement="div"
        labelProps={{ id: key }}
      >
        <div className={styles.key}>
          <SegmentedControl
            aria-labelledby={key}
            data={KEYS}
            value={choice.key}
            // Where the one key stands says nothing of the other.
            onChange={(chosen) => onChange({ key: chosen, keyColumn: null, audienceColumn: null })}
          />
        </div>
      </Input.Wrapper>
      <Columns
        label={choice.key === 'phone' ? 'Its column with the phone' : 'Its column with the ID'}
        description="In the second file"
        columns={own}
        chosen={choice.keyColumn}
        onChoose={(keyColumn) => onChange({ keyColumn })}
      />
      {choice.key === 'id' && (
        <Columns
          label="The same ID in the audience"
          description="In the audience file"
          columns={audience}
          chosen={choice.audienceColumn}
          onChoose={(audienceColumn) => onChange({ audienceColumn })}
        />
      )}
      <Columns
        label="Its column that says who opted in"
        description="In the second file"
        columns={own}
        chosen={choice.answerColumn}
        // Answers of one column mean nothing in another.
        onChoose={(answerColumn) => onChange({ answerColumn, meanings: null })}
      />
    </div>
  );
}

interface ColumnsProps {
  label: string;
  description: string;
  columns: readonly { position: number; header: string }[];
  chosen: number | null;
  onChoose: (position: number) => void;
}

function Columns({ label, description, columns, chosen, onChoose }: ColumnsProps) {
  const items = columns.map(({ position, header }) => ({ value: String(position), label: header }));
  return (
    <Choice
      label={label}
      description={description}
      data={chosen === null ? [{ value: NONE, label: 'Not chosen yet' }, ...items] : items}
      value={chosen === null ? NONE : String(chosen)}
      onChoose={(value) => value !== NONE && onChoose(Number(value))}
      nothingFound="No such column"
    />
  );
}
