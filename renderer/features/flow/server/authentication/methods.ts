import type { ClientAuthMethod } from '../../../../../shared/model/client.ts';

export interface MethodGroup {
  readonly group: string;
  readonly items: readonly ClientAuthMethod[];
}

/** The methods by what the client proves itself with, the usual ones first. */
export const METHOD_GROUPS: readonly MethodGroup[] = [
  { group: 'A secret that is sent', items: ['client_secret_post', 'client_secret_basic'] },
  { group: 'A signed JWT', items: ['private_key_jwt', 'client_secret_jwt'] },
  { group: 'A certificate in the TLS handshake', items: ['tls_client_auth', 'self_signed_tls_client_auth'] },
  { group: 'No proof', items: ['none'] },
];

/** In a few words, for the list. */
export const METHOD_HINTS: Readonly<Record<ClientAuthMethod, string>> = {
  client_secret_post: 'in the form body',
  client_secret_basic: 'in the Authorization header',
  private_key_jwt: 'with a private key',
  client_secret_jwt: 'with the secret, which is not sent',
  tls_client_auth: 'of an authority',
  self_signed_tls_client_auth: 'of one’s own, registered at the server',
  none: 'the id alone',
};

/** In a sentence, under the chosen one. */
export const METHOD_NOTES: Readonly<Record<ClientAuthMethod, string>> = {
  client_secret_post: 'Id and secret travel as parameters of the form body (RFC 6749 §2.3.1).',
  client_secret_basic: 'Id and secret travel in the Authorization header (RFC 6749 §2.3.1).',
  private_key_jwt:
    'Each request carries a JWT signed with a private key; the server has the public one (RFC 7523 §2.2).',
  client_secret_jwt:
    'Each request carries a JWT signed with the secret, which itself does not travel (RFC 7523 §2.2).',
  tls_client_auth:
    'A certificate of an authority that the server trusts is presented in TLS (RFC 8705 §2.1).',
  self_signed_tls_client_auth:
    'The very certificate that is registered at the server is presented in TLS (RFC 8705 §2.2).',
  none: 'The client only says its id. Servers refuse client_credentials without authentication; see how.',
};

/** What proves the client: decides which field stands beside its id. */
export function proofOf(method: ClientAuthMethod): 'secret' | 'key' | 'certificate' | 'nothing' {
  switch (method) {
    case 'client_secret_post':
    case 'client_secret_basic':
    case 'client_secret_jwt':
      return 'secret';
    case 'private_key_jwt':
      return 'key';
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return 'certificate';
    case 'none':
      return 'nothing';
  }
}
