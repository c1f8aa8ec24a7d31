import type { FileState } from '../../../src-main/contract/audience.ts';
import { bytes } from '../../parts/amount.ts';
import { Busy } from '../../parts/busy.tsx';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';

/** A file on its way, and the way to stop it. */
export function Opening({ file }: { file: Extract<FileState, { status: 'opening' }> }) {
  const saving = useAppState((state) => state.saving);
  const stop = useCommand('stopOpening');
  const stopSaving = useCommand('stopSaving');
  if (saving) {
    return (
      <Busy
        what="Saving the rows left out of the file before"
        done={saving.bytes}
        of={saving.ofBytes}
        stop={{ label: 'Stop', onClick: () => void stopSaving.send(null), busy: stopSaving.busy }}
      />
    );
  }
  const far =
    file.ofBytes > 0
      ? { done: file.bytes, of: file.ofBytes, detail: `${bytes(file.bytes)} of ${bytes(file.ofBytes)}` }
      : {};
  return (
    <Busy
      what={`Opening ${file.name}`}
      {...far}
      stop={{ label: 'Stop', onClick: () => void stop.send(null), busy: stop.busy }}
    />
  );
}
