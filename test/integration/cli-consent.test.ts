import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { PEOPLE } from './pushing.ts';
import { at, runCli, temporaryFolder } from './run-cli.ts';

const [ANN, BOB, CY, DEE, EVE] = PEOPLE as [string, string, string, string, string];
const ISO_TIME = expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);

let folder: ReturnType<typeof temporaryFolder>;
let audience: string;

beforeEach(() => {
  folder = temporaryFolder();
  audience = folder.file(
    'audience.csv',
    [
      'Phone,Amperity ID,Loyalty Tier',
      `${ANN},id-a,Gold`,
      `${BOB},id-b,Gold`,
      `${CY},id-c,Gold`,
      `${DEE},id-d,Gold`,
    ].join('\n'),
  );
});
afterEach(() => folder.remove());

const consentFile = (header: string, ...rows: string[]) =>
  folder.file('status.csv', [header, ...rows].join('\n'));

/** By phone: Ann says yes to both brands, Bob no to one, Cy something else; Dee is not there. */
const byPhone = () =>
  consentFile(
    'phone,brand,is_sms_opted_in',
    `${ANN},Acme,true`,
    `${ANN},Brix,yes`,
    `${BOB},Acme,true`,
    `${BOB},Brix,false`,
    `${CY},Acme,oui`,
    `${EVE},Acme,true`,
  );

const review = (...more: string[]) => runCli(['review', audience, '--json', ...more]);
const readyOf = async (...more: string[]) => {
  const { json, stderr } = await review(...more);
  expect(json.error, stderr).toBeUndefined();
  return [json.rows.ready, json.rows.notOptedIn];
};

describe('a second file that says who opted in', () => {
  test('is joined by the phone: any no wins, unknown and absent count as no', async () => {
    const { code, json, stderr } = await review('--consent-file', byPhone());
    expect(code).toBe(0);
    expect(json.rows).toMatchObject({ total: 4, ready: 1, notOptedIn: 3 });
    expect(json.consent).toEqual({
      asked: 4,
      column: null,
      file: { name: 'status.csv', readAt: ISO_TIME, yes: 1, no: 1, unknown: 2, notThere: 1, conflicting: 1 },
      listrak: null,
      outcome: { yes: 1, no: 1, unknown: 2, conflicting: 0, optedOutInListrak: 0 },
    });
    expect(stderr).toContain('Joined by the phone in “phone”; “is_sms_opted_in” says who opted in.');
    expect(stderr).toContain('6 of its 6 rows count, of 4 phones.');
  });

  test('and the audience’s own column must both say yes', async () => {
    audience = folder.file(
      'audience.csv',
      ['Phone,SMS Opted In', `${ANN},no`, `${BOB},yes`, `${EVE},yes`].join('\n'),
    );
    const { json } = await review('--consent-file', byPhone());
    expect(json.rows).toMatchObject({ ready: 1, notOptedIn: 2 });
    expect(json.consent).toMatchObject({
      column: { header: 'SMS Opted In', yes: 2, no: 1, unknown: 0 },
      file: { yes: 2, no: 1, unknown: 0 },
      outcome: { yes: 1, no: 2 },
    });
  });

  test('counts by its rows of one value, of several, and of several columns', async () => {
    const file = ['--consent-file', byPhone()];
    expect(await readyOf(...file, '--consent-where', 'Brand=Acme')).toEqual([2, 2]);
    expect(await readyOf(...file, '--consent-where', 'brand=Brix')).toEqual([1, 3]);
    expect(await readyOf(...file, '--consent-where', 'brand=Acme, Brix')).toEqual([1, 3]);
    const twice = ['--consent-where', 'brand=Acme', '--consent-where', 'brand=Brix'];
    expect(await readyOf(...file, ...twice)).toEqual([1, 3]);
    const both = ['--consent-where', 'brand=Acme', '--consent-where', 'is_sms_opted_in=oui'];
    expect(await readyOf(...file, ...both)).toEqual([0, 4]);
  });

  test('may have a value with a comma, and blanks, to choose rows by', async () => {
    const file = consentFile(
      'phone,brand,is_sms_opted_in',
      `${ANN},"Acme, Inc.",yes`,
      `${BOB},Acme,yes`,
      `${CY},,yes`,
    );
    expect(await readyOf('--consent-file', file, '--consent-where', 'brand=Acme, Inc.')).toEqual([1, 3]);
    expect(await readyOf('--consent-file', file, '--consent-where', 'brand=')).toEqual([1, 3]);
  });

  test('is joined by an id that both have, given or found', async () => {
    const file = consentFile('amperity_id,sms_opt_in', 'id-a,true', 'id-b,false', 'id-c,true');
    expect(await readyOf('--consent-file', file, '--consent-key', 'AMPERITY ID')).toEqual([2, 2]);
    expect(await readyOf('--consent-file', file)).toEqual([2, 2]);
  });

  test('is joined by phones as phones, where its column of them is called otherwise', async () => {
    const written = `(${ANN.slice(1, 4)}) ${ANN.slice(4, 7)}-${ANN.slice(7)}`;
    const file = consentFile('Handy,sms_opt_in', `${written},true`);
    expect(await readyOf('--consent-file', file, '--consent-key', 'phone=Handy')).toEqual([1, 3]);
    audience = folder.file('audience.csv', ['Handy', ANN, BOB].join('\n'));
    const options = ['--consent-file', file, '--consent-key', 'handy', '--map', 'Handy=Phone'];
    expect(await readyOf(...options)).toEqual([1, 1]);
  });

  test('answers in a column, and in words, that are named', async () => {
    const file = consentFile('phone,Einwilligung', `${ANN},ja`, `${BOB},nein`, `${CY},doch`, `${DEE},yes`);
    const named = (answer: string) => readyOf('--consent-file', file, '--consent-answer', answer);
    expect(await named('einwilligung')).toEqual([1, 3]);
    expect(await named('Einwilligung=ja,doch')).toEqual([2, 2]);
  });

  test('with several columns that may be the phone is no trouble, once one is named', async () => {
    const file = consentFile('phone,mobile,sms_opt_in', `${ANN},${BOB},true`);
    const { code, json } = await review('--consent-file', file);
    expect([code, json.error.code]).toEqual([1, 'consentFile.noKey']);
    expect(await readyOf('--consent-file', file, '--consent-key', 'phone=mobile')).toEqual([1, 3]);
  });
});

describe('what the consent file does not have', () => {
  test.each([
    ['--consent-answer', 'Consnt', 'unknownColumn', 'phone, brand, is_sms_opted_in'],
    ['--consent-where', 'region=US', 'unknownColumn', 'phone, brand, is_sms_opted_in'],
    ['--consent-key', 'loyalty_id', 'unknownColumn', 'phone, brand, is_sms_opted_in'],
    ['--consent-key', 'phone=Mobil', 'unknownColumn', 'phone, brand, is_sms_opted_in'],
    ['--consent-where', 'brand=Acne', 'unknownValue', 'Acme, Brix'],
    ['--consent-where', 'brand=Acme,Acne', 'unknownValue', 'Acme, Brix'],
  ])('is told with what there is: %s %s', async (option, value, problem, there) => {
    const { code, json } = await review('--consent-file', byPhone(), option, value);
    expect([code, json.error.code]).toEqual([1, `consentFile.${problem}`]);
    expect(json.error.message).toMatch(/^The .*consent file.*\. Nothing was sent\.$/);
    expect(json.error.hint).toContain(there);
  });

  test('is told of the audience, too, where that lacks the id', async () => {
    const file = consentFile('customer_id,sms_opt_in', 'a,true');
    const { json } = await review('--consent-file', file, '--consent-key', 'customer_id');
    expect(json.error.message).toBe('The audience has no column named “customer_id”. Nothing was sent.');
    expect(json.error.hint).toContain('Phone, Amperity ID, Loyalty Tier');
  });

  test.each([
    ['phone,status', 'noAnswer', '--consent-answer COLUMN'],
    ['number,sms_opt_in', 'noKey', '--consent-key phone=COLUMN'],
  ])('and it takes to say who opted in is asked for: %s', async (header, problem, option) => {
    const { code, json } = await review('--consent-file', consentFile(header, `${ANN},yes`));
    expect([code, json.error.code]).toEqual([1, `consentFile.${problem}`]);
    expect(json.error.hint).toContain(header.replace(',', ', '));
    expect(json.error.hint).toContain(option);
  });

  test('shows no phone among the values to choose from', async () => {
    const { stdout, json } = await review('--consent-file', byPhone(), '--consent-where', 'phone=1');
    expect(json.error.hint).toContain('Its values are: …');
    for (const phone of [ANN, BOB, CY, EVE]) expect(stdout).not.toContain(phone);
  });

  test('a column of many values is none to choose rows by', async () => {
    const file = consentFile('phone,sms_opt_in', ...PEOPLE.slice(0, 60).map((phone) => `${phone},yes`));
    const { json } = await review('--consent-file', file, '--consent-where', `phone=${ANN}`);
    expect(json.error.code).toBe('consentFile.tooManyValues');
  });

  test.each([
    ['missing', null, 'The file “other.csv” does not exist. Nothing was sent.'],
    ['empty', '', ''],
    ['damaged', Uint8Array.of(0x1f, 0x8b, 8, 0, 1, 2, 3, 4, 5), ''],
  ])('a file that cannot be read is told as the one of the two: %s', async (problem, content, message) => {
    const file = content === null ? join(folder.path, 'other.csv') : folder.file('other.csv', content);
    const { code, json } = await review('--consent-file', file);
    expect([code, json.error.code]).toEqual([1, `consentFile.${problem}`]);
    expect(json.error.message).toMatch(/^The consent file “other\.csv” cannot be used\. The /);
    expect(json.error.message).toContain(message);
    expect(json.error.hint).not.toContain('--');
  });
});

describe('options of the consent file are refused', () => {
  test.each([[['--consent-key', 'phone']], [['--consent-answer', 'x']], [['--consent-where', 'a=b']]])(
    'without one: %s',
    async (options) => {
      const { code, json } = await review(...options);
      expect([code, json.error.code]).toEqual([2, 'use.wrong']);
      expect(json.error.message).toContain(`${options[0]} speaks of a second file`);
    },
  );

  test.each([
    [['--no-consent-information'], 'cannot go together'],
    [['--consent-where', 'brand'], '--consent-where takes "Column=value"'],
    [['--consent-answer', 'x='], '--consent-answer names no answers that mean yes'],
  ])('where they contradict it, or are none: %s', async (options, message) => {
    const { code, json } = await review('--consent-file', byPhone(), ...options);
    expect([code, json.error.code]).toEqual([2, 'use.wrong']);
    expect(json.error.message).toContain(message);
  });

  test('where the output would overwrite it', async () => {
    const file = byPhone();
    const before = readFileSync(file, 'utf8');
    const { code, json } = await review('--consent-file', file, '--rejects', file);
    expect([code, json.error.code]).toEqual([2, 'use.wrong']);
    expect(readFileSync(file, 'utf8')).toBe(before);
  });
});

describe('the review for a person', () => {
  test('has who opted in by each source, with the time of each', async () => {
    const { stdout } = await runCli(['review', audience, '--consent-file', byPhone()]);
    expect(stdout).toMatch(/^ +yes +no +unknown$/m);
    expect(stdout).toMatch(
      /^ +1 +1 +2 {2}the consent file “status.csv”, read \d{4}-\d\d-\d\d \d\d:\d\d UTC$/m,
    );
    expect(stdout).toContain('1 of them are not in it, 1 stand in it with a yes and another answer');
    expect(stdout).toContain('Listrak was not asked who is opted out');
    expect(stdout).not.toContain('No column says who opted in');
  });

  test('says so where nothing does', async () => {
    const { stdout } = await runCli(['review', audience]);
    expect(stdout).toContain('Nothing says who opted in.');
    expect(stdout).toContain('--consent-file FILE');
    const { stdout: ticked } = await runCli(['review', audience, '--no-consent-information']);
    expect(ticked).toContain('you go on without');
  });
});

describe('a push', () => {
  let practice: PracticeListrak;
  beforeEach(async () => {
    practice = await startPracticeListrak();
  });
  afterEach(() => practice.stop());

  const push = (...more: string[]) => {
    const { options, env } = at(practice);
    return runCli(['push', audience, ...options, '--data-dir', folder.path, '--yes', ...more], env);
  };
  const imports = () =>
    practice.traffic.filter(({ path, method }) => method === 'POST' && path.endsWith('ContactImport'));
  /** What the run's record says before anything is sent. */
  const planned = (runId: string) =>
    JSON.parse(readFileSync(join(folder.path, 'runs', `${runId}.jsonl`), 'utf8').split('\n')[0]!);

  test('with a consent file and no opt-in column needs no tick, and is on record', async () => {
    const { code, json } = await push('--json', '--consent-file', byPhone());
    expect([code, json.state, json.sent]).toEqual([0, 'finished', 1]);
    const consent = {
      column: null,
      file: { name: 'status.csv', readAt: ISO_TIME, yes: 1, no: 1, unknown: 2, notThere: 1, conflicting: 1 },
      listrak: { readAt: ISO_TIME, optedOut: 0 },
      outcome: { yes: 1, no: 1, unknown: 2 },
    };
    expect(json).toMatchObject({ consent, withoutOptOuts: false });
    expect(planned(json.runId)).toMatchObject({
      consent,
      consentColumn: null,
      withoutConsentInformation: false,
      withoutOptOuts: false,
    });
  });

  test('without anybody who opted in there does not ask for an opt-in column', async () => {
    const file = consentFile('phone,sms_opt_in', `${EVE},true`);
    const { code, json } = await push('--json', '--consent-file', file);
    expect([code, json.state, json.error.code]).toEqual([3, 'nothingToSend', 'push.nothingReady']);
    expect(imports()).toEqual([]);
  });

  test('on no consent information at all is on record as that', async () => {
    const { code, json } = await push('--json', '--no-consent-information');
    expect([code, json.sent]).toEqual([0, 4]);
    expect(planned(json.runId)).toMatchObject({
      withoutConsentInformation: true,
      consent: { column: null, file: null },
    });
  });

  test('that cannot ask who is opted out ends, and says how to go on', async () => {
    practice.faults.add({ path: /OptOut/, fault: { type: 'status', status: 403 }, times: 99 });
    const { code, json } = await push('--json', '--consent-file', byPhone());
    expect(code).toBe(1);
    expect(json.error.message).toMatch(
      /^Listrak could not be asked who is opted out: .* Nothing was sent\.$/,
    );
    expect(json.error.hint).toContain('--without-opt-outs');
    expect(imports()).toEqual([]);
  });

  test('goes on without that where told to, and says so in report and record', async () => {
    practice.faults.add({ path: /OptOut/, fault: { type: 'status', status: 403 }, times: 99 });
    const options = ['--consent-file', byPhone(), '--without-opt-outs'];
    const { code, json, stderr } = await push('--json', ...options);
    expect([code, json.sent, json.withoutOptOuts, json.consent.listrak]).toEqual([0, 1, true, null]);
    expect(stderr).toContain('You chose to go on although nobody knows who is opted out in Listrak');
    expect(planned(json.runId)).toMatchObject({ withoutOptOuts: true, consent: { listrak: null } });
    const { stdout } = await push(...options);
    expect(stdout).toContain('Listrak could not be asked who is opted out, and you go on all the same');
    expect(stdout).toMatch(/^ +1 +1 +2 {2}the consent file “status.csv”, read /m);
  });

  test('that could ask is not changed by that option: whoever is opted out is left out', async () => {
    practice.company.find(1001, ANN)!.optedOut = true;
    const { json } = await push('--json', '--consent-file', byPhone(), '--without-opt-outs');
    expect(json).toMatchObject({ sent: 0, withoutOptOuts: false, consent: { listrak: { optedOut: 1 } } });
  });
});

test('only a push goes on without Listrak’s opt-outs', async () => {
  const { code, json } = await review('--without-opt-outs');
  expect([code, json.error.code]).toEqual([2, 'use.wrong']);
});
