import type { SecretValues } from '../../variables/fill-secrets.ts';
import type { ClientCredentials } from '../methods/method.ts';

/** A request's credentials. Prepared before the request is built, because signing takes keys and time. */
export interface RequestCredentials extends ClientCredentials {
  /** A DPoP proof for this request (RFC 9449 §4.2); null if none is needed. */
  readonly dpopProof: string | null;
  /** Values of secret variables by name, referenced as `{{name}}`. */
  readonly secretVariables: SecretValues;
}

/** Credentials with at most a secret. */
export function secretOnly(secret: string | null): RequestCredentials {
  return { secret, assertion: null, dpopProof: null, secretVariables: NONE };
}

/** What a request's fields may reference: secret variables, the client's secret, its assertion. */
export function secretValuesOf({ secret, assertion, secretVariables }: RequestCredentials): SecretValues {
  const values = new Map(secretVariables);
  if (secret !== null) values.set('client_secret', secret);
  if (assertion !== null) values.set('client_assertion', assertion);
  return values;
}

const NONE: SecretValues = new Map();
