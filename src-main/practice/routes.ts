import { type Context, Hono } from 'hono';
import { type PracticeCompany, readPhone, writeContact } from './company.ts';
import type { FaultSwitch } from './faults.ts';
import type { PracticeImports } from './imports.ts';
import { inPages } from './paging.ts';
import { notFound, Refusal, unauthorised } from './refusal.ts';
import { PHONE_LISTS, type PracticeField } from './seed.ts';
import type { RecordedRequest } from './traffic.ts';
import { updateContact } from './update-contact.ts';

export interface Desk {
  company: PracticeCompany;
  imports: PracticeImports;
  faults: FaultSwitch;
  /** Members on a page at most, or undefined for the vendor's own limit. */
  pageMembers: number | undefined;
  tokens: { issue(id: string, secret: string): string | null; isGood(token: string): boolean };
  /** Where the record of the request that is being answered lies, so that a route can describe the body. */
  recordOf(request: Request): RecordedRequest | undefined;
}

/** 250 MB as the vendor counts them: its spec equates 185 MB with 195,000,000 bytes. */
const LARGEST_BODY = 250 * 1024 * 1024;

type Answer = (c: Context) => Response | Promise<Response>;

/** The vendor's API as far as this tool may ever call it; everything else is refused as an unknown route. */
export function practiceRoutes(desk: Desk): Hono {
  const { company, imports, faults, tokens } = desk;
  const app = new Hono();
  const known: { method: string; pattern: RegExp }[] = [];

  const on = (method: 'GET' | 'POST' | 'PUT', path: string, answer: Answer) => {
    known.push({ method, pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`) });
    app.on(method, path, answer);
  };
  const code = (c: Context) => {
    const id = Number(c.req.param('code'));
    if (!company.senderCodes.some(({ shortCodeId }) => shortCodeId === id)) throw notFound('senderCodeId');
    return id;
  };
  const ok = (c: Context, data: unknown) => c.json({ status: 200, data });

  app.onError((error, c) => {
    const refusal =
      error instanceof Refusal
        ? error
        : new Refusal(500, 'ERROR_UNHANDLED_EXCEPTION', 'An unexpected error occurred.');
    return c.json(
      { status: refusal.status, error: refusal.code, message: refusal.message },
      refusal.status as 400,
    );
  });
  app.notFound((c) => {
    const exists = known.some(({ pattern }) => pattern.test(c.req.path));
    const refusal = exists
      ? new Refusal(405, 'ERROR_UNSUPPORTED_METHOD', 'The route does not support the requested method.')
      : new Refusal(404, 'ERROR_UNKNOWN_ROUTE', 'The route does not exist.');
    return c.json(
      { status: refusal.status, error: refusal.code, message: refusal.message },
      refusal.status as 404,
    );
  });

  on('POST', '/OAuth2/Token', async (c) => {
    const form = new URLSearchParams(await c.req.text());
    const token =
      faults.paused || form.get('grant_type') !== 'client_credentials'
        ? null
        : tokens.issue(form.get('client_id') ?? '', form.get('client_secret') ?? '');
    if (token === null) throw new Refusal(401, 'ERROR_INVALID_CREDENTIALS', 'Invalid client credentials.');
    return c.json({ access_token: token, token_type: 'Bearer', expires_in: 3600 });
  });

  app.use('/sms/*', async (c, next) => {
    const token = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '')?.[1];
    if (faults.paused || !token || !tokens.isGood(token)) throw unauthorised();
    if (Number(c.req.header('content-length') ?? 0) > LARGEST_BODY) {
      throw new Refusal(404, 'ERROR_UNKNOWN_ROUTE', 'The route does not exist.');
    }
    const writes = c.req.method === 'POST' || c.req.method === 'PUT';
    if (writes && !c.req.header('content-type')?.startsWith('application/json')) {
      throw new Refusal(415, 'ERROR_UNSUPPORTED_CONTENT_TYPE', 'Use a Content-Type of application/json.');
    }
    await next();
  });

  on('GET', '/sms/v1/ShortCode', (c) => ok(c, company.senderCodes));
  on('GET', '/sms/v1/ShortCode/:code', (c) =>
    ok(
      c,
      company.senderCodes.find(({ shortCodeId }) => shortCodeId === code(c)),
    ),
  );
  on('GET', '/sms/v1/ShortCode/:code/SegmentationField', (c) => {
    code(c);
    return ok(c, company.listed.map(writeField));
  });
  on('GET', '/sms/v1/ShortCode/:code/SegmentationField/:field', (c) => {
    code(c);
    const field = company.field(Number(c.req.param('field')));
    if (!field) throw notFound('segmentationFieldId');
    return ok(c, writeField(field));
  });
  on('GET', '/sms/v1/ShortCode/:code/PhoneList', (c) => {
    const lists = c.req.query('status') === 'inactive' ? [] : listsOf(code(c));
    return inPages(c, lists, writeList);
  });
  on('GET', '/sms/v1/ShortCode/:code/PhoneList/:list', (c) => ok(c, writeList(listOf(c, code(c)))));
  on('GET', '/sms/v1/ShortCode/:code/PhoneList/:list/Contact', (c) => {
    const list = listOf(c, code(c));
    const optedOut = c.req.query('optedOut') === 'true';
    const members = [...company.contacts()].filter(
      (one) => one.listId === list.phoneListId && one.optedOut === optedOut,
    );
    return inPages(c, members, (contact) => writeContact(contact, company.fields), desk.pageMembers);
  });
  on('GET', '/sms/v1/ShortCode/:code/OptOut', (c) =>
    inPages(c, company.optOuts(code(c)), (one) => one, desk.pageMembers),
  );
  on('GET', '/sms/v1/ShortCode/:code/Contact/:phone', (c) => {
    const id = code(c);
    const phone = c.req.param('phone') ?? '';
    if (readPhone(phone) === null) throw invalidPhone();
    const contact = company.find(id, phone);
    if (!contact) throw notFound('senderCodeId and phoneNumber');
    const { subscribeDate, unsubscribeDate } = contact;
    return ok(c, { subscribeDate, unsubscribeDate, ...writeContact(contact, company.fields) });
  });
  on('PUT', '/sms/v1/ShortCode/:code/Contact', async (c) => {
    const id = code(c);
    const json = (await readJson(c)) as Record<string, unknown>;
    const record = desk.recordOf(c.req.raw);
    if (record) record.body = json;
    const phone = String(json.phoneNumber ?? '');
    if (readPhone(phone) === null) throw invalidPhone();
    const contact = company.find(id, phone);
    if (!contact) throw new Refusal(404, 'ERROR_PHONE_NUMBER_NOT_FOUND', 'The phone number does not exist.');
    updateContact(contact, json, company);
    return c.json({ status: 200, resourceId: contact.phone });
  });
  on('POST', '/sms/v1/ShortCode/:code/ContactImport', async (c) => {
    const id = code(c);
    const json = await readJson(c);
    const record = desk.recordOf(c.req.raw);
    const described = describeImport(json);
    if (record) record.body = described;
    const started = imports.start(id, json);
    if (record) record.body = { ...described, rows: started.rows };
    return c.json({ status: 201, resourceId: String(started.id) }, 201);
  });
  on('GET', '/sms/v1/ShortCode/:code/ContactImport/:import', (c) =>
    ok(c, imports.find(code(c), Number(c.req.param('import')))),
  );
  return app;
}

const invalidPhone = () => new Refusal(400, 'ERROR_INVALID_PHONE_NUMBER', 'The phone number is invalid.');

async function readJson(c: Context): Promise<object> {
  let json: unknown;
  try {
    json = JSON.parse(await c.req.text());
  } catch {
    json = null;
  }
  if (typeof json === 'object' && json !== null) return json;
  throw new Refusal(400, 'ERROR_MALFORMED_REQUEST_BODY', 'Invalid JSON body was supplied.');
}

/** What the record keeps of an import's body: everything but the file itself, which holds customers' data. */
function describeImport(json: unknown): Record<string, unknown> {
  const { fileStream, ...rest } = (json ?? {}) as { fileStream?: unknown };
  const fileBytes = typeof fileStream === 'string' ? Buffer.byteLength(fileStream, 'base64') : null;
  return { ...rest, fileBytes };
}

const listsOf = (senderCodeId: number) => PHONE_LISTS.filter((list) => list.senderCodeId === senderCodeId);

function listOf(c: Context, senderCodeId: number) {
  const list = listsOf(senderCodeId).find(({ phoneListId }) => phoneListId === Number(c.req.param('list')));
  if (!list) throw notFound('senderCodeId and phoneListId');
  return list;
}

const writeList = ({ phoneListId, phoneListName }: (typeof PHONE_LISTS)[number]) => ({
  phoneListId,
  phoneListName,
  createDate: '2024-01-15T10:00:00',
  status: 'Active',
  smsListType: 'Marketing',
  requireDoubleOptIn: false,
  requireAgeGate: false,
});

const writeField = ({ id, name, dataType, maxLength, statusFlag }: PracticeField) => ({
  segmentationFieldId: id,
  segmentationFieldName: name,
  dataType,
  maxLength,
  statusFlag,
});
