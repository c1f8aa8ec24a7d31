import { Stack } from '@mantine/core';
import { refusalWords, updateLines } from '../../src-main/contract/contact-update-words.ts';
import type { ContactUpdates as Updates } from '../../src-main/contract/run.ts';
import { amount, amountOf } from './amount.ts';
import { DataTable } from './data-table.tsx';

/** Nobody reads a longer list in a window. */
const MOST_SHOWN = 100;

/** What became of contacts that were changed one by one. */
export function ContactUpdates({ updates }: { updates: Updates }) {
  const { refused, refusedRows } = updates;
  const shown = refusedRows.slice(0, MOST_SHOWN);
  return (
    <Stack gap={14}>
      <DataTable
        label="Contacts changed one by one"
        head={['Contacts', 'Outcome', 'What it means']}
        figures={[0]}
        rows={updateLines(updates).map(({ count, word, means }) => [amount(count), word, means])}
      />
      {shown.length > 0 && (
        <DataTable
          label="Refused by Listrak"
          head={['Row', 'Listrak’s reason']}
          figures={[0]}
          rows={shown.map(({ row, code }) => [amount(row), refusalWords(code)])}
        />
      )}
      {refused > shown.length && (
        <p>
          {amountOf(refused - shown.length, 'more row was', 'more rows were')} refused; the report as CSV has
          them all.
        </p>
      )}
    </Stack>
  );
}
