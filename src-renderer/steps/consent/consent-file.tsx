import { Button, Group } from '@mantine/core';
import { amountOf, dateTime, bytes as inBytes } from '../../parts/amount.ts';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { useCommand } from '../../state/use-command.ts';
import styles from './consent.module.css';
import { FileContents } from './file-contents.tsx';
import { useConsentFile } from './use-consent-file.ts';

interface Props {
  /** Whether a column of the audience says who opted in as well. */
  besidesColumn: boolean;
  /** Waited for before the file is taken away. */
  beforeRemoval: () => Promise<void>;
  takesFocus: boolean;
}

/** A second file that says who opted in, such as an export of an SMS opt-in status table. */
export function ConsentFile({ besidesColumn, beforeRemoval, takesFocus }: Props) {
  const { file, shown, change, failure } = useConsentFile();
  const choose = useCommand('chooseConsentFile');
  const stop = useCommand('stopConsentFile');
  const remove = useCommand('forgetConsentFile');
  const failed = choose.failure ?? remove.failure ?? stop.failure ?? failure;

  const endBy = async (way: typeof stop | typeof remove) => {
    await beforeRemoval();
    await way.send(null);
  };
  const removeButton = (
    <Button size="xs" variant="default" onClick={() => void endBy(remove)} loading={remove.busy}>
      Remove
    </Button>
  );
  const chooseButton = (label: string) => (
    <Button size="xs" variant="default" onClick={() => void choose.send(null)}>
      {label}
    </Button>
  );
  return (
    <Section
      title="A second file"
      takesFocus={takesFocus}
      actions={
        shown && (
          <>
            {chooseButton('Choose another file…')}
            {removeButton}
          </>
        )
      }
    >
      {file.status === 'none' && (
        <>
          <p className={styles.fact}>
            If another export says who opted in, such as an SMS opt-in status table, choose it here.{' '}
            {besidesColumn
              ? 'A row is then sent only if the column above and this file both say yes.'
              : 'A row is then sent only if this file says yes.'}
          </p>
          <div>{chooseButton('Choose a file…')}</div>
        </>
      )}
      {file.status === 'reading' && (
        <Busy
          what={shown ? `Reading ${file.name} again` : `Reading ${file.name}`}
          {...(file.ofBytes > 0
            ? {
                done: file.bytes,
                of: file.ofBytes,
                detail: `${inBytes(file.bytes)} of ${inBytes(file.ofBytes)}`,
              }
            : {})}
          stop={{
            label: 'Stop',
            onClick: () => void endBy(stop),
            busy: stop.busy,
          }}
        />
      )}
      {file.status === 'failed' && (
        <>
          <FailureNote failure={file.failure} />
          <p className={styles.fact}>
            As long as {file.name} is chosen and was not read, nobody in the audience counts as opted in.
          </p>
          <Group gap={8}>
            {chooseButton('Try another file…')}
            {removeButton}
          </Group>
        </>
      )}
      {shown && (
        <>
          <p className={styles.fact}>
            <strong>{shown.name}</strong>, {amountOf(shown.rows, 'row')}, read {dateTime(shown.readAt)}.{' '}
            {besidesColumn
              ? 'A row is sent only if the column above and this file both say yes.'
              : 'A row is sent only if this file says yes.'}
          </p>
          <FileContents file={shown} onChange={change} />
        </>
      )}
      {failed && <FailureNote failure={failed} />}
    </Section>
  );
}
