import type { PracticeListrak } from '../../src-main/practice/practice-server.ts';

export interface PlainAnswer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each test says what it expects of it
  json: any;
}

export type Ask = (method: string, path: string, body?: unknown, headers?: object) => Promise<PlainAnswer>;

/** Gets a token, and gives a function that sends requests with it by plain fetch; a text body is sent as it is. */
export async function askerOf(practice: PracticeListrak): Promise<Ask> {
  const token = await tokenOf(practice);
  return async (method, path, body, headers = {}) => {
    const response = await fetch(`${practice.apiUrl}/v1${path}`, {
      method,
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json', ...headers },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, json: await response.json() };
  };
}

export async function tokenOf(practice: PracticeListrak, changes: object = {}): Promise<string> {
  const { json } = await askForToken(practice, changes);
  return json.access_token;
}

export async function askForToken(practice: PracticeListrak, changes: object = {}): Promise<PlainAnswer> {
  const { authUrl, clientId, clientSecret } = practice;
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const response = await fetch(authUrl, {
    method: 'POST',
    body: new URLSearchParams({ ...form, ...changes }),
  });
  return { status: response.status, json: await response.json() };
}

const PHONE_COLUMN = { fileColumnType: 'Phone', segmentationFieldId: 0, fileColumn: 0 };
const TIER_COLUMN = { fileColumnType: 'SegmentationField', segmentationFieldId: 601, fileColumn: 1 };

/** The body of an import of phones and loyalty tiers. */
export function importBodyOf(csv: string, changes: object = {}) {
  return {
    fileName: 'audience.csv',
    fileStream: Buffer.from(csv).toString('base64'),
    importType: 'UpdateSubscribers',
    hasColumnNames: true,
    textQualifier: '"',
    fileMappings: [PHONE_COLUMN, TIER_COLUMN],
    ...changes,
  };
}

export const mapped = (fileColumn: number, segmentationFieldId: number, more: object = {}) => ({
  fileColumnType: segmentationFieldId === 0 ? 'Phone' : 'SegmentationField',
  segmentationFieldId,
  fileColumn,
  ...more,
});
