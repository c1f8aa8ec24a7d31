import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import { Choice } from '../../parts/choice.tsx';
import { Section } from '../../parts/section.tsx';
import { hasHeader } from '../../state/has-header.ts';
import { useAppState } from '../../state/store.ts';
import styles from './consent.module.css';
import { likelyColumns } from './likely-columns.ts';

interface Props {
  column: number | null;
  onChoose: (column: number | null) => void;
  takesFocus: boolean;
  children: ReactNode;
}

const NO_COLUMN = 'none';
const SAMPLES = 3;

export function ConsentColumn({ column, onChoose, takesFocus, children }: Props) {
  const columns = useAppState((state) => state.mapping.columns);
  const named = useAppState(hasHeader);
  const likely = column === null && named ? likelyColumns(columns) : [];
  return (
    <Section title="What the file says" takesFocus={takesFocus}>
      <Choice
        label="Column that says who opted in to SMS"
        description="It is read, and never sent to Listrak"
        maw={440}
        data={[
          { value: NO_COLUMN, label: 'No column says it' },
          {
            group: 'Columns of the file',
            // The phone is needed as the phone.
            items: columns
              .filter(({ role }) => role !== 'phone')
              .map((one) => ({ value: String(one.position), label: labelOf(one, named) })),
          },
        ]}
        value={column === null ? NO_COLUMN : String(column)}
        onChoose={(value) => onChoose(value === NO_COLUMN ? null : Number(value))}
        nothingFound="No such column"
      />
      {likely.length > 0 && (
        <div className={styles.suggestions}>
          <span>Is it {likely.length === 1 ? 'this one' : 'one of these'}?</span>
          {likely.map(({ position, header, samples }) => (
            <Button key={position} size="compact-sm" variant="light" onClick={() => onChoose(position)}>
              {header}
              {samples.length > 0 && ` (${samples.slice(0, SAMPLES).join(', ')})`}
            </Button>
          ))}
        </div>
      )}
      {children}
    </Section>
  );
}

/** A letter says nothing without what stands under it; that a column is sent ends where it is chosen here. */
function labelOf({ header, role, field, samples }: ColumnState, named: boolean): string {
  const told = [
    !named && samples.slice(0, SAMPLES).join(', '),
    role === 'field' && field && `now sent as ${field.name}`,
  ].filter(Boolean);
  return told.length > 0 ? `${header} (${told.join('; ')})` : header;
}
