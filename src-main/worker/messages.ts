import type { FindProgress, ReadProgress } from '../application/ports.ts';
import type { Failure } from '../contract/failure.ts';
import type { AudienceFile } from './audience-file.ts';

/** The calls of the thread: those of `AudienceFile` that answer once, and those that answer piece by piece. */
export type Calls = Pick<
  AudienceFile,
  | 'open'
  | 'review'
  | 'leaveOut'
  | 'readConsentFile'
  | 'forgetConsentFile'
  | 'assertUnchanged'
  | 'readyRows'
  | 'exampleRows'
  | 'planParts'
  | 'measurePart'
  | 'findRows'
  | 'rows'
  | 'answers'
  | 'placesOf'
  | 'phonesAt'
  | 'readyDigest'
>;
export type Streams = Pick<AudienceFile, 'partBytes' | 'rejectsBytes'>;

/** To the thread. A stream is pulled: each `next` fetches one piece, so neither side runs ahead of the other. */
export type ToThread =
  | { kind: 'call'; id: number; name: keyof Calls; parts: unknown[]; watched: boolean }
  | { kind: 'stream'; id: number; name: keyof Streams; parts: unknown[] }
  | { kind: 'next'; id: number }
  | { kind: 'stop'; id: number };

/** From the thread. */
export type FromThread =
  | { kind: 'done'; id: number; answer: unknown }
  | { kind: 'failed'; id: number; failure: Failure }
  | { kind: 'progress'; id: number; progress: ReadProgress | FindProgress };
