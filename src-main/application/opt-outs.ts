import { type CountryCode, isSupportedCountry } from 'libphonenumber-js/max';
import { phoneRule } from '../audience/phone.ts';
import type { Connection } from './connect.ts';

/**
 * Reads who is opted out of the sender code in Listrak right now, as E.164 numbers. A number that is none by our rules
 * is kept by its bare digits, with and without a leading 1: an unusual way of writing may leave out somebody too many,
 * but nobody too few.
 * @param country whose national numbers the audience's are; Listrak's are read as the sender code's country's, too.
 * @param onCount told how many opted-out contacts have come so far.
 * @throws ListrakError
 */
export async function readOptOuts(
  { client, senderCode }: Connection,
  country: CountryCode,
  onCount: (count: number) => void,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const countries = [country, senderCode.country?.toUpperCase() ?? ''].filter((code) =>
    isSupportedCountry(code),
  );
  const rules = [...new Set(countries)].map((code) => phoneRule(code as CountryCode));
  const phones = new GrowingNumbers();
  let count = 0;
  for await (const page of client.optOuts(senderCode.id, { signal })) {
    for (const written of page) {
      const read = rules.map((readPhone) => readPhone(written, { marks: 0 })).filter((phone) => phone !== 0);
      for (const phone of read) phones.add(phone);
      if (read.length === 0) {
        const digits = written.replace(/\D/g, '');
        phones.add(Number(digits));
        phones.add(Number(`1${digits}`));
      }
    }
    count += page.length;
    onCount(count);
  }
  return phones.all();
}

/** Numbers in a row, 8 bytes each: there may be millions. */
class GrowingNumbers {
  #numbers = new Float64Array(8192);
  #length = 0;

  add(number: number): void {
    if (this.#length === this.#numbers.length) {
      const larger = new Float64Array(this.#length * 2);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers[this.#length++] = number;
  }

  all(): Float64Array {
    return this.#numbers.slice(0, this.#length);
  }
}
