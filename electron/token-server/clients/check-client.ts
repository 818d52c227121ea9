import { X509Certificate } from 'node:crypto';
import type { ClientAuthenticationView, ServerClientView } from '../../../shared/token-server/client-view.ts';
import { type ClientProblem, findClientProblems } from '../../../shared/token-server/find-client-problems.ts';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';
import { readPublicKey } from '../proofs/public-key.ts';

/**
 * What is wrong with a client, its keys and certificates included, which only a machine can read. `otherIds` are the ids
 * of all the other clients.
 */
export function checkClient(client: ServerClientView, otherIds: readonly string[]): ClientProblem[] {
  const unreadable = findUnreadable(client.authentication);
  const problems = findClientProblems(client, otherIds);
  return unreadable === null ? problems : [...problems, { field: 'authentication', message: unreadable }];
}

function findUnreadable(authentication: ClientAuthenticationView): string | null {
  switch (authentication.method) {
    case 'private_key_jwt': {
      const { keys } = authentication;
      const at = keys.from === 'jwks' ? keys.jwks.keys.findIndex((jwk) => !isReadableKey(jwk)) : -1;
      return at < 0 ? null : `Key ${at + 1} of the set cannot be read: are all its members there?`;
    }
    case 'self_signed_tls_client_auth': {
      const at = authentication.certificates.findIndex((pem) => !isReadableCertificate(pem));
      return at < 0 ? null : `Certificate ${at + 1} cannot be read.`;
    }
    default:
      return null;
  }
}

function isReadableKey(jwk: PublicJwk): boolean {
  return works(() => readPublicKey(jwk));
}

function isReadableCertificate(pem: string): boolean {
  return works(() => new X509Certificate(pem));
}

function works(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}
