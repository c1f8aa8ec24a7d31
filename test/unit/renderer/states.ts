import type { ConsentSummary } from '../../../src-main/contract/consent.ts';
import { AS_FOUND, type Head } from '../../../src-main/contract/reading.ts';
import type { RunReport } from '../../../src-main/contract/run.ts';
import type { Sent } from '../../../src-main/contract/sending.ts';
import type { State } from '../../../src-main/contract/state.ts';
import { PLAIN_SOURCE } from '../../fixtures/plain-source.ts';

export const FAILURE = { code: 'some.failure', message: 'Something failed.', hint: 'Try again.' };
const SENDER_CODE = { id: 1, code: '12345', country: 'US', merchant: 'Shop' };
export const ROWS = {
  total: 0,
  ready: 0,
  notOptedIn: 0,
  invalid: 0,
  duplicate: 0,
  malformed: 0,
  adjusted: 0,
};
const NOBODY_ASKED: ConsentSummary = {
  asked: 0,
  column: null,
  file: null,
  listrak: null,
  outcome: { yes: 0, no: 0, unknown: 0, conflicting: 0, optedOutInListrak: 0 },
};
const HEADER = ['Phone', 'Tier', 'Opted In'];
export const HEAD: Head = {
  delimiter: ',',
  headerRow: 1,
  suggestedHeaderRow: null,
  header: HEADER,
  preview: [],
};

/** Each part of a state in each of the ways that the steps tell apart. */
export const CONNECTIONS = {
  none: { status: 'none' },
  connecting: { status: 'connecting', account: 'Shop' },
  failed: { status: 'failed', account: 'Shop', failure: FAILURE },
  choosing: { status: 'choosing', account: 'Shop', host: 'api.listrak.com', senderCodes: [SENDER_CODE] },
  connected: {
    status: 'connected',
    account: 'Shop',
    host: 'api.listrak.com',
    senderCodes: [SENDER_CODE],
    senderCode: SENDER_CODE,
    fields: [],
    unlisted: [],
    byContact: false,
  },
} as const satisfies Record<string, State['connection']>;

export const FILES = {
  none: { status: 'none' },
  opening: { status: 'opening', name: 'audience.csv', reading: AS_FOUND, bytes: 0, ofBytes: 0 },
  failed: { status: 'failed', name: 'audience.csv', failure: FAILURE, reading: AS_FOUND, source: null },
  stopped: {
    status: 'failed',
    name: 'audience.csv',
    failure: { ...FAILURE, code: 'stopped' },
    reading: AS_FOUND,
    source: null,
  },
  asking: {
    status: 'failed',
    name: 'audience.csv.gz',
    failure: { ...FAILURE, code: 'file.unpacksLarge' },
    reading: AS_FOUND,
    source: null,
  },
  open: { status: 'open', name: 'audience.csv', reading: AS_FOUND, source: PLAIN_SOURCE, head: HEAD },
} satisfies Record<string, State['file']>;

export const REVIEWS = {
  none: { status: 'none' },
  reading: { status: 'reading', bytes: 999, ofBytes: 1000, startedAt: '2026-11-24T21:02:37Z' },
  stopped: { status: 'stopped' },
  failed: { status: 'failed', failure: FAILURE },
  done: reviewed({ total: 1500, ready: 1380, notOptedIn: 100, invalid: 20 }),
  nothingReady: reviewed({ total: 1500, notOptedIn: 1500 }),
} satisfies Record<string, State['review']>;

export function reviewed(rows: Partial<typeof ROWS>): Extract<State['review'], { status: 'done' }> {
  const { bytes, format, encoding, compression, sheet } = PLAIN_SOURCE;
  const file = {
    name: 'audience.csv',
    ...{ bytes, format, encoding, compression, sheet },
    delimiter: ',' as const,
    headerRow: 1,
    header: HEADER,
    sha256: 'f'.repeat(64),
    hiddenRows: 0,
    emptyFormulas: 0,
  };
  return {
    status: 'done',
    revision: 1,
    review: { file, columns: [], rows: { ...ROWS, ...rows }, reasons: [], notes: [], consent: NOBODY_ASKED },
    answers: [],
    otherAnswers: 0,
  };
}

export const CONSENTS = {
  byColumn: { column: 2, meanings: null, withoutInformation: false, withoutOptOuts: false },
  onTheirWord: { column: null, meanings: null, withoutInformation: true, withoutOptOuts: false },
  open: { column: null, meanings: null, withoutInformation: false, withoutOptOuts: false },
} satisfies Record<string, State['consent']>;

export const SENDING: State['sending'] = {
  active: null,
  choice: { kind: 'random', count: 20, seed: 1, rows: [] },
  sampleRows: 20,
  sample: null,
  push: null,
  proven: false,
  failure: null,
  exchanges: 0,
};

export const active = (what: 'sample' | 'push'): State['sending']['active'] => ({
  what,
  runId: 'run',
  rows: 20,
  byImport: true,
  byContact: false,
  startedAt: '2026-11-24T21:02:37Z',
  stage: { stage: 'optOuts', count: 0 },
  stageStartedAt: '2026-11-24T21:02:37Z',
  ofParts: null,
  pause: 'no',
  stopping: false,
  wokeAt: null,
});

export function report(changes: Partial<RunReport>): RunReport {
  return {
    runId: 'run',
    sample: null,
    imports: [],
    sent: 0,
    updates: null,
    check: null,
    differences: [],
    unknownRows: [],
    rows: ROWS,
    state: 'finished',
    error: null,
    ...changes,
  };
}

export function sampled(counts: Partial<NonNullable<RunReport['check']>>): NonNullable<RunReport['sample']> {
  return {
    ...{ asked: 0, match: 0, differ: 0, unknownNumber: 0, blank: 0, ...counts },
    rows: 20,
    bytes: 2000,
    choice: 'first',
    seed: null,
    importId: '1',
    status: 'Complete',
    updates: null,
    differences: [],
    contacts: [],
  };
}

export const sent = (changes: Partial<RunReport>, upToDate = true): Sent => ({
  report: report(changes),
  endedAt: '2026-11-24T21:02:37Z',
  upToDate,
});

/** Everything before Sample is done, and Review looked through; nothing was sent. */
export function state(changes: Partial<State> = {}): State {
  return {
    step: 'connect',
    seen: ['review'],
    accounts: { names: [], keptIn: 'system', why: null },
    connection: CONNECTIONS.connected,
    recentFiles: [],
    file: FILES.open,
    mapping: { columns: [], constants: [], recalled: null, failure: null },
    remembered: { mappings: [], failure: null },
    consent: CONSENTS.byColumn,
    consentFile: { status: 'none' },
    rules: { country: 'US', keep: 'first' },
    review: REVIEWS.done,
    finding: null,
    saving: null,
    optOuts: { status: 'unread' },
    waiting: null,
    sending: SENDING,
    history: { runs: [], unreadable: [], sealed: null, failure: null },
    unfinished: { runs: [], work: { status: 'none' }, finished: null },
    ...changes,
  };
}
