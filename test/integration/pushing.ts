import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import { type Connection, connect } from '../../src-main/application/connect.ts';
import type { AudienceReader } from '../../src-main/application/ports.ts';
import { push } from '../../src-main/application/push.ts';
import type { PushEvent } from '../../src-main/application/push-events.ts';
import type { PushOrder } from '../../src-main/application/push-order.ts';
import { type ReviewedFile, reviewFile } from '../../src-main/application/review.ts';
import { AS_FOUND } from '../../src-main/contract/reading.ts';
import type { RunReport } from '../../src-main/contract/run.ts';
import { type ClientOptions, ListrakClient } from '../../src-main/listrak/client.ts';
import { unlistedSystemFields } from '../../src-main/listrak/contact-values.ts';
import {
  type PracticeListrak,
  type PracticeOptions,
  startPracticeListrak,
} from '../../src-main/practice/practice-server.ts';
import { practiceOptedOut, practicePhones } from '../../src-main/practice/seed.ts';
import { startThreadedReader } from '../../src-main/worker/threaded-reader.ts';
import { keptIn, recordOf } from '../fixtures/kept.ts';
import { temporaryFolder } from './run-cli.ts';

const WORKER = pathToFileURL(new URL('../../out/main/review-worker.js', import.meta.url).pathname);

export const QUICK = { firstWaitMs: 10, longestWaitMs: 50, patienceMs: 5_000 };

/** Phones of people who are opted in at the practice company, in order. */
const optedOut = new Set(practiceOptedOut(1001));
export const PEOPLE = practicePhones(1001).filter((phone) => !optedOut.has(phone));

export const AUDIENCE_HEADER = 'phone,Loyalty Tier,is_sms_opted_in';

export interface Prepared {
  connection: Connection;
  reviewed: ReviewedFile;
}

/** Pushes made by the application itself, on a practice Listrak of their own for each test. */
export function pushing() {
  const it = {
    practice: undefined as unknown as PracticeListrak,
    reader: undefined as unknown as AudienceReader,
    folder: undefined as unknown as ReturnType<typeof temporaryFolder>,
    events: [] as PushEvent[],
    /** Told each event as well. */
    watch: (() => {}) as (event: PushEvent) => unknown,

    /** What the records are encrypted with, and where they lie. */
    get kept() {
      return keptIn(it.folder.path);
    },

    /** The lines of a run's record. */
    record: (runId = 'run'): string[] => recordOf(it.folder.path, runId),

    async restart(options: PracticeOptions): Promise<void> {
      await it.practice.stop();
      it.practice = await startPracticeListrak(options);
    },

    /** The imports that the practice Listrak was sent. */
    imports: () =>
      it.practice.traffic.filter(({ path, method }) => method === 'POST' && path.endsWith('ContactImport')),

    /** Writes the audience file anew. */
    write: (lines: readonly string[], header = AUDIENCE_HEADER): string =>
      it.folder.file('audience.csv', `${[header, ...lines].join('\n')}\n`),

    /** Connects, and reviews these lines; system fields that are not listed are to be changed contact by contact. */
    async prepare(
      lines: readonly string[],
      client: Partial<ClientOptions> = {},
      header?: string,
    ): Promise<Prepared> {
      const { apiUrl, authUrl, clientId, clientSecret } = it.practice;
      const listrak = new ListrakClient({
        addresses: { api: apiUrl, auth: authUrl },
        credentials: { clientId, clientSecret },
        retry: { attempts: 3, firstWaitMs: 5, longestWaitMs: 20 },
        ...client,
      });
      const connection = await connect(listrak, 'a test', 1001);
      connection.fields.push(...unlistedSystemFields(connection.fields));
      const choices = {
        reading: AS_FOUND,
        mapping: new Map<string, string>(),
        options: new Map(),
        constants: [],
        optIn: null,
        meanings: null,
        usesConsentFile: false,
        withoutConsentInformation: false,
        country: 'US' as const,
        keep: 'first' as const,
      };
      const path = it.write(lines, header);
      const reviewed = await reviewFile(it.reader, path, connection.fields, choices, '2026-11-24');
      return { connection, reviewed };
    },

    /** Sends what is prepared with everything at its default, but for what a test says. */
    async send(prepared: Prepared, changes: Partial<PushOrder> = {}): Promise<RunReport> {
      const order = {
        ...prepared,
        reader: it.reader,
        scope: 'both',
        sample: null,
        provenBy: null,
        seed: 1,
        withoutOptOuts: false,
        source: { path: join(it.folder.path, 'audience.csv'), reading: AS_FOUND, consentFile: null },
        kept: it.kept,
        largestImportBytes: 195_000_000,
        runId: 'run',
        now: () => new Date(),
        follow: QUICK,
        check: QUICK,
        tell: (event: PushEvent) => {
          it.events.push(event);
          it.watch(event);
        },
        ...changes,
      };
      return await push(order as PushOrder);
    },

    async push(lines: readonly string[], changes: Partial<PushOrder> = {}): Promise<RunReport> {
      return await it.send(await it.prepare(lines), changes);
    },
  };
  beforeEach(async () => {
    it.practice = await startPracticeListrak();
    it.folder = temporaryFolder();
    it.reader = startThreadedReader(WORKER);
    it.events = [];
    it.watch = () => {};
  });
  afterEach(async () => {
    await it.reader.close();
    await it.practice.stop();
    it.folder.remove();
  });
  return it;
}
