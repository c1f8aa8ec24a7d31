import { type Context, Hono } from 'hono';
import { fieldOfProperty, fitted, type PracticeCompany, readPhone, writeContact } from './company.ts';
import type { FaultSwitch } from './faults.ts';
import type { PracticeImports } from './imports.ts';
import { inPages } from './paging.ts';
import { invalidParameter, notFound, Refusal, unauthorised } from './refusal.ts';
import { PHONE_LISTS, type PracticeContact, type PracticeField } from './seed.ts';
import type { RecordedRequest } from './traffic.ts';

export interface Desk {
  company: PracticeCompany;
  imports: PracticeImports;
  faults: FaultSwitch;
  tokens: { issue(id: string, secret: string): string | null; isGood(token: string): boolean };
  /** Where the record of the request that is being answered lies, so that a route can describe the body. */
  recordOf(request: Request): RecordedRequest | undefined;
}

const LARGEST_BODY = 250_000_000;

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
    return ok(c, company.fields.map(writeField));
  });
  on('GET', '/sms/v1/ShortCode/:code/SegmentationField/:field', (c) => {
    code(c);
    const field = company.field(Number(c.req.param('field')));
    if (!field) throw notFound('segmentationFieldId');
    return ok(c, writeField(field));
  });
  on('GET', '/sms/v1/ShortCode/:code/PhoneList', (c) => ok(c, listsOf(code(c)).map(writeList)));
  on('GET', '/sms/v1/ShortCode/:code/PhoneList/:list', (c) => ok(c, writeList(listOf(c, code(c)))));
  on('GET', '/sms/v1/ShortCode/:code/PhoneList/:list/Contact', (c) => {
    const list = listOf(c, code(c));
    const optedOut = c.req.query('optedOut') === 'true';
    const members = [...company.contacts()].filter(
      (one) => one.listId === list.phoneListId && one.optedOut === optedOut,
    );
    return inPages(c, members, (contact) => writeContact(contact, company.fields));
  });
  on('GET', '/sms/v1/ShortCode/:code/OptOut', (c) => {
    const id = code(c);
    const optedOut = [...company.contacts()].filter((one) => one.senderCodeId === id && one.optedOut);
    return inPages(c, optedOut, (one) => ({
      phoneNumber: one.phone,
      optOutDate: one.unsubscribeDate,
      optOutReason: one.optOutReason,
    }));
  });
  on('GET', '/sms/v1/ShortCode/:code/Contact/:phone', (c) => {
    const id = code(c);
    const phone = c.req.param('phone') ?? '';
    if (readPhone(phone) === null)
      throw new Refusal(400, 'ERROR_INVALID_PHONE_NUMBER', 'The phone number is invalid.');
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
    const contact = company.find(id, String(json.phoneNumber ?? ''));
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

async function readJson(c: Context): Promise<unknown> {
  try {
    return JSON.parse(await c.req.text());
  } catch {
    throw new Refusal(400, 'ERROR_MALFORMED_REQUEST_BODY', 'Invalid JSON body was supplied.');
  }
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

/** Carries out Update Contact: it can opt somebody out, never in. @throws Refusal before anything is changed */
function updateContact(
  contact: PracticeContact,
  json: Record<string, unknown>,
  company: PracticeCompany,
): void {
  const changes = new Map<number, string>();
  const note = (field: PracticeField | undefined, value: unknown) => {
    if (!field)
      throw new Refusal(400, 'ERROR_INVALID_SEGMENTATION_FIELD_ID', 'A profile field does not exist.');
    if (field.statusFlag === 'Disabled') {
      throw new Refusal(400, 'ERROR_SEGMENTATION_FIELD_DISABLED', 'A profile field is disabled or purged.');
    }
    const text = String(value ?? '');
    if (field.maxLength !== null && text.length > field.maxLength) {
      throw new Refusal(400, 'ERROR_SEGMENTATION_MAX_LENGTH', 'A value is too long for its profile field.');
    }
    if (text !== '' && fitted(text, field) === null) throw invalidParameter(field.name);
    changes.set(field.id, text);
  };
  for (const property of ['emailAddress', 'firstName', 'lastName', 'postalCode', 'birthday']) {
    if (!(property in json)) continue;
    const value = json[property];
    if (property === 'emailAddress' && value && !/^\S+@\S+\.\S+$/.test(String(value))) {
      throw new Refusal(400, 'ERROR_INVALID_EMAIL_ADDRESS', 'The email address is invalid.');
    }
    const iso = /^(\d{4})-(\d{2})-(\d{2})/.exec(String(value ?? ''));
    const birthday = iso ? `${iso[2]}/${iso[3]}/${iso[1]}` : value;
    note(fieldOfProperty(property, company.fields), property === 'birthday' ? birthday : value);
  }
  const list = json.segmentationFieldValues;
  for (const { segmentationFieldId, value } of (Array.isArray(list) ? list : []) as {
    segmentationFieldId: number;
    value: unknown;
  }[]) {
    note(company.field(segmentationFieldId), value);
  }
  for (const [id, value] of changes) {
    if (value === '') contact.values.delete(id);
    else contact.values.set(id, value);
  }
  if (json.optedOut === true && !contact.optedOut) company.optOut(contact.phone, new Date().toISOString());
}
