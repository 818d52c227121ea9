import type { ClientAuthenticationView, ServerClientView } from '../client-view.ts';

// Names of the client list of a Curity Identity Server (`config-backed`). Sources, both public:
// - curityio/database-client-migration-example, src/data/configurationClient.ts and example-clients.xml (2023 to 2025):
//   every member of a client, and the XML around it
// - Curity's documentation "OAuth Client Configuration" and "Client Capabilities" (idsvr/latest, 2025)
// Nothing of this was run against a real server.

/** A client in Curity's RESTCONF API; XML and CLI use the same names in the same order. */
export interface CurityClient {
  readonly id: string;
  readonly description?: string;
  readonly enabled?: boolean;
  readonly secret?: string;
  readonly 'no-authentication'?: boolean;
  readonly 'asymmetric-key'?: string;
  readonly 'symmetric-key'?: string;
  readonly 'jwks-uri'?: { readonly uri: string };
  readonly 'mutual-tls'?: MutualTls;
  readonly 'access-token-ttl'?: number;
  readonly audience?: readonly string[];
  readonly scope?: readonly string[];
  readonly capabilities?: {
    readonly 'client-credentials'?: readonly [null];
    readonly introspection?: readonly [null];
  };
}

interface MutualTls {
  readonly 'client-dn'?: string;
  readonly 'client-dns-name'?: string;
  readonly 'client-uri'?: string;
  readonly 'client-ip'?: string;
  readonly 'client-email'?: string;
  readonly 'client-certificate'?: string;
}

const SUBJECT_LEAVES = {
  subject_dn: 'client-dn',
  san_dns: 'client-dns-name',
  san_uri: 'client-uri',
  san_ip: 'client-ip',
  san_email: 'client-email',
} as const;

/** A client in Curity's terms. Includes its secret only if given: exports have none by default. */
export function toCurityClient(client: ServerClientView, secret: string | null): CurityClient {
  const { authentication, capabilities = ALL_CAPABILITIES, clientId, jwt } = client;
  return {
    id: clientId,
    ...(client.description === '' ? {} : { description: client.description }),
    ...(client.enabled === false ? { enabled: false } : {}),
    ...authenticationOf(authentication, clientId, secret),
    'access-token-ttl': client.tokenLifetime,
    ...(jwt === undefined || jwt.audience.length === 0 ? {} : { audience: jwt.audience }),
    ...(client.scopes.length === 0 ? {} : { scope: client.scopes }),
    capabilities: {
      ...(capabilities.includes('client_credentials') ? { 'client-credentials': EMPTY } : {}),
      ...(capabilities.includes('introspection') ? { introspection: EMPTY } : {}),
    },
  };
}

/** Default capabilities. Duplicated here, because the page does not load schemas at startup. */
const ALL_CAPABILITIES: readonly string[] = ['client_credentials', 'introspection'];

/** RFC 7951 §6.9: JSON for a leaf without a value. */
const EMPTY = [null] as const;

function authenticationOf(
  authentication: ClientAuthenticationView,
  clientId: string,
  secret: string | null,
): Partial<CurityClient> {
  switch (authentication.method) {
    case 'secret':
      return secret === null ? {} : { secret };
    case 'client_secret_jwt':
      return secret === null ? {} : { 'symmetric-key': secret };
    case 'private_key_jwt':
      return authentication.keys.from === 'url'
        ? { 'jwks-uri': { uri: authentication.keys.url } }
        : { 'asymmetric-key': `${clientId}-key` };
    case 'tls_client_auth': {
      const { field, value } = authentication.subject;
      return { 'mutual-tls': { [SUBJECT_LEAVES[field]]: value } };
    }
    case 'self_signed_tls_client_auth':
      return { 'mutual-tls': { 'client-certificate': `${clientId}-certificate` } };
    case 'none':
      return { 'no-authentication': true };
  }
}

/** Additional steps in Curity, and settings that Curity stores elsewhere. One sentence each. */
export function curityNotes(client: ServerClientView, hasSecret: boolean): string[] {
  const { authentication, claims = {}, clientId } = client;
  const notes = [AUTHENTICATION_NOTES[authentication.method](clientId, hasSecret)];
  if (client.tokenFormat === 'jwt')
    notes.push('JWT access tokens are a setting of the token profile (Token Issuers), not of a client.');
  if (Object.keys(claims).length > 0)
    notes.push('Custom claims are configured as scopes and claims of the profile, not of a client.');
  if ((client.defaultScopes ?? []).length > 0) notes.push('Curity has no default scopes for a client.');
  if (client.certificateBinding === 'required')
    notes.push('Certificate-bound tokens are a setting of the profile.');
  return notes.filter((note) => note !== '');
}

const AUTHENTICATION_NOTES: Readonly<
  Record<ClientAuthenticationView['method'], (clientId: string, hasSecret: boolean) => string>
> = {
  secret: (_, hasSecret) => (hasSecret ? '' : 'Set the secret in Curity: it is not included here.'),
  client_secret_jwt: (_, hasSecret) =>
    `Enable symmetrically signed JWT client authentication in the profile${hasSecret ? '' : ', and set the symmetric key'}.`,
  private_key_jwt: (clientId) =>
    `Enable asymmetrically signed JWT client authentication in the profile. Inline keys become the signature verification key "${clientId}-key" (Facilities, Keys and Cryptography).`,
  tls_client_auth: () => 'Enable mutual TLS client authentication in the profile, and trust the client’s CA.',
  self_signed_tls_client_auth: (clientId) =>
    `Enable mutual TLS client authentication in the profile, and add the certificate as "${clientId}-certificate" to the client trust store.`,
  none: () => '',
};
