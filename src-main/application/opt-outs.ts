import { phoneRule } from '../audience/phone.ts';
import { type Connection, countryOf } from './connect.ts';

/**
 * Reads who is opted out of the sender code in Listrak right now, as E.164 numbers. One that is none by our rules is
 * kept by its bare digits, so that an unusual way of writing can leave out somebody too many but nobody too few.
 * @param onCount told how many numbers have come so far.
 */
export async function readOptOuts(
  connection: Connection,
  onCount: (count: number) => void,
  signal?: AbortSignal,
): Promise<Float64Array> {
  const readPhone = phoneRule(countryOf(connection.senderCode));
  let phones = new Float64Array(5000);
  let count = 0;
  for await (const page of connection.client.optOuts(connection.senderCode.id, { signal })) {
    for (const written of page) {
      const phone = readPhone(written, { marks: 0 }) || Number(written.replace(/\D/g, ''));
      if (phone === 0) continue;
      if (count === phones.length) {
        const larger = new Float64Array(phones.length * 2);
        larger.set(phones);
        phones = larger;
      }
      phones[count++] = phone;
    }
    onCount(count);
  }
  return phones.slice(0, count);
}
