import type { ReactNode } from 'react';
import type { FileState } from '../../../src-main/contract/audience.ts';
import type { State } from '../../../src-main/contract/state.ts';
import { amount, bytes } from '../../parts/amount.ts';
import { Facts } from '../../parts/facts.tsx';
import { Section } from '../../parts/section.tsx';
import { useAppState } from '../../state/store.ts';
import { FirstRows } from './first-rows.tsx';

interface Props {
  file: Extract<FileState, { status: 'open' }>;
  actions: ReactNode;
}

const DELIMITERS: Record<string, string> = {
  ',': 'Comma',
  ';': 'Semicolon',
  '\t': 'Tab',
  '|': 'Upright bar',
};

export function OpenedFile({ file, actions }: Props) {
  const rows = useAppState(rowsSoFar);
  const { name, bytes: size, encoding, delimiter, header, preview } = file;
  return (
    <>
      <Section title={name} actions={actions} takesFocus>
        <Facts
          facts={[
            ['Size', bytes(size)],
            ['Rows', rows],
            ['Columns', amount(header.length)],
            ['Separated by', DELIMITERS[delimiter] ?? delimiter],
            ['Encoding', encoding.toUpperCase()],
          ]}
        />
      </Section>
      <Section title="First rows">
        <FirstRows header={header} rows={preview} />
      </Section>
    </>
  );
}

/** Nobody knows how many rows a file has before it was read to its end, which a review does. */
function rowsSoFar({ review }: State): string {
  if (review.status === 'done') return amount(review.review.rows.total);
  return review.status === 'reading' ? 'Being counted…' : 'Not counted yet';
}
