import { X509Certificate } from 'node:crypto';
import type { ClientAuthentication } from '../../../shared/token-server/client-authentication.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { matchSubject } from '../certificates/certificate-subject.ts';
import { type ClientCertificate, thumbprintOf } from '../certificates/client-certificate.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { type Authentication, authenticated, describeWrongMethod, unproven } from './authentication.ts';
import type { PresentedId } from './presented-credentials.ts';

/** A client that only names itself: by its certificate (RFC 8705 §2), or as the public client that it is. */
export function authenticateById(
  { clientId }: PresentedId,
  { certificate }: ServerRequest,
  state: ServerState,
): Authentication {
  const client = state.clients.find(clientId);
  if (client === undefined) return unproven(clientId, state.clients.explainAbsence(clientId));
  const { authentication } = client;
  switch (authentication.method) {
    case 'none':
      return authenticated(client, 'none', null);
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return certificate === null
        ? unproven(clientId, explainMissing(authentication.method, state))
        : authenticateByCertificate(client, authentication, certificate);
    case 'secret':
      return unproven(clientId, 'client_secret is missing');
    default:
      return unproven(clientId, describeWrongMethod(client, 'client_id alone'));
  }
}

function explainMissing(method: string, { asksForCertificates, endpoints }: ServerState): string {
  const missing = `the client is registered for ${method}, and the connection has no certificate`;
  if (!asksForCertificates) return `${missing}: mutual TLS is off`;
  const { mutualTls } = endpoints;
  return mutualTls === undefined ? missing : `${missing}; certificates are asked for at ${mutualTls.baseUrl}`;
}

function authenticateByCertificate(
  client: ServerClient,
  authentication: Extract<ClientAuthentication, { method: `${string}tls_client_auth` }>,
  { distrust, thumbprint, x509 }: ClientCertificate,
): Authentication {
  const { clientId } = client;
  if (authentication.method === 'self_signed_tls_client_auth') {
    // RFC 8705 §2.2: which one it is counts, not who made it.
    return pinnedThumbprints(authentication.certificates).has(thumbprint)
      ? authenticated(client, authentication.method, null)
      : unproven(clientId, `the certificate ${thumbprint} is none of those pinned for the client`);
  }
  if (distrust !== null) return unproven(clientId, `the certificate is not trusted: ${distrust}`);
  const match = matchSubject(x509, authentication.subject);
  return match.matches
    ? authenticated(client, authentication.method, match.remark)
    : unproven(clientId, match.reason);
}

const pinned = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Read once per configuration. One that cannot be read matches nothing. */
function pinnedThumbprints(certificates: readonly string[]): ReadonlySet<string> {
  let thumbprints = pinned.get(certificates);
  if (thumbprints === undefined) {
    thumbprints = new Set(certificates.flatMap(tryThumbprint));
    pinned.set(certificates, thumbprints);
  }
  return thumbprints;
}

function tryThumbprint(pem: string): string[] {
  try {
    return [thumbprintOf(new X509Certificate(pem))];
  } catch {
    return [];
  }
}
