import type { ReactNode } from 'react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import { Choice } from '../../parts/choice.tsx';
import { Section } from '../../parts/section.tsx';
import { hasHeader } from '../../state/has-header.ts';
import { useAppState } from '../../state/store.ts';

interface Props {
  column: number | null;
  onChoose: (column: number | null) => void;
  children: ReactNode;
}

const NO_COLUMN = 'none';
const SAMPLES = 3;

export function ConsentColumn({ column, onChoose, children }: Props) {
  const columns = useAppState((state) => state.mapping.columns);
  const named = useAppState(hasHeader);
  return (
    <Section title="What the file says" takesFocus>
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
