import { Button, TextInput } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useState } from 'react';
import { type Sent, WITHOUT_SAMPLE } from '../../../src-main/contract/sending.ts';
import { Note } from '../../parts/note.tsx';
import { WHAT_DECIDES } from '../../parts/what-decides.ts';
import { goTo } from '../../state/call.ts';
import styles from './push.module.css';

interface NotProvenProps {
  sample: Sent | null;
  sentence: string;
  onSentence: (sentence: string) => void;
  /** It takes the place of the button that was pressed to get here. */
  focused: boolean;
}

/** Why not everything may be sent yet, and the way round it for those who know why. */
export function NotProven({ sample, sentence, onSentence, focused }: NotProvenProps) {
  const [overriding, setOverriding] = useState(sentence !== '');
  return (
    <Note tone="warn" icon={IconLock} title={why(sample)}>
      <div className={styles.override}>
        <p>A sample shows, field by field, that Listrak takes this file the way you mean it.</p>
        {overriding && (
          <TextInput
            className={styles.field}
            label={`To send without one, type “${WITHOUT_SAMPLE}”`}
            description="That you did will be on record."
            autoComplete="off"
            value={sentence}
            onChange={({ currentTarget }) => onSentence(currentTarget.value)}
            data-autofocus
            autoFocus
          />
        )}
      </div>
      <div className={styles.ways}>
        <Button size="sm" onClick={() => goTo('sample')} autoFocus={focused}>
          Go to Sample
        </Button>
        {!overriding && (
          <Button size="sm" variant="default" onClick={() => setOverriding(true)}>
            Send without a sample…
          </Button>
        )}
      </div>
    </Note>
  );
}

function why(sample: Sent | null): string {
  if (!sample) return 'Locked: no sample was sent yet.';
  if (!sample.upToDate) return `Locked: ${WHAT_DECIDES} changed since the sample.`;
  if (!sample.report.sample?.asked) return 'Locked: the sample was not read back, so it shows nothing.';
  return 'Locked: the sample did not come out as it was sent.';
}
