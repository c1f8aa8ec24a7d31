import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { FileState } from '../../../src-main/contract/audience.ts';
import type { Failure } from '../../../src-main/contract/failure.ts';
import { useDropFailure } from '../../drop/file-drop.tsx';
import { allTheSame } from '../../parts/all-the-same.ts';
import { FailureNote } from '../../parts/failure-note.tsx';
import { Section } from '../../parts/section.tsx';
import { type Action, StepPage } from '../../parts/step-page.tsx';
import { asksFirst, wasStopped } from '../../state/failure-kinds.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import { useNext } from '../../state/use-next.ts';
import { DropZone } from './drop-zone.tsx';
import { FirstRows } from './first-rows.tsx';
import { HowRead } from './how-read.tsx';
import { OpenedFile } from './opened-file.tsx';
import { Opening } from './opening.tsx';
import { RecentFiles } from './recent-files.tsx';
import { useReadAs } from './use-read-as.ts';
import { useTopOfPage } from './use-top-of-page.ts';

export function LoadStep() {
  const { file, shown, opened, readAs, failure: notRead } = useReadAs();
  const connected = useAppState((state) => state.connection.status === 'connected');
  const next = useNext('load');
  useLostFocus(`${opened}, ${markOf(file)}`);
  useTopOfPage(opened);
  const choose = useCommand('chooseFile');
  const sample = useCommand('openSampleAudience');
  const dropped = useDropFailure();
  useEffect(() => {
    if (file.status === 'opening') useDropFailure.setState({ failure: null });
  }, [file.status]);

  const failure = dropped.failure ?? choose.failure ?? sample.failure ?? notRead;
  const chooseFile = () => {
    useDropFailure.setState({ failure: null });
    void choose.send(null);
  };
  return (
    <StepPage
      title="Load the audience file"
      lead="Open the export that holds the customers to correct. The file is read where it lies, and never changed."
      status={standing(file, connected)}
      primary={next}
    >
      {failure && <FailureNote failure={failure} />}
      {shown.status === 'failed' && (
        <FailureNote failure={shown.failure} action={wayOn(shown.failure, () => void readAs({}))} />
      )}
      {/* Where something else is shown meanwhile, only what takes a while is told. */}
      {file.status === 'opening' && (shown === file || file.bytes > 0) && <Opening file={file} />}
      {shown.status === 'open' && (
        <OpenedFile
          file={shown}
          actions={
            <Button size="xs" variant="default" onClick={chooseFile} loading={choose.busy}>
              Choose another file…
            </Button>
          }
          onHeaderRow={(headerRow) => void readAs({ headerRow })}
        />
      )}
      {shown.status === 'open' && (
        <Section title="First rows">
          <FirstRows head={shown.head} />
        </Section>
      )}
      {/* The same one, whatever came of a choice, so that the next one can be made. An empty file reads in one way. */}
      {(shown.status === 'open' || shown.status === 'failed') && shown.source && shown.source.bytes > 0 && (
        <HowRead
          key={opened}
          reading={shown.reading}
          source={shown.source}
          head={shown.status === 'open' ? shown.head : null}
          onRead={(change) => void readAs(change)}
        />
      )}
      {isDropZoneShown(shown) && (
        <DropZone
          onChoose={chooseFile}
          choosing={choose.busy}
          onSample={() => void sample.send(null)}
          openingSample={sample.busy}
        />
      )}
      <RecentFiles />
    </StepPage>
  );
}

/** Where there is nothing better to show; also while an opening takes long, since another file may take its place. */
function isDropZoneShown(file: FileState): boolean {
  return file.status === 'opening' ? file.bytes > 0 : file.status !== 'open';
}

/** What is on screen changes with it. */
function markOf(file: FileState): string {
  return file.status === 'open' ? `open, header ${file.head.headerRow}` : file.status;
}

function wayOn(failure: Failure, again: () => void): Action | undefined {
  if (wasStopped(failure)) return { label: 'Open it again', onClick: again };
  return allTheSame(failure);
}

function standing(file: FileState, connected: boolean): string {
  switch (file.status) {
    case 'none':
      return 'Load a file to go on.';
    case 'opening':
      return `Opening ${file.name}…`;
    case 'failed':
      if (asksFirst(file.failure)) return `${file.name} waits for your answer.`;
      return wasStopped(file.failure) ? `${file.name} was not opened.` : `${file.name} could not be opened.`;
    case 'open':
      return connected
        ? `${file.name} is loaded.`
        : `${file.name} is loaded. Connect to an account to go on.`;
  }
}
