import { OPT_OUT_REASONS } from './seed.ts';

/** An opt-out as `SMSOptOut` describes it. */
export interface OptOut {
  phoneNumber: string;
  optOutDate: string | null;
  optOutReason: string | null;
}

/** 125 area codes: with 8,000 lines each, a million numbers. */
const AREA_CODES = [
  201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 220, 223, 224, 225,
  227, 228, 229, 231, 234, 235, 239, 240, 248, 251, 252, 253, 254, 256, 260, 262, 267, 269, 270, 272, 274,
  276, 279, 281, 283, 301, 302, 303, 304, 305, 307, 308, 309, 310, 312, 313, 314, 315, 316, 317, 318, 319,
  320, 321, 323, 324, 325, 326, 327, 329, 330, 331, 332, 334, 336, 337, 339, 341, 346, 347, 350, 351, 352,
  353, 360, 361, 363, 364, 369, 380, 385, 386, 401, 402, 404, 405, 406, 407, 408, 409, 410, 412, 413, 414,
  415, 417, 419, 423, 424, 425, 430, 432, 434, 435, 440, 442, 443, 445, 447, 448, 458, 463, 464, 469,
];
const FIRST_LINE = 2000;
const FIRST_DATE = Date.UTC(2019, 0, 1);
const MINUTE = 60_000;

export const MOST_INVENTED_OPT_OUTS = AREA_CODES.length * (10_000 - FIRST_LINE);

/**
 * The opt-out at a place, from 0 on, of somebody who is no contact: 555 numbers again, but none of the contacts' lines.
 * It is computed and never kept, so that there can be as many as any real account has.
 */
export function inventedOptOut(place: number): OptOut {
  const areaCode = AREA_CODES[place % AREA_CODES.length];
  const line = FIRST_LINE + Math.floor(place / AREA_CODES.length);
  return {
    phoneNumber: `1${areaCode}555${line}`,
    optOutDate: new Date(FIRST_DATE + place * MINUTE).toISOString().slice(0, 19),
    optOutReason: OPT_OUT_REASONS[place % OPT_OUT_REASONS.length]!,
  };
}
