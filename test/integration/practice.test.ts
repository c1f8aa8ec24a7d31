import { request } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { practiceOptedOut, practicePhones } from '../../src-main/practice/seed.ts';
import { type Ask, askerOf, askForToken, importBodyOf, mapped, tokenOf } from './practice-fetch.ts';

let practice: PracticeListrak;
let ask: Ask;

beforeEach(async () => {
  practice = await startPracticeListrak();
  ask = await askerOf(practice);
});

afterEach(async () => {
  await practice.stop();
});

const PHONE = practicePhones(1001)[0]!;

describe('the practice company', () => {
  test('is the same at every start, whatever was done to it before', async () => {
    const before = structuredClone(practice.company.snapshot());
    practice.company.optOut(before.find(({ optedOut }) => !optedOut)!.phone, '2026-01-01T00:00:00');
    expect(practice.company.snapshot()).not.toEqual(before);
    const other = await startPracticeListrak();
    expect(other.company.snapshot()).toEqual(before);
    expect(other.apiUrl).not.toBe(practice.apiUrl);
    await other.stop();
  });

  test('has 5,000 contacts on two lists, some opted out, none of whose numbers can be anybody’s', () => {
    const contacts = practice.company.snapshot();
    expect(contacts).toHaveLength(5000);
    expect(new Set(contacts.map(({ phone }) => phone)).size).toBe(5000);
    expect(new Set(contacts.map(({ listId }) => listId)).size).toBe(2);
    for (const { phone } of contacts) expect(phone).toMatch(/^1[2-9]\d{2}55501\d{2}$/);
    for (const { values } of contacts) expect(values[502] ?? '@example.com').toMatch(/@example\.com$/);
    const optedOut = contacts.filter((contact) => contact.optedOut);
    expect(optedOut.length).toBeGreaterThan(100);
    expect(optedOut.length).toBeLessThan(1000);
    expect(optedOut.every(({ unsubscribeDate, optOutReason }) => unsubscribeDate && optOutReason)).toBe(true);
  });

  test('holds only values that fit their fields', () => {
    const { company } = practice;
    for (const { values } of company.snapshot()) {
      for (const [id, value] of Object.entries(values)) {
        const { maxLength, statusFlag } = company.field(Number(id))!;
        expect(value.length).toBeLessThanOrEqual(maxLength ?? Number.POSITIVE_INFINITY);
        expect(statusFlag).toBe('Active');
      }
    }
  });
});

describe('paging', () => {
  /** Follows the cursors to the end and answers the pages. */
  async function pagesOf(path: string): Promise<{ phoneNumber: string }[][]> {
    const pages: { phoneNumber: string }[][] = [];
    for (let next: string | null = path; next; ) {
      const { status, json } = await ask('GET', next);
      expect(status).toBe(200);
      pages.push(json.data);
      next = json.nextPageCursor?.slice(`${practice.apiUrl}/v1`.length);
    }
    return pages;
  }

  test('leads through all contacts of both lists exactly once, opted in or out', async () => {
    const numbers: string[] = [];
    for (const list of ['1001/PhoneList/201', '1002/PhoneList/202']) {
      for (const optedOut of [true, false]) {
        const pages = await pagesOf(`/ShortCode/${list}/Contact?optedOut=${optedOut}&count=300`);
        for (const page of pages.slice(0, -1)) expect(page).toHaveLength(300);
        numbers.push(...pages.flat().map(({ phoneNumber }) => phoneNumber));
      }
    }
    const all = practice.company.snapshot().map(({ phone }) => phone);
    expect(numbers).toHaveLength(5000);
    expect(numbers.sort()).toEqual(all.sort());
  });

  test('gives 1,000 members a page unless asked otherwise, and 5,000 at most', async () => {
    const path = '/ShortCode/1001/PhoneList/201/Contact';
    const plain = await ask('GET', path);
    expect(plain.json.data).toHaveLength(1000);
    const [all, ...more] = await pagesOf(`${path}?cursor=Start&count=5000`);
    expect(more).toEqual([]);
    const optedIn = practice.company.snapshot().filter(({ listId, optedOut }) => listId === 201 && !optedOut);
    expect(all!.map(({ phoneNumber }) => phoneNumber)).toEqual(optedIn.map(({ phone }) => phone));
  });

  test('gives smaller pages than asked for when it is started so', async () => {
    await practice.stop();
    practice = await startPracticeListrak({ pageMembers: 7 });
    ask = await askerOf(practice);
    const pages = await pagesOf('/ShortCode/1002/OptOut?count=5000');
    for (const page of pages.slice(0, -1)) expect(page).toHaveLength(7);
    expect(pages.flat().map(({ phoneNumber }) => phoneNumber)).toEqual(practiceOptedOut(1002));
  });

  test.each(['count=5001', 'count=0', 'count=-1', 'count=1.5', 'count=many', 'cursor=End', 'cursor=after-x'])(
    'refuses %s',
    async (query) => {
      const { status, json } = await ask('GET', `/ShortCode/1001/OptOut?${query}`);
      expect(status).toBe(400);
      expect(json).toMatchObject({ status: 400, error: 'ERROR_INVALID_PARAMETER' });
    },
  );
});

describe('a token', () => {
  test('is given for the credentials, and is new every time', async () => {
    const { status, json } = await askForToken(practice);
    expect(status).toBe(200);
    expect(json).toMatchObject({ access_token: expect.any(String), token_type: 'Bearer', expires_in: 3600 });
    expect(await tokenOf(practice)).not.toBe(json.access_token);
  });

  test.each([
    { client_secret: 'wrong' },
    { client_id: 'other' },
    { client_id: '' },
    { grant_type: 'password' },
  ])('is not given for %o', async (changes) => {
    const { status, json } = await askForToken(practice, changes);
    expect(status).toBe(401);
    expect(json).toMatchObject({ error: 'ERROR_INVALID_CREDENTIALS', message: expect.any(String) });
  });

  test.each([{}, { Authorization: 'Bearer wrong' }, { Authorization: 'Basic cHJhY3RpY2U6cHJhY3RpY2U=' }])(
    'is needed: %o is refused',
    async (headers) => {
      const response = await fetch(`${practice.apiUrl}/v1/ShortCode`, { headers });
      expect(response.status).toBe(401);
      expect(await response.json()).toMatchObject({ status: 401, error: 'ERROR_UNAUTHORIZED' });
    },
  );

  test('is worth nothing once it has expired, or while the integration is paused', async () => {
    expect((await ask('GET', '/ShortCode')).status).toBe(200);
    practice.faults.pauseIntegration(true);
    expect((await ask('GET', '/ShortCode')).json.error).toBe('ERROR_UNAUTHORIZED');
    expect((await askForToken(practice)).json.error).toBe('ERROR_INVALID_CREDENTIALS');
    practice.faults.pauseIntegration(false);
    expect((await ask('GET', '/ShortCode')).status).toBe(200);
    practice.faults.expireTokens();
    expect((await ask('GET', '/ShortCode')).json.error).toBe('ERROR_UNAUTHORIZED');
  });
});

describe('a request that Listrak would refuse', () => {
  const IMPORT = '/ShortCode/1001/ContactImport';
  const good = importBodyOf(`Phone,Loyalty Tier\r\n${PHONE},Diamond\r\n`);

  test.each([
    ['an import of another type', { importType: 'AddSubscribers' }, 'ERROR_INVALID_PARAMETER'],
    ['two phone columns', { fileMappings: [mapped(0, 0), mapped(1, 0)] }, 'ERROR_INVALID_PARAMETER'],
    ['no phone column', { fileMappings: [mapped(0, 601), mapped(1, 602)] }, 'ERROR_INVALID_PARAMETER'],
    ['no mapping at all', { fileMappings: [] }, 'ERROR_INVALID_PARAMETER'],
    [
      'a phone column with a field',
      { fileMappings: [{ ...mapped(0, 0), segmentationFieldId: 601 }, mapped(1, 602)] },
      'ERROR_INVALID_PARAMETER',
    ],
    ['one column mapped twice', { fileMappings: [mapped(0, 0), mapped(0, 601)] }, 'ERROR_INVALID_PARAMETER'],
    [
      'a field that is not there',
      { fileMappings: [mapped(0, 0), mapped(1, 999)] },
      'ERROR_INVALID_SEGMENTATION_FIELD_ID',
    ],
    [
      'a disabled field',
      { fileMappings: [mapped(0, 0), mapped(1, 609)] },
      'ERROR_SEGMENTATION_FIELD_DISABLED',
    ],
    ['a file with characters that are not base64', { fileStream: '!!!!' }, 'ERROR_INVALID_PARAMETER'],
    ['a file that is cut off base64', { fileStream: 'UGhvb' }, 'ERROR_INVALID_PARAMETER'],
    ['another text qualifier', { textQualifier: '|' }, 'ERROR_INVALID_PARAMETER'],
    ['no file name', { fileName: undefined }, 'ERROR_INVALID_PARAMETER'],
  ])('is one with %s', async (_what, changes, code) => {
    const { status, json } = await ask('POST', IMPORT, { ...good, ...changes });
    expect(status).toBe(400);
    expect(json).toEqual({ status: 400, error: code, message: expect.any(String) });
  });

  test('is nothing about the import from which the cases above differ', async () => {
    const { status, json } = await ask('POST', IMPORT, good);
    expect(status).toBe(201);
    expect(json).toEqual({ status: 201, resourceId: expect.stringMatching(/^\d+$/) });
  });

  test.each([
    ['POST', IMPORT],
    ['PUT', '/ShortCode/1001/Contact'],
  ])('is a %s of %s with another content type, or without JSON', async (method, path) => {
    const typed = await ask(method, path, 'phoneNumber=1', { 'Content-Type': 'text/plain' });
    expect(typed).toMatchObject({ status: 415, json: { error: 'ERROR_UNSUPPORTED_CONTENT_TYPE' } });
    for (const text of ['{"fileName":', '', 'Phone\r\n']) {
      const broken = await ask(method, path, text);
      expect(broken).toMatchObject({ status: 400, json: { error: 'ERROR_MALFORMED_REQUEST_BODY' } });
    }
    for (const text of ['null', '7', '[]']) expect((await ask(method, path, text)).status).not.toBe(500);
  });

  test.each([
    ['GET', '/Nothing', 404, 'ERROR_UNKNOWN_ROUTE'],
    ['POST', '/ShortCode/1001/Message', 404, 'ERROR_UNKNOWN_ROUTE'],
    ['DELETE', '/ShortCode', 405, 'ERROR_UNSUPPORTED_METHOD'],
    ['GET', IMPORT, 405, 'ERROR_UNSUPPORTED_METHOD'],
    ['POST', '/ShortCode/1001/PhoneList/201/Contact', 405, 'ERROR_UNSUPPORTED_METHOD'],
    ['GET', '/ShortCode/4711/SegmentationField', 404, 'ERROR_UNABLE_TO_LOCATE_RESOURCE'],
    ['GET', '/ShortCode/4711', 404, 'ERROR_UNABLE_TO_LOCATE_RESOURCE'],
    ['GET', '/ShortCode/4711/OptOut', 404, 'ERROR_UNABLE_TO_LOCATE_RESOURCE'],
    ['GET', '/ShortCode/1001/PhoneList/202', 404, 'ERROR_UNABLE_TO_LOCATE_RESOURCE'],
    ['GET', '/ShortCode/1001/ContactImport/1', 404, 'ERROR_UNABLE_TO_LOCATE_RESOURCE'],
    ['GET', '/ShortCode/1001/Contact/13035550100', 404, 'ERROR_UNABLE_TO_LOCATE_RESOURCE'],
    ['GET', '/ShortCode/1001/Contact/123', 400, 'ERROR_INVALID_PHONE_NUMBER'],
  ])('is %s %s', async (method, path, status, error) => {
    const answer = await ask(method, path, method === 'POST' ? {} : undefined);
    expect(answer).toEqual({ status, json: { status, error, message: expect.any(String) } });
  });

  test('is one for an import to a sender code that is not there', async () => {
    const { status, json } = await ask('POST', '/ShortCode/4711/ContactImport', good);
    expect(status).toBe(404);
    expect(json.error).toBe('ERROR_UNABLE_TO_LOCATE_RESOURCE');
  });

  /** Announces a body of that length, sends none of it, and answers what comes back. */
  async function announce(length: number, contentType: string): Promise<{ status: number; error: string }> {
    const headers = {
      Authorization: `Bearer ${await tokenOf(practice)}`,
      'Content-Type': contentType,
      'Content-Length': length,
    };
    return await new Promise((resolve, reject) => {
      const sending = request(`${practice.apiUrl}/v1${IMPORT}`, { method: 'POST', headers });
      sending.on('error', reject);
      sending.on('response', async (response) => {
        const pieces: Buffer[] = [];
        for await (const piece of response) pieces.push(piece);
        const { error } = JSON.parse(Buffer.concat(pieces).toString());
        resolve({ status: response.statusCode ?? 0, error });
        sending.on('error', () => {});
        sending.destroy();
      });
      sending.flushHeaders();
    });
  }

  test('is one whose body is over 250 MB, which is answered like an unknown route', async () => {
    expect(await announce(250 * 1024 * 1024 + 1, 'application/json')).toEqual({
      status: 404,
      error: 'ERROR_UNKNOWN_ROUTE',
    });
  });

  test('is not one with the largest file that Listrak allows, 195,000,000 bytes, for its size', async () => {
    // Its type is refused instead, so that the test need not send all of it.
    const length = JSON.stringify({ ...good, fileStream: '' }).length + (195_000_000 / 3) * 4;
    expect(await announce(length, 'text/plain')).toEqual({
      status: 415,
      error: 'ERROR_UNSUPPORTED_CONTENT_TYPE',
    });
  });
});
