import { AppError } from '../contract/failure.ts';

/** Where the API and its tokens are. */
export interface Addresses {
  /** Without a slash at the end; calls add `/v1/…`. */
  api: string;
  auth: string;
}

/** Source: vendor spec. */
export const VENDOR: Addresses = {
  api: 'https://api.listrak.com/sms',
  auth: 'https://auth.listrak.com/OAuth2/Token',
};

const LOOPBACK = new Set(['127.0.0.1', '[::1]', 'localhost']);

/**
 * Checks addresses other than the vendor's: they may only be on this computer (a practice server), so that no
 * mistyped or planted address ever gets a secret or a customer's data.
 * @throws AppError `address.*`
 */
export function loopbackAddresses(api: string, auth: string): Addresses {
  for (const address of [api, auth]) {
    let url: URL;
    try {
      url = new URL(address);
    } catch {
      throw refused('address.invalid', 'One of the addresses given is no web address.');
    }
    if (url.username || url.password)
      throw refused('address.secret', 'An address must not carry a name or password.');
    if (!LOOPBACK.has(url.hostname) || !/^https?:$/.test(url.protocol)) {
      throw refused('address.notLoopback', `The address ${url.host} is not on this computer.`);
    }
  }
  return { api: api.replace(/\/+$/, ''), auth };
}

function refused(code: string, message: string): AppError {
  return new AppError({
    code,
    message: `${message} Nothing was sent.`,
    hint: 'Only Listrak itself, or a practice server on 127.0.0.1, can be used.',
  });
}
