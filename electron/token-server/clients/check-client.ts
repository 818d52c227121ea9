import { X509Certificate } from 'node:crypto';
import type { ClientAuthenticationView, ServerClientView } from '../../../shared/token-server/client-view.ts';
import { type ClientProblem, findClientProblems } from '../../../shared/token-server/find-client-problems.ts';
import type { PublicJwk } from '../../../shared/token-server/public-jwk-set.ts';
import { readPublicKey } from '../proofs/public-key.ts';

/** Errors in a client, including unreadable keys and certificates. `otherIds` are the IDs of all other clients. */
export function checkClient(client: ServerClientView, otherIds: readonly string[]): ClientProblem[] {
  const unreadable = findUnreadable(client.authentication);
  const problems = findClientProblems(client, otherIds);
  return unreadable === null ? problems : [...problems, { field: 'authentication', message: unreadable }];
}

function findUnreadable(authentication: ClientAuthenticationView): string | null {
  switch (authentication.method) {
    case 'private_key_jwt': {
      const { keys } = authentication;
      return keys.from === 'jwks' ? findUnreadableKey(keys.jwks.keys) : null;
    }
    case 'self_signed_tls_client_auth': {
      const at = authentication.certificates.findIndex((pem) => !isReadableCertificate(pem));
      return at < 0 ? null : `Certificate ${at + 1} cannot be read.`;
    }
    default:
      return null;
  }
}

function findUnreadableKey(jwks: readonly PublicJwk[]): string | null {
  for (const [index, jwk] of jwks.entries()) {
    const key = readPublicKey(jwk);
    if (!key.ok) return `Key ${index + 1} of the set ${key.error}`;
  }
  return null;
}

function isReadableCertificate(pem: string): boolean {
  try {
    new X509Certificate(pem);
    return true;
  } catch {
    return false;
  }
}
