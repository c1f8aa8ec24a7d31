import type { AudienceReader, OpenedFile, Watch } from '../../../src-main/application/ports.ts';
import { ColumnsStep } from '../../../src-main/application/session/columns-step.ts';
import { LoadStep } from '../../../src-main/application/session/load-step.ts';
import { FIRST_STATE, Store } from '../../../src-main/application/session/store.ts';
import type { StepContext } from '../../../src-main/application/session/surroundings.ts';
import type { Head, HeadOrFailure, Reading, Source } from '../../../src-main/contract/reading.ts';
import type { State } from '../../../src-main/contract/state.ts';
import { keptIn } from '../../fixtures/kept.ts';
import { PLAIN_SOURCE } from '../../fixtures/plain-source.ts';

const HEAD: Head = {
  delimiter: ',',
  headerRow: 1,
  suggestedHeaderRow: null,
  header: ['phone', 'Tier', 'is_sms_opted_in'],
  preview: [{ fileRow: 2, cells: ['12015550100', 'Gold', 'yes'] }],
};

export const head = (changes: Partial<Head> = {}): HeadOrFailure => ({
  head: { ...HEAD, ...changes },
  failure: null,
});

/** A file that is being opened, until the test says what comes of it. */
export interface Opening {
  path: string;
  reading: Reading;
  watch: Watch;
  opened(beginning?: HeadOrFailure, source?: Partial<Source>): Promise<void>;
  fails(error: Error): Promise<void>;
}

/** Load and the columns over a reader that opens when the test says so. */
export function fakeSession() {
  const openings: Opening[] = [];
  const reader = {
    open: (path: string, reading: Reading, watch: Watch) =>
      new Promise<OpenedFile>((resolve, reject) => {
        watch.signal?.addEventListener('abort', () => reject(watch.signal?.reason));
        openings.push({
          path,
          reading,
          watch,
          async opened(beginning = head(), source = {}) {
            resolve({ name: path, modified: 1, source: { ...PLAIN_SOURCE, ...source }, beginning });
            await settled();
          },
          async fails(error) {
            reject(error);
            await settled();
          },
        });
      }),
  } as unknown as AudienceReader;
  const store = new Store(FIRST_STATE);
  const states: State[] = [];
  store.subscribe((state) => states.push(state));
  const context = {
    store,
    reader,
    kept: keptIn('/dev/null'),
    sampleAudience: 'sample.csv',
    now: () => new Date(0),
  } as unknown as StepContext;
  const load: LoadStep = new LoadStep(
    context,
    async () => {},
    () => columns.refresh(),
  );
  const columns = new ColumnsStep(
    context,
    {
      audience: () => load.audience,
      connection: () => null,
      usesConsentFile: () => false,
      recall: () => null,
    },
    () => {},
  );
  return {
    ...{ openings, states, store, context, load, columns },
    get state(): State {
      return store.state;
    },
    /** Begins to open a file, and answers when the reader was asked. */
    async open(path: string): Promise<Opening> {
      void load.open(path);
      await settled();
      return openings.at(-1)!;
    },
    async readAs(reading: Reading): Promise<Opening> {
      void load.readAs(reading);
      await settled();
      return openings.at(-1)!;
    },
  };
}

/** What follows from what was done happens before this resolves. */
export async function settled(): Promise<void> {
  for (let turn = 0; turn < 3; turn++) await new Promise((done) => setImmediate(done));
}
