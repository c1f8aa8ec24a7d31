import { Button } from '@mantine/core';
import { useEffect } from 'react';
import type { FileState } from '../../../src-main/contract/audience.ts';
import { useDropFailure } from '../../drop/file-drop.tsx';
import { Busy } from '../../parts/busy.tsx';
import { FailureNote } from '../../parts/failure-note.tsx';
import { StepPage } from '../../parts/step-page.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';
import { useLostFocus } from '../../state/use-lost-focus.ts';
import { useNext } from '../../state/use-next.ts';
import { DropZone } from './drop-zone.tsx';
import { OpenedFile } from './opened-file.tsx';
import { RecentFiles } from './recent-files.tsx';

export function LoadStep() {
  const file = useAppState((state) => state.file);
  const connected = useAppState((state) => state.connection.status === 'connected');
  const next = useNext('load');
  useLostFocus(file.status === 'opening' ? null : file.status);
  const choose = useCommand('chooseFile');
  const sample = useCommand('openSampleAudience');
  const dropped = useDropFailure();
  useEffect(() => {
    if (file.status === 'opening') useDropFailure.setState({ failure: null });
  }, [file.status]);

  const failure = dropped.failure ?? choose.failure ?? sample.failure;
  const chooseFile = () => {
    useDropFailure.setState({ failure: null });
    void choose.send(null);
  };
  return (
    <StepPage
      title="Load the audience file"
      lead="Open the CSV export that holds the customers to correct. The file is read where it lies, and never changed."
      status={standing(file, connected)}
      primary={next}
    >
      {failure && <FailureNote failure={failure} />}
      {file.status === 'failed' && <FailureNote failure={file.failure} />}
      {file.status === 'opening' && <Busy what={`Opening ${file.name}`} />}
      {file.status === 'open' && (
        <OpenedFile
          file={file}
          actions={
            <Button size="xs" variant="default" onClick={chooseFile} loading={choose.busy}>
              Choose another file…
            </Button>
          }
        />
      )}
      {(file.status === 'none' || file.status === 'failed') && (
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

function standing(file: FileState, connected: boolean): string {
  switch (file.status) {
    case 'none':
      return 'Load a file to go on.';
    case 'opening':
      return `Opening ${file.name}…`;
    case 'failed':
      return `${file.name} could not be opened.`;
    case 'open':
      return connected
        ? `${file.name} is loaded.`
        : `${file.name} is loaded. Connect to an account to go on.`;
  }
}
