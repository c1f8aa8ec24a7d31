import { Button, Checkbox } from '@mantine/core';
import { useState } from 'react';
import type { CommandAnswer } from '../../src-main/contract/commands.ts';
import type { ReportFormat } from '../../src-main/contract/run.ts';
import { useCommand } from '../state/use-command.ts';
import { FailureNote } from './failure-note.tsx';
import styles from './save-report.module.css';

const FORMATS: [ReportFormat, string, string][] = [
  ['html', 'To print (HTML)…', 'all of it, to read, print and hand on'],
  ['csv', 'Differences (CSV)…', 'what Listrak holds otherwise, and the rows whose numbers it does not know'],
  ['json', 'For programs (JSON)…', 'all of it'],
];

/** Writes the report of a run on record to a file of the user's choice. */
export function SaveReport({ runId }: { runId: string }) {
  const { send, busy, failure } = useCommand('saveRunReport');
  const [showPhones, setShowPhones] = useState(false);
  const [saved, setSaved] = useState<CommandAnswer<'saveRunReport'> | null>(null);
  const save = async (format: ReportFormat) => {
    setSaved(null);
    const answer = await send({ runId, format, showPhones });
    if (answer.ok) setSaved(answer.value);
  };
  return (
    <fieldset className={styles.save}>
      <legend>Save the report</legend>
      <Checkbox
        size="sm"
        checked={showPhones}
        onChange={(event) => setShowPhones(event.currentTarget.checked)}
        label="Show phone numbers in full"
        description="The record has none, so the audience file is read again. Keep such a report as you keep that file."
      />
      <div className={styles.buttons}>
        {FORMATS.map(([format, word, means]) => (
          <Button
            key={format}
            size="sm"
            variant="default"
            title={means}
            // Not `disabled`: it keeps the focus while it saves.
            aria-disabled={busy}
            data-disabled={busy}
            onClick={() => !busy && void save(format)}
          >
            {word}
          </Button>
        ))}
      </div>
      <p className={styles.said} role="status">
        {saved?.savedAs && `Saved as ${saved.savedAs}${saved.folder ? ` in ${saved.folder}` : ''}.`}
      </p>
      {failure && <FailureNote failure={failure} />}
    </fieldset>
  );
}
