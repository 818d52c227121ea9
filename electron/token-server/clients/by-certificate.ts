import { X509Certificate } from 'node:crypto';
import type { ClientAuthentication } from '../../../shared/token-server/client-authentication.ts';
import type { ServerClient } from '../../../shared/token-server/server-client.ts';
import { matchSubject } from '../certificates/certificate-subject.ts';
import { type ClientCertificate, thumbprintOf } from '../certificates/client-certificate.ts';
import type { ServerRequest } from '../http/request.ts';
import type { ServerState } from '../server-state.ts';
import { type Authentication, authenticated, describeWrongMethod, unproven } from './authentication.ts';
import type { PresentedId } from './presented-credentials.ts';

/** Authenticates a client that sends only its ID: by certificate (RFC 8705 §2), or as a public client. */
export function authenticateById(
  { clientId }: PresentedId,
  { certificate }: ServerRequest,
  state: ServerState,
  now: number,
): Authentication {
  const refuse = (reason: string) =>
    unproven(clientId, reason, { remarks: certificate === null ? [NOTHING_BUT_ID] : [] });
  const client = state.clients.find(clientId);
  if (client === undefined) return refuse(state.clients.explainAbsence(clientId));
  const { authentication } = client;
  switch (authentication.method) {
    case 'none':
      return authenticated(client, 'none', null);
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
      return certificate === null
        ? refuse(explainMissing(authentication.method, state))
        : authenticateByCertificate(client, authentication, certificate, now);
    case 'secret':
      return refuse('client_secret is missing');
    default:
      return refuse(describeWrongMethod(client, 'client_id alone'));
  }
}

const NOTHING_BUT_ID =
  'the request has client_id alone, without a secret, an assertion or a client certificate';

function explainMissing(method: string, { asksForCertificates, clients, endpoints }: ServerState): string {
  const missing = `the client is registered for ${method}, and the connection has no certificate`;
  if (!asksForCertificates) return `${missing}: mutual TLS is off`;
  const { mutualTls } = endpoints;
  const where = mutualTls === undefined ? '' : `; the server requests certificates at ${mutualTls.baseUrl}`;
  const namesAuthorities = clients.all.some(
    ({ authentication }) => authentication.method === 'tls_client_auth',
  );
  const isHeldBack = method === 'self_signed_tls_client_auth' && namesAuthorities;
  return `${missing}${where}${isHeldBack ? HELD_BACK : ''}`;
}

/** RFC 8446 §4.2.4: a client may select by the CA names that the server sends. */
const HELD_BACK =
  '. The handshake names the CAs that tls_client_auth trusts, so clients such as Go and Java send no self-signed certificate';

function authenticateByCertificate(
  client: ServerClient,
  authentication: Extract<ClientAuthentication, { method: `${string}tls_client_auth` }>,
  { distrust, thumbprint, x509 }: ClientCertificate,
  now: number,
): Authentication {
  const { clientId } = client;
  if (authentication.method === 'self_signed_tls_client_auth') {
    // RFC 8705 §2.2: only the certificate itself matters, not its issuer or its validity.
    return pinnedThumbprints(authentication.certificates).has(thumbprint)
      ? authenticated(client, authentication.method, hasExpired(x509, now) ? EXPIRED : null)
      : unproven(clientId, `the certificate ${thumbprint} is none of those pinned for the client`);
  }
  if (distrust !== null) return unproven(clientId, `the certificate is not trusted: ${distrust}`);
  const match = matchSubject(x509, authentication.subject);
  return match.matches
    ? authenticated(client, authentication.method, match.remark)
    : unproven(clientId, match.reason);
}

const EXPIRED = 'the pinned certificate has expired, which other servers may reject';

function hasExpired({ validTo }: X509Certificate, now: number): boolean {
  return now > Date.parse(validTo);
}

const pinned = new WeakMap<readonly string[], ReadonlySet<string>>();

/** Parsed once per configuration. An unreadable certificate matches nothing. */
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
