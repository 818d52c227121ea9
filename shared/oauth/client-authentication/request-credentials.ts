import type { SecretValues } from '../../variables/fill-secrets.ts';
import type { ClientCredentials } from '../methods/method.ts';

/** What a request proves its client with: made ready before it is built, because signing takes keys and time. */
export interface RequestCredentials extends ClientCredentials {
  /** A proof of possession for this very request (RFC 9449 §4.2); null where none is asked for. */
  readonly dpopProof: string | null;
  /** Values of secret variables by name: `{{name}}` in a field stands for one of them. */
  readonly secretVariables: SecretValues;
}

/** Nothing but a secret, or not even that. */
export function secretOnly(secret: string | null): RequestCredentials {
  return { secret, assertion: null, dpopProof: null, secretVariables: NONE };
}

/** What the fields of a request may refer to: the secret variables, the client's own secret, its assertion. */
export function secretValuesOf({ secret, assertion, secretVariables }: RequestCredentials): SecretValues {
  const values = new Map(secretVariables);
  if (secret !== null) values.set('client_secret', secret);
  if (assertion !== null) values.set('client_assertion', assertion);
  return values;
}

const NONE: SecretValues = new Map();
