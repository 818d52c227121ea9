import type { SecretName } from '../text/sensitive-text.ts';

const OWN_SECRETS: ReadonlyMap<string, SecretName> = new Map([
  ['client_secret', 'CLIENT_SECRET'],
  ['client_assertion', 'CLIENT_ASSERTION'],
]);

/**
 * What a name stands for that no variable can have: `client_secret` for the client's secret, `client_assertion` for the
 * assertion that is signed for the request. They can stand wherever a secret variable can.
 */
export function ownSecret(name: string): SecretName | null {
  return OWN_SECRETS.get(name) ?? null;
}
