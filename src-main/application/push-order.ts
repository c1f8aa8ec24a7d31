import type { RunPlan } from '../contract/run-plan.ts';
import type { Pace } from '../delivery/pacing.ts';
import type { RunProgress } from '../delivery/run-progress.ts';
import type { SampleChoice } from '../delivery/sample.ts';
import type { Connection } from './connect.ts';
import type { SampleOrder } from './import-file.ts';
import type { Kept } from './kept.ts';
import type { AudienceReader } from './ports.ts';
import type { Tell } from './push-events.ts';
import type { ReviewedFile } from './review.ts';
import type { NewEntry } from './run-journal.ts';

/** What a run sends. */
export type PushScope =
  /** A sample, and everything if it matches. Without a sample everything goes at once, which is put on record. */
  | { scope: 'both'; sample: SampleOrder | null; provenBy: null }
  | { scope: 'sample'; sample: SampleOrder; provenBy: null }
  /** Everything. `provenBy` is the run whose sample matched; that there is none is put on record. */
  | { scope: 'push'; sample: null; provenBy: string | null };

interface PushSetting {
  connection: Connection;
  reader: AudienceReader;
  /** The file as reviewed, Listrak's own opt-outs already left out. */
  reviewed: ReviewedFile;
  /** Seed of the spot check's choice. */
  seed: number;
  /** Listrak could not be asked who is opted out, and the user went on. */
  withoutOptOuts: boolean;
  /** Where the reviewed file lies and how it is read, so that the run can be finished if it is cut off. */
  source: PushSource;
  /** What an earlier attempt at this run has done, whose journal is gone on with. */
  earlier?: Earlier | undefined;
  kept: Kept;
  /** Larger work is split into several imports. */
  largestImportBytes: number;
  runId: string;
  now: () => Date;
  follow: Pace;
  check: Pace;
  tell: Tell;
  /** Awaited before each import of everything but the first; until it resolves the push pauses. */
  gate?: (() => Promise<void>) | undefined;
  signal?: AbortSignal | undefined;
}

export type PushSource = Pick<RunPlan, 'path' | 'reading' | 'consentFile'>;

export interface Earlier {
  /** How far it had come when the user was told what is left. */
  progress: RunProgress;
  /** The user said that what may have arrived, or ended in failure, is to be sent again. */
  sendsAgain: boolean;
}

export type PushOrder = PushSetting & PushScope;

/** What is put on record of a run before anything of it is sent. */
export function plannedEntry(order: PushOrder): NewEntry {
  const { connection, reviewed, scope, sample, provenBy, seed, runId, withoutOptOuts, source } = order;
  const { columns, consent: judged, country, keep, today } = reviewed.request;
  const { consent, file } = reviewed.review;
  const { name, bytes, sha256 } = file;
  return {
    kind: 'planned' as const,
    runId,
    file: { name, bytes, sha256 },
    account: connection.account,
    senderCode: { id: connection.senderCode.id, code: connection.senderCode.code },
    mapping: reviewed.columns.flatMap(({ header, field, role }) => {
      if (role === 'phone') return [{ column: header, field: 'Phone', fieldId: 0 }];
      return role === 'field' && field ? [{ column: header, field: field.name, fieldId: field.id }] : [];
    }),
    consentColumn: reviewed.columns.find(({ role }) => role === 'optIn')?.header ?? null,
    rows: reviewed.review.rows,
    scope,
    provenBy,
    sampleSkipped: sample === null && provenBy === null,
    withoutConsentInformation: consent.column === null && consent.file === null,
    withoutOptOuts,
    consent,
    seed,
    sample: sample && { count: sample.count, choice: sampleChoiceOf(sample.choice) },
    plan: { ...source, columns, consent: judged, country, keep, today },
  };
}

/** The places of a choice are read-only here, and not in the record. */
function sampleChoiceOf(choice: SampleChoice) {
  return choice.kind === 'chosen' ? { ...choice, places: [...choice.places] } : choice;
}
