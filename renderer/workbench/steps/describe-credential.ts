import type { ClientAuthMethod } from '../../../shared/model/client.ts';
import type { Client } from '../../../shared/model/workspace.ts';

/** What a client proves itself with, or that it is still missing: for the end of the folded step. */
export function describeCredential(client: Client, hasSecret: boolean): string {
  switch (CREDENTIALS[client.authMethod]) {
    case 'secret':
      return hasSecret ? 'Secret set' : 'No secret yet';
    case 'private key':
      return client.assertion?.keyId ? 'Private key' : 'No private key yet';
    case 'certificate':
      return client.certificateKeyId ? 'Certificate' : 'No certificate yet';
    case 'none':
      return 'Public client';
  }
}

/** How a client authenticates, in a word: for the list of clients. */
export const CREDENTIALS: Readonly<
  Record<ClientAuthMethod, 'secret' | 'private key' | 'certificate' | 'none'>
> = {
  client_secret_basic: 'secret',
  client_secret_post: 'secret',
  client_secret_jwt: 'secret',
  private_key_jwt: 'private key',
  tls_client_auth: 'certificate',
  self_signed_tls_client_auth: 'certificate',
  none: 'none',
};
