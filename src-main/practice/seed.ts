/*
 * The people of the practice company. They are made anew, and alike, at every start; no name, number or address
 * belongs to anybody: 555-01XX numbers are set aside for fiction, and example.com for documents.
 */

/** A profile field as the practice company defines it. */
export interface PracticeField {
  id: number;
  name: string;
  dataType: 'Text' | 'Number' | 'Checkbox' | 'Date';
  maxLength: number | null;
  /** The vendor lists no values; these are assumed. */
  statusFlag: 'Active' | 'Disabled';
}

export interface PracticeContact {
  /** Country code and digits. */
  phone: string;
  senderCodeId: number;
  listId: number;
  subscribeDate: string;
  optedOut: boolean;
  unsubscribeDate: string | null;
  optOutReason: string | null;
  /** By field id, as the API writes them; a field without a value is absent. */
  values: Map<number, string>;
}

export const SENDER_CODES = [
  { shortCodeId: 1001, code: '55501', country: 'US', merchantName: 'Practice Outfitters' },
  { shortCodeId: 1002, code: '55502', country: 'CA', merchantName: 'Practice Outfitters Canada' },
];

export const PHONE_LISTS = [
  { phoneListId: 201, phoneListName: 'VIP Text Club', senderCodeId: 1001 },
  { phoneListId: 202, phoneListName: 'Canada Text Club', senderCodeId: 1002 },
];

const field = (
  id: number,
  name: string,
  dataType: PracticeField['dataType'],
  maxLength: number | null = null,
  statusFlag: PracticeField['statusFlag'] = 'Active',
): PracticeField => ({ id, name, dataType, maxLength, statusFlag });

/** Five system fields, then the company's own. */
export const PROFILE_FIELDS: readonly PracticeField[] = [
  field(501, 'Birthday', 'Date'),
  field(502, 'Email Address', 'Text', 100),
  field(503, 'First Name', 'Text', 50),
  field(504, 'Last Name', 'Text', 50),
  field(505, 'Postal Code', 'Text', 10),
  field(601, 'Loyalty Tier', 'Text', 20),
  field(602, 'Loyalty Points', 'Number'),
  field(603, 'Lifetime Spend', 'Number'),
  field(604, 'VIP', 'Checkbox'),
  field(605, 'Favorite Store', 'Text', 40),
  field(606, 'Preferred Category', 'Text', 30),
  field(607, 'Last Purchase Date', 'Date'),
  field(608, 'Has Mobile App', 'Checkbox'),
  field(609, 'Legacy Segment', 'Text', 50, 'Disabled'),
];

const AREA_CODES: Record<number, readonly number[]> = {
  1001: [
    201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229,
    231, 234, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 276, 281, 301, 302, 717, 610,
  ],
  1002: [204, 250, 306, 403, 416, 514, 604, 613],
};

/** All phones of a sender code, in order: 100 in each of its area codes. */
export function practicePhones(senderCodeId: number): string[] {
  return (AREA_CODES[senderCodeId] ?? []).flatMap((areaCode) =>
    Array.from({ length: 100 }, (_, line) => `1${areaCode}55501${String(line).padStart(2, '0')}`),
  );
}

/** The phones that are opted out of a sender code at the start. */
export function practiceOptedOut(senderCodeId: number): string[] {
  return seedContacts()
    .filter((contact) => contact.senderCodeId === senderCodeId && contact.optedOut)
    .map(({ phone }) => phone);
}

const FIRST = [
  'Ada',
  'Ben',
  'Carla',
  'Dmitri',
  'Elena',
  'Farid',
  'Grace',
  'Hiro',
  'Inés',
  'Jonas',
  'Keiko',
  'Liam',
  'Mona',
  'Noor',
];
const LAST = [
  'Abbott',
  'Baker',
  'Castillo',
  'Dvořák',
  'Ellis',
  'Fischer',
  'Greene',
  'Hughes',
  'Ivanov',
  'Jensen',
  'Khan',
  'Lopez',
];
const TIERS = ['Bronze', 'Silver', 'Gold', 'Platinum'];
const STORES = ['Lancaster', 'Harrisburg', 'King of Prussia', 'Online'];
const CATEGORIES = ['Shoes', 'Outdoor', 'Denim', 'Accessories'];
/** Why somebody can be opted out. Source: vendor spec. */
export const OPT_OUT_REASONS = [
  'Campaign',
  'Admin',
  'DeliveryFailure',
  'Import',
  'API',
  'Deactivated',
  'PermanentError',
  'Workflow',
];

/** All 5,000 contacts of the practice company, the same at every call. */
export function seedContacts(): PracticeContact[] {
  const random = repeatable(20_26);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!;
  const two = (most: number) => String(1 + Math.floor(random() * most)).padStart(2, '0');
  return PHONE_LISTS.flatMap(({ phoneListId, senderCodeId }) =>
    practicePhones(senderCodeId).map((phone): PracticeContact => {
      const first = pick(FIRST);
      const last = pick(LAST);
      const optedOut = random() < 0.06;
      const values = new Map<number, string>();
      // About one value in ten is blank, as in any real list.
      const fill = (id: number, value: string) => {
        if (random() < 0.9) values.set(id, value);
      };
      fill(501, `${two(12)}/${two(28)}/${1950 + Math.floor(random() * 55)}`);
      fill(502, `${plain(first)}.${plain(last)}.${phone.slice(-4)}@example.com`);
      fill(503, first);
      fill(504, last);
      fill(
        505,
        senderCodeId === 1001
          ? String(10_000 + Math.floor(random() * 89_999))
          : `M${two(9)[1]}B ${two(9)[1]}T${two(9)[1]}`,
      );
      fill(601, pick(TIERS));
      fill(602, String(Math.floor(random() * 5000)));
      fill(603, (random() * 3000).toFixed(2));
      fill(604, random() < 0.2 ? 'true' : 'false');
      fill(605, pick(STORES));
      fill(606, pick(CATEGORIES));
      fill(607, `${two(12)}/${two(28)}/2025`);
      fill(608, random() < 0.4 ? 'true' : 'false');
      return {
        phone,
        senderCodeId,
        listId: phoneListId,
        subscribeDate: `2024-${two(12)}-${two(28)}T15:30:00`,
        optedOut,
        unsubscribeDate: optedOut ? `2025-${two(12)}-${two(28)}T09:00:00` : null,
        optOutReason: optedOut ? pick(OPT_OUT_REASONS) : null,
        values,
      };
    }),
  );
}

function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/\P{ASCII}/gu, '')
    .toLowerCase();
}

/** A repeatable random source in [0, 1): a linear congruential generator is good enough for invented people. */
function repeatable(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}
