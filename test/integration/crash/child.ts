import { connect } from '../../../src-main/application/connect.ts';
import { push } from '../../../src-main/application/push.ts';
import { finishRun, followRun, reviewRun } from '../../../src-main/application/resume.ts';
import { reviewFile } from '../../../src-main/application/review.ts';
import { AS_FOUND } from '../../../src-main/contract/reading.ts';
import { ListrakClient } from '../../../src-main/listrak/client.ts';
import { unlistedSystemFields } from '../../../src-main/listrak/contact-values.ts';
import { startThreadedReader } from '../../../src-main/worker/threaded-reader.ts';
import { keptIn } from '../../fixtures/kept.ts';

/*
 * A push in a process of its own, that can be killed at any moment; and the same finished after that. Imports are small, so
 * that there are several. The test bundles it, and gives it what it needs as JSON.
 */

interface Order {
  does: 'push' | 'finish';
  sendsAgain: boolean;
  api: string;
  auth: string;
  audience: string;
  dataDir: string;
  worker: string;
  largestImportBytes: number;
}
const order: Order = JSON.parse(process.argv[2]!);
const pace = { firstWaitMs: 5, longestWaitMs: 20, patienceMs: 20_000 };
const now = () => new Date();
const tell = () => {};

const client = new ListrakClient({
  addresses: { api: order.api, auth: order.auth },
  credentials: { clientId: 'practice', clientSecret: 'practice' },
  retry: { attempts: 3, firstWaitMs: 5, longestWaitMs: 20 },
});
const connection = await connect(client, 'a test', 1001);
connection.fields.push(...unlistedSystemFields(connection.fields));
const reader = startThreadedReader(new URL(order.worker));
const setting = { connection, kept: keptIn(order.dataDir), runId: 'run', now, follow: pace, tell };
const sending = { check: pace, largestImportBytes: order.largestImportBytes };

if (order.does === 'finish') {
  const progress = await followRun(setting);
  const reviewed = await reviewRun(reader, connection, progress, now, tell);
  const report = await finishRun(setting, reader, reviewed, progress, {
    ...sending,
    sendsAgain: order.sendsAgain,
  });
  process.stdout.write(JSON.stringify(report));
} else {
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
  const reviewed = await reviewFile(reader, order.audience, connection.fields, choices, '2026-11-24');
  process.stdout.write('begins\n');
  const report = await push({
    ...setting,
    ...sending,
    reader,
    reviewed,
    scope: 'both',
    sample: { count: 3, choice: { kind: 'random', seed: 7 } },
    provenBy: null,
    seed: 1,
    withoutOptOuts: false,
    source: { path: order.audience, reading: AS_FOUND, consentFile: null },
  });
  process.stdout.write(JSON.stringify(report));
}
await reader.close();
