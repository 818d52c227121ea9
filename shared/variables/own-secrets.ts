import type { SecretName } from '../text/sensitive-text.ts';

const OWN_SECRETS: ReadonlyMap<string, SecretName> = new Map([
  ['client_secret', 'CLIENT_SECRET'],
  ['client_assertion', 'CLIENT_ASSERTION'],
]);

/**
 * Reserved names: `client_secret` for the client's secret, `client_assertion` for the request's signed assertion.
 * Allowed wherever a secret variable is.
 */
export function ownSecret(name: string): SecretName | null {
  return OWN_SECRETS.get(name) ?? null;
}
