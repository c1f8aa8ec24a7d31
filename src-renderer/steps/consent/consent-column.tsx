import type { ReactNode } from 'react';
import type { ColumnState } from '../../../src-main/contract/audience.ts';
import { Choice } from '../../parts/choice.tsx';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';

interface Props {
  column: number | null;
  onChoose: (column: number | null) => void;
  children: ReactNode;
}

const NO_COLUMN = 'none';

export function ConsentColumn({ column, onChoose, children }: Props) {
  const columns = useAppState((state) => state.mapping.columns);
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
              .map((one) => ({ value: String(one.position), label: labelOf(one) })),
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

/** Choosing a column here ends that it is sent, which nobody should find out later. */
function labelOf({ header, role, field }: ColumnState): string {
  return role === 'field' && field ? `${header} (now sent as ${field.name})` : header;
}
