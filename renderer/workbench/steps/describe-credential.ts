import type { Client } from '../../../shared/model/workspace.ts';
import type { Method } from '../../../shared/oauth/methods/method.ts';
import { methodOf } from '../../../shared/oauth/methods/methods.ts';

/** What a client proves itself with, or that it is still missing: for the end of the folded step. */
export function describeCredential(client: Client, hasSecret: boolean): string {
  switch (methodOf(client).credential) {
    case 'secret':
      return hasSecret ? 'Secret set' : 'No secret yet';
    case 'key':
      return client.assertion?.keyId ? 'Private key' : 'No private key yet';
    case 'certificate':
      return client.certificateKeyId ? 'Certificate' : 'No certificate yet';
    case 'nothing':
      return 'Public client';
  }
}

/** How a client authenticates, in a word: for the list of clients. */
export const CREDENTIAL_NAMES: Readonly<Record<Method['credential'], string>> = {
  secret: 'secret',
  key: 'private key',
  certificate: 'certificate',
  nothing: 'none',
};
