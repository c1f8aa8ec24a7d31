import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../src-main/contract/failure.ts';
import { loopbackAddresses, VENDOR } from '../../../src-main/listrak/addresses.ts';

const GOOD = 'http://127.0.0.1:8080/sms';

/** The code under which a pair of addresses is refused, or null when it is taken. */
function refusal(api: string, auth: string): string | null {
  try {
    loopbackAddresses(api, auth);
    return null;
  } catch (error) {
    expect(error).toBeInstanceOf(AppError);
    expect((error as AppError).message).toContain('Nothing was sent.');
    return (error as AppError).code;
  }
}

describe('addresses other than the vendor’s', () => {
  it.each([
    'http://127.0.0.1:8080/sms',
    'http://localhost:1/sms',
    'http://[::1]:9000/sms',
    'https://127.0.0.1/sms',
    'HTTP://LOCALHOST:8080/sms',
  ])('may be on this computer: %s', (address) => {
    expect(loopbackAddresses(address, address)).toEqual({ api: address, auth: address });
  });

  it('lose the slashes at the end of the API’s, so that paths can be added', () => {
    expect(loopbackAddresses('http://127.0.0.1/sms//', 'http://127.0.0.1/token')).toEqual({
      api: 'http://127.0.0.1/sms',
      auth: 'http://127.0.0.1/token',
    });
  });

  it.each([
    ['http://example.com/sms', 'address.notLoopback'],
    ['https://api.listrak.com.example.com/sms', 'address.notLoopback'],
    ['http://127.0.0.1.example.com/sms', 'address.notLoopback'],
    ['http://localhost.example.com/sms', 'address.notLoopback'],
    ['http://0.0.0.0/sms', 'address.notLoopback'],
    ['http://192.168.0.1/sms', 'address.notLoopback'],
    ['http://example.com/127.0.0.1', 'address.notLoopback'],
    ['http://example.com/?at=127.0.0.1', 'address.notLoopback'],
    ['http://example.com#127.0.0.1', 'address.notLoopback'],
    ['ftp://127.0.0.1/sms', 'address.notLoopback'],
    ['ws://127.0.0.1/sms', 'address.notLoopback'],
    ['file:///127.0.0.1', 'address.notLoopback'],
    ['http://127.0.0.1@example.com/sms', 'address.secret'],
    ['http://name:word@127.0.0.1/sms', 'address.secret'],
    ['127.0.0.1', 'address.invalid'],
    ['', 'address.invalid'],
  ])('are refused, as the API’s and as the tokens’, when they are %s', (address, code) => {
    expect(refusal(address, GOOD)).toBe(code);
    expect(refusal(GOOD, address)).toBe(code);
  });

  it('are refused for any host that is not this computer', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true, withFragments: true }), (address) => {
        expect(refusal(address, GOOD)).toBe('address.notLoopback');
        expect(refusal(GOOD, address)).toBe('address.notLoopback');
      }),
    );
  });

  it('are never repeated with the password in them', () => {
    try {
      loopbackAddresses('http://name:hunter2@127.0.0.1/', GOOD);
      expect.unreachable();
    } catch (error) {
      expect(JSON.stringify((error as AppError).toFailure())).not.toContain('hunter2');
    }
  });
});

it('the vendor is only ever spoken to over HTTPS', () => {
  for (const address of Object.values(VENDOR)) {
    expect(new URL(address)).toMatchObject({
      protocol: 'https:',
      host: expect.stringMatching(/\.listrak\.com$/),
    });
  }
});
