import { IconFileImport } from '@tabler/icons-react';
import { create } from 'zustand';
import type { Failure } from '../../src-main/contract/failure.ts';
import { goTo, openDropped } from '../state/call.ts';
import styles from './file-drop.module.css';
import { useFileDrop } from './use-file-drop.ts';

const ONE_FILE = {
  code: 'page.severalFiles',
  message: 'Only one file can be loaded at a time.',
  hint: 'Drop the audience file alone.',
};

/** Why what was dropped last could not be taken; told at Load. */
export const useDropFailure = create<{ failure: Failure | null }>(() => ({ failure: null }));

/** Takes a file that is dropped on any step, and goes to Load with it; a veil shows that it would. */
export function FileDrop() {
  const over = useFileDrop(async (files) => {
    goTo('load');
    const result = files.length > 1 ? null : await openDropped(files[0]!);
    useDropFailure.setState({ failure: result ? (result.ok ? null : result.failure) : ONE_FILE });
  });
  if (!over) return null;
  return (
    <div className={styles.veil}>
      <div>
        <IconFileImport size={40} stroke={1.5} aria-hidden />
        Drop the file to load it
      </div>
    </div>
  );
}
