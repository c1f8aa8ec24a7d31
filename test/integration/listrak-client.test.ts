import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type PracticeListrak, startPracticeListrak } from '../../src-main/practice/practice-server.ts';
import { practiceOptedOut, practicePhones } from '../../src-main/practice/seed.ts';
import {
  clientOf,
  failureOf,
  IMPORTS,
  importOf,
  largeImport,
  requests,
  tierImport,
  tierOf,
  until,
} from './practice-client.ts';

let practice: PracticeListrak;

beforeEach(async () => {
  practice = await startPracticeListrak();
});

afterEach(async () => {
  await practice.stop();
});

describe('reading the account', () => {
  test('the sender codes come with their code, country and merchant', async () => {
    const { client } = clientOf(practice);
    expect(await client.senderCodes()).toEqual([
      { id: 1001, code: '55501', country: 'US', merchant: 'Practice Outfitters' },
      { id: 1002, code: '55502', country: 'CA', merchant: 'Practice Outfitters Canada' },
    ]);
  });

  test('the profile fields come with kind and limit, and the disabled one is marked', async () => {
    const { client } = clientOf(practice);
    const fields = await client.profileFields(1001);
    expect(fields).toHaveLength(practice.company.fields.length);
    expect(fields).toContainEqual({
      id: 601,
      name: 'Loyalty Tier',
      dataType: 'Text',
      maxLength: 20,
      disabled: false,
    });
    expect(fields).toContainEqual({
      id: 501,
      name: 'Birthday',
      dataType: 'Date',
      maxLength: null,
      disabled: false,
    });
    expect(fields.filter(({ disabled }) => disabled).map(({ name }) => name)).toEqual(['Legacy Segment']);
  });

  test('the fields of a sender code that is not there are an error', async () => {
    const { client } = clientOf(practice);
    const error = await failureOf(client.profileFields(4711));
    expect(error).toMatchObject({ code: 'ERROR_UNABLE_TO_LOCATE_RESOURCE', status: 404 });
    expect(requests(practice, 'GET', /4711/)).toBe(1);
  });

  test('a known contact comes with its values and its opt-out', async () => {
    const { client } = clientOf(practice);
    for (const phone of [practicePhones(1001)[3]!, practiceOptedOut(1001)[0]!]) {
      const stored = practice.company.find(1001, phone)!;
      const contact = await client.contact(1001, Number(phone));
      expect(contact).toMatchObject({ phoneNumber: phone, optedOut: stored.optedOut });
      expect(contact!.firstName ?? null).toBe(stored.values.get(503) ?? null);
      const tier = contact!.segmentationFieldValues?.find(
        ({ segmentationFieldId }) => segmentationFieldId === 601,
      );
      expect(tier?.value).toBe(stored.values.get(601));
    }
  });

  test('an unknown number is no error but null, and is asked for once', async () => {
    const { client } = clientOf(practice);
    expect(await client.contact(1001, 13_035_550_100)).toBeNull();
    expect(requests(practice, 'GET', /\/Contact\/13035550100$/)).toBe(1);
  });

  test('a 404 that is not about the number stays an error', async () => {
    practice.faults.add({
      path: /\/Contact\//,
      fault: { type: 'status', status: 404, body: '{"status":404,"error":"ERROR_UNKNOWN_ROUTE"}' },
    });
    const { client } = clientOf(practice);
    const error = await failureOf(client.contact(1001, 12_015_550_100));
    expect(error.code).toBe('ERROR_UNKNOWN_ROUTE');
  });

  test('follows no redirection, so that nothing leads a token elsewhere', async () => {
    const headers = { Location: `${practice.apiUrl}/v1/ShortCode/1001/OptOut` };
    practice.faults.add({ path: /ShortCode$/, times: 9, fault: { type: 'status', status: 302, headers } });
    const { client } = clientOf(practice);
    const error = await failureOf(client.senderCodes());
    expect(error.code).toBe('answer.unexpected');
    expect(requests(practice, 'GET', /ShortCode$/)).toBe(1);
    expect(requests(practice, 'GET', /OptOut/)).toBe(0);
  });
});

describe('the opt-outs', () => {
  test.each([1001, 1002])(
    'of sender code %i are all those of the company, over several pages',
    async (id) => {
      await practice.stop();
      practice = await startPracticeListrak({ pageMembers: 10 });
      const { client } = clientOf(practice);
      const pages: string[][] = [];
      for await (const page of client.optOuts(id)) pages.push(page.map((one) => one.phoneNumber));
      const expected = practiceOptedOut(id);
      expect(pages.length).toBe(Math.ceil(expected.length / 10));
      expect(pages.length).toBeGreaterThan(2);
      expect(pages.flat()).toEqual(expected);
    },
  );

  test('are asked for in the largest pages that Listrak gives', async () => {
    const { client } = clientOf(practice);
    const numbers: string[] = [];
    for await (const page of client.optOuts(1001)) numbers.push(...page.map((one) => one.phoneNumber));
    expect(numbers).toEqual(practiceOptedOut(1001));
    expect(requests(practice, 'GET', /OptOut\?cursor=Start&count=5000$/)).toBe(1);
    expect(requests(practice, 'GET', /OptOut/)).toBe(1);
  });

  test('never lead to another host, whatever the next page’s address says', async () => {
    const page = {
      data: [{ phoneNumber: '12015550100' }],
      nextPageCursor: 'http://example.com/?cursor=after-5',
    };
    practice.faults.add({
      path: /OptOut/,
      fault: { type: 'status', status: 200, body: JSON.stringify(page) },
    });
    const addresses: string[] = [];
    const noting: typeof globalThis.fetch = (input, init) => {
      addresses.push(String(input));
      return fetch(input, init);
    };
    const { client } = clientOf(practice, { fetch: noting });
    const numbers: string[] = [];
    for await (const got of client.optOuts(1001)) numbers.push(...got.map((one) => one.phoneNumber));
    expect(numbers).toEqual(['12015550100', ...practiceOptedOut(1001).slice(5)]);
    const here = new URL(practice.apiUrl).host;
    expect(addresses.filter((address) => new URL(address).host !== here)).toEqual([]);
  });

  test('end in an error, not in a circle, when a page names itself as the next', async () => {
    const page = { data: [], nextPageCursor: 'Start' };
    practice.faults.add({
      path: /OptOut/,
      times: 5,
      fault: { type: 'status', status: 200, body: JSON.stringify(page) },
    });
    const { client } = clientOf(practice);
    const all = async () => {
      for await (const _page of client.optOuts(1001));
    };
    expect(await failureOf(all())).toMatchObject({ code: 'answer.unexpected' });
    expect(requests(practice, 'GET', /OptOut/)).toBe(1);
  });

  test('end in an error when a full page does not say whether there is another', async () => {
    const data = Array.from({ length: 5000 }, (_, place) => ({
      phoneNumber: String(12_015_550_000 + place),
    }));
    practice.faults.add({
      path: /OptOut/,
      fault: { type: 'status', status: 200, body: JSON.stringify({ status: 200, data }) },
    });
    const { client } = clientOf(practice);
    const all = async () => {
      for await (const _page of client.optOuts(1001));
    };
    expect(await failureOf(all())).toMatchObject({ code: 'answer.unexpected' });
  });
});

describe('an import', () => {
  test('is started, followed to its end, and applied', async () => {
    const { client, waits } = clientOf(practice);
    const phones = practicePhones(1001).slice(0, 50);
    const { file, mappings } = tierImport(phones, 'Diamond');
    const id = await client.startImport(1001, file, mappings);
    expect(id).toMatch(/^\d+$/);
    expect(await client.importState(1001, id)).toMatchObject({ state: 'working' });
    await until(async () => (await client.importState(1001, id)).state !== 'working');
    expect(await client.importState(1001, id)).toEqual({ status: 'Completed', state: 'finished' });
    expect(phones.map((phone) => tierOf(practice, phone))).toEqual(phones.map(() => 'Diamond'));
    expect(tierOf(practice, practicePhones(1001)[50]!)).not.toBe('Diamond');
    expect(waits).toEqual([]);
  });

  test('tells how much of it is out, in steps that never go back, up to the whole', async () => {
    const { client } = clientOf(practice);
    const { file, mappings } = largeImport();
    const steps: number[] = [];
    const totals = new Set<number>();
    const onSent = (bytes: number, ofBytes: number) => {
      steps.push(bytes);
      totals.add(ofBytes);
    };
    await client.startImport(1001, file, mappings, { onSent });
    expect(steps.length).toBeGreaterThan(10);
    expect(steps).toEqual([...steps].sort((one, other) => one - other));
    expect([...totals]).toEqual([steps.at(-1)]);
    const seen = practice.traffic.find(({ method, path }) => method === 'POST' && IMPORTS.test(path));
    expect(seen).toMatchObject({ contentLength: steps.at(-1), body: { fileBytes: file.bytes } });
  });

  test('that Listrak ends in failure is seen as failed', async () => {
    practice.faults.failNextImport();
    const { client } = clientOf(practice);
    const { file, mappings } = tierImport(practicePhones(1001).slice(0, 2), 'Diamond');
    const id = await client.startImport(1001, file, mappings);
    await until(async () => (await client.importState(1001, id)).state !== 'working');
    expect(await client.importState(1001, id)).toEqual({ status: 'Failed', state: 'failed' });
  });

  test('that Listrak refuses is not repeated and certainly had no effect', async () => {
    const { client, waits } = clientOf(practice);
    const { file } = tierImport(practicePhones(1001).slice(0, 2), 'Diamond');
    const error = await failureOf(
      client.startImport(1001, file, [
        { fileColumnType: 'Phone', segmentationFieldId: 0, fileColumn: 0 },
        { fileColumnType: 'SegmentationField', segmentationFieldId: 609, fileColumn: 1 },
      ]),
    );
    expect(error).toMatchObject({
      code: 'ERROR_SEGMENTATION_FIELD_DISABLED',
      status: 400,
      mayHaveTakenEffect: false,
    });
    expect(requests(practice, 'POST', IMPORTS)).toBe(1);
    expect(waits).toEqual([]);
  });

  test.each([-7, 7])(
    'of a file that differs by %i bytes from what was announced starts nothing',
    async (by) => {
      const { client } = clientOf(practice);
      const phone = practicePhones(1001)[0]!;
      const before = tierOf(practice, phone);
      const content = Buffer.from(`Phone,Loyalty Tier\r\n${phone},Diamond\r\n`);
      const { file, mappings } = importOf(content, content.length + by);
      await expect(client.startImport(1001, file, mappings)).rejects.not.toHaveProperty(
        'mayHaveTakenEffect',
        true,
      );
      expect(practice.traffic.filter(({ status }) => status === 201)).toEqual([]);
      expect(requests(practice, 'POST', IMPORTS)).toBeLessThanOrEqual(1);
      expect(tierOf(practice, phone)).toBe(before);
    },
  );
});
