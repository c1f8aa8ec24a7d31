import type { ImportOutcome } from '../../src-main/contract/run.ts';
import type { RunSummary } from '../../src-main/contract/sending.ts';
import { amount, bytes as inBytes } from './amount.ts';
import { DataTable } from './data-table.tsx';

const PURPOSES = { sample: 'The sample', push: 'Everything' };

/** The imports of a push as Listrak names them. */
export function ImportsTable({ imports }: { imports: readonly ImportOutcome[] }) {
  return (
    <DataTable
      label="Imports"
      head={['Import', 'Rows', 'Size', 'Listrak’s state']}
      figures={[1, 2]}
      rows={imports.map(({ id, rows, bytes, status }) => [
        id ?? 'No answer: may have arrived',
        amount(rows),
        inBytes(bytes),
        status,
      ])}
    />
  );
}

/** The imports of a run as they stand in its record. One without an ID may have arrived or not: its state says it. */
export function RecordedImports({ imports }: Pick<RunSummary, 'imports'>) {
  return (
    <DataTable
      label="Imports"
      head={['Import', 'What', 'Rows', 'Listrak’s state']}
      figures={[2]}
      rows={imports.map(({ id, purpose, rows, status }) => [
        id ?? '—',
        PURPOSES[purpose],
        amount(rows),
        status,
      ])}
    />
  );
}
