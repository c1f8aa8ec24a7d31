import { basename, dirname, extname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Accounts } from '../application/accounts.ts';
import { connect } from '../application/connect.ts';
import { checkFields } from '../application/field-check.ts';
import { fieldCheckText } from '../application/field-check-text.ts';
import { listRuns } from '../application/run-journal.ts';
import { PRACTICE_ACCOUNT } from '../contract/connection.ts';
import { AppError } from '../contract/failure.ts';
import { fieldCheckSchema } from '../contract/field-check.ts';
import type { Review } from '../contract/review.ts';
import { sealedWords } from '../contract/words.ts';
import { LARGEST_IMPORT_BYTES } from '../listrak/assumptions.ts';
import { BRISK } from '../listrak/retry.ts';
import { startPracticeListrak } from '../practice/practice-server.ts';
import type { Answer } from './answer.ts';
import { type CommandLine, type Options, WrongUse, wholeNumber } from './arguments.ts';
import { credentialsOfEnvironment, openAccount, openAccounts, theKeychain } from './connection.ts';
import { deleteRecord } from './delete-record.ts';
import { HELP } from './help.ts';
import { keptAt } from './kept.ts';
import type { Progress } from './progress.ts';
import { pushFile } from './push-file.ts';
import { withReading, writeFileOf } from './reading.ts';
import { reportRun } from './report-run.ts';
import { reviewText } from './report-text.ts';
import { resumeRun } from './resume-run.ts';
import { reviewJson } from './review-json.ts';

type Command = (line: CommandLine, progress: Progress, signal: AbortSignal) => Promise<Answer>;

export const commands: Record<string, Command> = {
  review: async (line, progress, signal) => {
    const started = performance.now();
    return await withReading(line, false, progress, signal, async ({ reviewed, advice }) =>
      reviewAnswer(reviewed.review, advice, line.options, started),
    );
  },

  fields: async (line, progress, signal) => {
    const { account, api, fields: file } = line.options;
    if (account === undefined && api === undefined && file === undefined)
      throw new WrongUse(
        'There are no profile fields to check the columns against: give --account or --fields.',
      );
    return await withReading(
      line,
      false,
      progress,
      signal,
      async ({ reader, reviewed, connection, fields, advice }) => {
        const owner = connection && { account: connection.account, senderCode: connection.senderCode.code };
        const check = await checkFields(reader, reviewed, fields, owner);
        const misfits = check.columns.some(
          ({ fit, role }) => fit === 'some' || fit === 'none' || role === 'unmatched',
        );
        return {
          text: fieldCheckText(check, advice),
          json: fieldCheckSchema.parse(check),
          exitCode: line.options.strict && misfits ? 3 : 0,
        };
      },
    );
  },

  normalise: async (line, progress, signal) => {
    const { out, rejects } = line.options;
    if (out === undefined) throw new WrongUse('Say where to write the file, as in --out OUT.csv.');
    if (rejects !== undefined && resolve(out) === resolve(rejects)) {
      throw new WrongUse('--out and --rejects cannot be one file.');
    }
    const started = performance.now();
    return await withReading(line, false, progress, signal, async ({ reader, reviewed, advice }) => {
      const answer = reviewAnswer(reviewed.review, advice, line.options, started);
      const parts = await reader.planParts(LARGEST_IMPORT_BYTES, { signal });
      for (const [place, part] of parts.entries()) {
        await writeFileOf(partPath(out, place), line.operands[0]!, reader.partBytes(part, { signal }));
      }
      const files = parts.map(({ rows, bytes }, place) => ({
        name: basename(partPath(out, place)),
        rows,
        bytes,
      }));
      const written = files
        .map(({ name, rows, bytes }) => `${name}: ${rows} rows, ${bytes} bytes`)
        .join('\n');
      return {
        text: `${answer.text}\n\n${files.length === 0 ? 'No row is ready, so no file was written.' : written}`,
        json: { ...(answer.json as object), out: files },
        exitCode: files.length === 0 ? 3 : answer.exitCode,
      };
    });
  },

  push: (line, progress, signal) => pushFile(line, progress, signal),

  resume: (line, progress, signal) => resumeRun(line, progress, signal),

  report: (line, _progress, signal) => reportRun(line, signal),

  runs: async ({ options }) => {
    if (options.delete !== undefined) return await deleteRecord(options.delete, options);
    if (options.yes) throw new WrongUse('Say which record --yes is about, as in --delete RUN.');
    const { runs, unreadable, sealed } = await listRuns(keptAt(options));
    const lines = runs.map(
      (run) =>
        `${run.runId}  ${run.state.padEnd(24)} ${run.sent}/${run.ready} rows  ${run.updated.push === null ? '' : `${run.updated.push} contacts one by one  `}${run.file} → ${run.account} ${run.senderCode}`,
    );
    for (const name of unreadable) lines.push(`${name}  cannot be read; what was sent in it is not known`);
    if (sealed) lines.push(sealedWords(sealed));
    return {
      text: lines.join('\n') || 'No run is on record.',
      json: { runs, unreadable, sealed },
      exitCode: unreadable.length > 0 || sealed ? 3 : 0,
    };
  },

  accounts: async ({ operands: [action = 'list', name, ...rest], options }, progress, signal) => {
    if (rest.length > 0 || (name === undefined) !== (action === 'list'))
      throw new WrongUse('Use: accounts list | add NAME | test NAME | remove NAME');
    if (action === 'list') {
      const { keychain, why } = await theKeychain();
      if (why !== null) progress.say(`${why} So only the practice account is there.`);
      const names = [PRACTICE_ACCOUNT, ...(await new Accounts(keychain).list())];
      return { text: names.join('\n'), json: { accounts: names }, exitCode: 0 };
    }
    const account = name!;
    if (action === 'test') {
      const opened = await openAccount({ ...options, account }, progress);
      try {
        const codes = await opened.client.senderCodes({ signal, retry: BRISK });
        const text = codes
          .map(({ id, code, country, merchant }) => `${id}  ${code}  ${country ?? '?'}  ${merchant}`)
          .join('\n');
        if (codes.length > 0) await connect(opened.client, account, codes[0]!.id, signal);
        return {
          text: `“${account}” can sign in. Its sender codes:\n${text}`,
          json: { account, senderCodes: codes },
          exitCode: 0,
        };
      } finally {
        await opened.close();
      }
    }
    if (action === 'add') {
      const credentials = credentialsOfEnvironment();
      await (await openAccounts()).add(account, credentials);
      const text = `“${account}” is in the keychain. To see whether it can sign in: accounts test "${account}"`;
      return { text, json: { added: account }, exitCode: 0 };
    }
    if (action !== 'remove') throw new WrongUse('Use: accounts list | add NAME | test NAME | remove NAME');
    await (await openAccounts()).remove(account);
    return { text: `“${account}” is no longer in the keychain.`, json: { removed: account }, exitCode: 0 };
  },

  practice: async ({ options }, progress, signal) => {
    const port = options.port === undefined ? 0 : wholeNumber('port', options.port, 1, 65_535);
    const practice = await startPracticeListrak({ port, importMilliseconds: 500 }).catch((error: unknown) => {
      throw cannotListen(port, error);
    });
    const { apiUrl: api, authUrl: auth, clientId, clientSecret } = practice;
    progress.say(
      [
        'A practice Listrak is running; its contacts are invented, and it forgets everything when it ends (Ctrl-C).',
        `  --api ${api} --auth ${auth} --sender-code 1001`,
        `  LISTRAK_CLIENT_ID=${clientId} LISTRAK_CLIENT_SECRET=${clientSecret}   (open to anybody: they guard nothing)`,
      ].join('\n'),
    );
    await new Promise<void>((done) => signal.addEventListener('abort', () => done(), { once: true }));
    await practice.stop();
    return { text: 'The practice Listrak has ended.', json: { ended: true }, exitCode: 0 };
  },

  demo: async ({ options }, progress, signal) => {
    const sample = fileURLToPath(new URL('../../resources/sample-audience.csv', import.meta.url));
    progress.say('The whole job, on the practice account: nothing leaves this computer.\n');
    const line = {
      command: 'push',
      operands: [sample],
      options: { ...options, account: PRACTICE_ACCOUNT, yes: true },
    };
    return await pushFile(line, progress, signal);
  },

  help: async () => ({ text: HELP, json: { help: HELP }, exitCode: 0 }),
};

function cannotListen(port: number, cause: unknown): AppError {
  return new AppError(
    {
      code: 'practice.cannotListen',
      message: `The practice Listrak cannot use port ${port}: another program may be using it.`,
      hint: 'Choose another port, or leave --port out to have a free one found.',
    },
    { cause },
  );
}

function reviewAnswer(
  review: Review,
  advice: ReadonlyMap<number, string>,
  options: Options,
  started: number,
): Answer {
  const timing = { ms: Math.round(performance.now() - started) };
  const leftOut = review.rows.ready < review.rows.total;
  return {
    text: reviewText(review, advice),
    json: { ...reviewJson(review), timing },
    exitCode: options.strict && leftOut ? 3 : 0,
  };
}

function partPath(out: string, place: number): string {
  if (place === 0) return out;
  const ending = extname(out);
  return join(dirname(out), `${basename(out, ending)}.${place + 1}${ending}`);
}
