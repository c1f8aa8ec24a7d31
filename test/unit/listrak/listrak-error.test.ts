import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorOfAnswer, errorOfNetwork, errorOfShape } from '../../../src-main/listrak/listrak-error.ts';

const envelope = (status: number, error: string, message = 'Said so.') =>
  JSON.stringify({ status, error, message });

describe('the error for an answer that is no success', () => {
  it('carries Listrak’s own code and the HTTP status', () => {
    const error = errorOfAnswer(400, envelope(400, 'ERROR_INVALID_PARAMETER'), null, false);
    expect(error).toMatchObject({
      name: 'ListrakError',
      code: 'ERROR_INVALID_PARAMETER',
      status: 400,
      transient: false,
    });
    expect(error.message).toContain('ERROR_INVALID_PARAMETER');
  });

  it('repeats nothing else that the answer says, which may quote a customer or a token', () => {
    const said = 'Value ’Jane Doe’ of 7175550101 is too long; token eyJhbGci';
    const told = errorOfAnswer(400, envelope(400, 'ERROR_VALIDATION', said), null, true);
    expect(JSON.stringify(told.toFailure())).not.toMatch(/Jane|7175550101|eyJ/);
  });

  it.each([
    ['ERROR_INVALID_CREDENTIALS', /client ID and secret.*type SMS.*paused.*IP address/],
    ['ERROR_UNAUTHORIZED', /client ID and secret.*type SMS.*paused.*IP address/],
    ['ERROR_SENDER_CODE_DISABLED', /another one|enable/i],
    ['ERROR_UNABLE_TO_LOCATE_RESOURCE', /sender code/],
    ['ERROR_INVALID_SEGMENTATION_FIELD_ID', /profile fields/],
    ['ERROR_SEGMENTATION_FIELD_DISABLED', /Enable it/],
  ])('says for %s what to do', (code, hint) => {
    expect(errorOfAnswer(400, envelope(400, code), null, false).hint).toMatch(hint);
  });

  it('names every cause of a 401 even when the answer gives no code', () => {
    const error = errorOfAnswer(401, '<html>', null, false);
    expect(error).toMatchObject({ code: 'ERROR_UNAUTHORIZED', status: 401, transient: false });
    expect(error.hint).toMatch(/secret.*paused.*IP address/);
  });

  it('falls back on the HTTP status for any body that is not the vendor’s envelope', () => {
    const bodies = fc.oneof(
      fc.string(),
      fc.json(),
      fc.constantFrom('', 'null', '[]', '{"error":7,"message":[]}', '{"error":"<b>","message":null}'),
    );
    fc.assert(
      fc.property(
        bodies,
        fc.integer({ min: 300, max: 599 }).filter((status) => status !== 401),
        (body, status) => {
          const error = errorOfAnswer(status, body, null, false);
          expect(error.code).toBe(`http.${status}`);
          expect(error.message).toContain(String(status));
        },
      ),
    );
  });

  it('counts 429 and the five passing server errors, and no other status, as passing', () => {
    const passing = Array.from({ length: 300 }, (_, place) => 300 + place).filter(
      (status) => errorOfAnswer(status, '', null, false).transient,
    );
    expect(passing).toEqual([429, 500, 502, 503, 504]);
  });

  it('says of what was sent that it may have taken effect after any 5xx, and never of what was only asked', () => {
    fc.assert(
      fc.property(fc.integer({ min: 300, max: 599 }), (status) => {
        expect(errorOfAnswer(status, '', null, true).mayHaveTakenEffect).toBe(status >= 500);
        expect(errorOfAnswer(status, '', null, false).mayHaveTakenEffect).toBe(false);
      }),
    );
  });

  it('reads Retry-After in whole seconds', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100_000 }), (seconds) => {
        expect(errorOfAnswer(429, '', String(seconds), false).retryAfterMs).toBe(seconds * 1000);
      }),
    );
  });

  it.each([null, '', 'soon', '-1', '1.5', 'Wed, 21 Oct 2026 07:28:00 GMT'])(
    'does not believe a Retry-After of %o',
    (header) => {
      expect(errorOfAnswer(429, '', header, false).retryAfterMs).toBeNull();
    },
  );

  it('does not repeat pages of text in its message', () => {
    const { message } = errorOfAnswer(
      400,
      envelope(400, 'ERROR_INVALID_PARAMETER', 'x'.repeat(10_000)),
      null,
      false,
    );
    expect(message.length).toBeLessThan(400);
  });
});

describe('the error for a request without an answer', () => {
  it.each([
    ['ECONNREFUSED', /Nothing answers at here/],
    ['ENOTFOUND', /here cannot be found/],
    ['EAI_AGAIN', /here cannot be found/],
    ['ECONNRESET', /connection to here broke/],
  ])('tells %s by its code, also when fetch wraps it', (code, message) => {
    const cause = Object.assign(new Error(), { code });
    for (const wrapped of [cause, new TypeError('fetch failed', { cause })]) {
      const error = errorOfNetwork(wrapped, 'here', false);
      expect(error).toMatchObject({ code: `network.${code}`, status: null, transient: true, cause: wrapped });
      expect(error.message).toMatch(message);
    }
  });

  it('tells a server that takes too long from a broken connection', () => {
    const late = Object.assign(new Error(), { name: 'TimeoutError' });
    expect(errorOfNetwork(late, 'here', false).message).toMatch(/here did not answer in time/);
    expect(errorOfNetwork(new Error(), 'here', false).code).toBe('network.broken');
  });

  it('keeps whether the request may have taken effect', () => {
    for (const may of [true, false])
      expect(errorOfNetwork(new Error(), 'here', may).mayHaveTakenEffect).toBe(may);
  });
});

it('an answer that is not understood is not asked for again, and says about what it was', () => {
  const error = errorOfShape('the import', 'it is not JSON', true);
  expect(error).toMatchObject({ code: 'answer.unexpected', transient: false, mayHaveTakenEffect: true });
  expect(error.message).toContain('the import');
  expect(error.message).toContain('it is not JSON');
});
