import type { Failure } from '../../src-main/contract/failure.ts';

/** It stopped because the user asked for it, so nothing went wrong. */
export const wasStopped = ({ code }: Failure): boolean => code === 'stopped';

/** Nothing went wrong here either: it is not done before the user says that it is meant to be. */
export const asksFirst = ({ code }: Failure): boolean => code === 'file.unpacksLarge';
