import { useState } from 'react';
import type { FileState } from '../../../src-main/contract/audience.ts';
import type { CommandInput } from '../../../src-main/contract/commands.ts';
import { useAppState } from '../../state/store.ts';
import { useCommand } from '../../state/use-command.ts';

/**
 * The file as it is shown, and the way to read it otherwise. While that is done, what was shown before stays, so that
 * what was pressed keeps its place and the focus; of another file nothing stays.
 */
export function useReadAs() {
  const file = useAppState((state) => state.file);
  const [last, setLast] = useState(file);
  const [rereading, setRereading] = useState(false);
  /** How many files came of an opening; one that is read otherwise is still the same. */
  const [opened, setOpened] = useState(0);
  const { send, failure } = useCommand('readAs');
  if (file.status !== 'opening' && file !== last) {
    setLast(file);
    setRereading(false);
    if (!rereading || !haveOneName(file, last)) setOpened(opened + 1);
  }

  const readAs = async (change: CommandInput<'readAs'>) => {
    setRereading(true);
    const answer = await send(change);
    if (!answer.ok) setRereading(false);
  };
  return { file, shown: shownOf(file, last, rereading), opened, readAs, failure };
}

function haveOneName(one: FileState, other: FileState): boolean {
  return one.status !== 'none' && other.status !== 'none' && one.name === other.name;
}

function shownOf(file: FileState, last: FileState, rereading: boolean): FileState {
  if (file.status !== 'opening' || !rereading || last.status === 'none') return file;
  if (last.name !== file.name) return file;
  // What was chosen stands there at once, however long it takes to read it so.
  return last.status === 'opening' ? last : { ...last, reading: file.reading };
}
