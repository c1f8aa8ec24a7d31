import type { Exchange } from '../contract/sending.ts';
import { maskText } from '../delivery/masking.ts';
import type { RawExchange } from '../listrak/exchange.ts';

/** How much of an answer is shown, in characters. */
const SHOWN = 2000;

/** An exchange as a person may see it: phones and emails masked, a long answer cut. */
export function showExchange({ body, address, ...exchange }: RawExchange): Exchange {
  return {
    ...exchange,
    // Only what stands after a contact's path, or in the query, can be somebody's; the rest are Listrak's own ids.
    address: address.replace(/(?<=\/Contact\/|\?).+$/, (rest) => maskText(rest)),
    answer: maskText(body, SHOWN),
  };
}
