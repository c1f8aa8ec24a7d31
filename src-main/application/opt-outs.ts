import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import type { OptedOutPhones } from '../audience/opted-out.ts';
import { phoneRule } from '../audience/phone.ts';
import { dateOrNothing } from '../listrak/assumptions.ts';
import type { Connection } from './connect.ts';

/** Different reasons that are kept; Listrak's own are eight (vendor spec). */
const MOST_REASONS = 1000;

/** Who is opted out, and how many contacts those are: a phone that can be read two ways stands twice among them. */
export interface OptOuts extends OptedOutPhones {
  count: number;
}

/**
 * Reads who is opted out of the sender code in Listrak right now, as E.164 numbers, and when and why. A number that is none
 * by our rules is kept by its bare digits, with and without a leading 1: an unusual way of writing may leave out somebody
 * too many, but nobody too few.
 * @param country whose national numbers the audience's are; Listrak's are read as the sender code's country's, too.
 * @param onCount told how many opted-out contacts have come so far.
 * @throws ListrakError; a part of the opt-outs is never answered.
 */
export async function readOptOuts(
  { client, senderCode }: Connection,
  country: CountryCode,
  now: () => Date,
  onCount: (count: number) => void,
  signal?: AbortSignal,
): Promise<OptOuts> {
  const own = senderCode.country?.toUpperCase() ?? '';
  // Where Listrak does not say whose numbers its own are, they may be American ones.
  const countries = [country, isSupportedCountry(own) ? own : 'US'];
  const rules = [...new Set(countries)].map((code) => phoneRule(code as CountryCode));
  const found = new GrowingOptOuts();
  let count = 0;
  for await (const page of client.optOuts(senderCode.id, { signal })) {
    for (const { phoneNumber: written, optOutDate, optOutReason } of page) {
      const date = dateOrNothing(optOutDate);
      const read = rules.map((readPhone) => readPhone(written, { marks: 0 })).filter((phone) => phone !== 0);
      if (read.length === 0) {
        const digits = written.replace(/\D/g, '');
        read.push(Number(digits), Number(`1${digits}`));
      }
      for (const phone of new Set(read)) found.add(phone, date, optOutReason ?? '');
    }
    count += page.length;
    onCount(count);
  }
  return { ...found.all(), count, readAt: now().toISOString() };
}

/** Opt-outs in a row, 18 bytes each: there may be millions. */
class GrowingOptOuts {
  #phones = new Float64Array(8192);
  #dates = new Float64Array(8192);
  #reasons = new Uint16Array(8192);
  readonly #reasonTexts: string[] = [''];
  readonly #placeOf = new Map<string, number>([['', 0]]);
  #length = 0;

  add(phone: number, date: number, reason: string): void {
    if (this.#length === this.#phones.length) {
      const length = this.#length * 2;
      this.#phones = larger(this.#phones, new Float64Array(length));
      this.#dates = larger(this.#dates, new Float64Array(length));
      this.#reasons = larger(this.#reasons, new Uint16Array(length));
    }
    this.#phones[this.#length] = phone;
    this.#dates[this.#length] = date;
    this.#reasons[this.#length++] = this.#reasonOf(reason);
  }

  all(): Omit<OptedOutPhones, 'readAt'> {
    return {
      phones: this.#phones.slice(0, this.#length),
      dates: this.#dates.slice(0, this.#length),
      reasons: this.#reasons.slice(0, this.#length),
      reasonTexts: this.#reasonTexts,
    };
  }

  #reasonOf(text: string): number {
    const known = this.#placeOf.get(text);
    if (known !== undefined) return known;
    if (this.#reasonTexts.length === MOST_REASONS) return 0;
    this.#placeOf.set(text, this.#reasonTexts.length);
    return this.#reasonTexts.push(text) - 1;
  }
}

function larger<Numbers extends Float64Array | Uint16Array>(old: Numbers, fresh: Numbers): Numbers {
  fresh.set(old);
  return fresh;
}
