/** A request that the practice Listrak refuses, with the vendor's error code. */
export class Refusal extends Error {
  override name = 'Refusal' as const;
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const invalidParameter = (name: string) =>
  new Refusal(400, 'ERROR_INVALID_PARAMETER', `An invalid value was supplied for ${name}.`);
export const notFound = (what: string) =>
  new Refusal(
    404,
    'ERROR_UNABLE_TO_LOCATE_RESOURCE',
    `Unable to locate a resource associated with the ${what} supplied.`,
  );
export const unauthorised = () =>
  new Refusal(401, 'ERROR_UNAUTHORIZED', 'Authorization was denied for this request.');
