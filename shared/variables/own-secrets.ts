import { SECRET_PARAMETERS } from '../oauth/client-authentication/form-secret.ts';
import type { SecretName } from '../text/sensitive-text.ts';

/**
 * What a name stands for that no variable can have: `client_secret` for the client's secret, `client_assertion` for the
 * assertion that is signed for the request. They can stand wherever a secret variable can.
 */
export function ownSecret(name: string): SecretName | null {
  return SECRET_PARAMETERS[name] ?? null;
}
