import { Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import type { HeaderRow } from '../../../src-main/contract/reading.ts';
import { amount } from '../../parts/amount.ts';
import { Note } from '../../parts/note.tsx';

interface Props {
  suggested: HeaderRow;
  onUse: () => void;
}

/** Where the header seems to be instead, and the way to have it so. */
export function HeaderSuggestion({ suggested, onUse }: Props) {
  const isNone = suggested === 'none';
  return (
    <Note
      tone="warn"
      icon={IconBulb}
      role="status"
      title={
        isNone
          ? 'The first row looks like a customer, not like column names.'
          : `Row ${amount(suggested)} looks like the header; the rows above it look like a title.`
      }
    >
      <Button mt={8} size="xs" variant="default" onClick={onUse}>
        {isNone ? 'Read it as data (columns A, B, C)' : `Use row ${amount(suggested)} as the header`}
      </Button>
    </Note>
  );
}
