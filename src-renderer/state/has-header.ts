import type { State } from '../../src-main/contract/state.ts';

/** Whether the file names its columns; without that they go by their letters. */
export const hasHeader = ({ file }: State): boolean => file.status !== 'open' || file.head.headerRow !== null;
