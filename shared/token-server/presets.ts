import { z } from 'zod';

/** Servers that the token server can imitate. */
export const PresetSchema = z.enum(['curity', 'keycloak', 'auth0', 'okta', 'entra', 'spring']);
export type PresetId = z.infer<typeof PresetSchema>;

/** Paths that a configuration may change. */
const path = z
  .string()
  .max(500)
  .regex(/^\/[\w.~!$&'()*+,;=:@%/-]*$/, { error: 'a path that begins with / is needed' });
const PathsSchema = z.object({
  authorization: path.exactOptional(),
  token: path.exactOptional(),
  introspection: path.exactOptional(),
  revocation: path.exactOptional(),
  jwks: path.exactOptional(),
});
export type EndpointName = keyof z.infer<typeof PathsSchema>;

/** The imitated server: its paths, issuer, token format and error wording. */
export const StandInSchema = z.object({
  preset: PresetSchema,
  /** The issuer, in place of the preset's: a URL, or a path on this server. */
  issuer: z
    .string()
    .max(1000)
    .refine((text) => path.safeParse(text).success || isIssuerUrl(text), {
      error: 'an http or https URL without query and fragment, or a path, is needed',
    })
    .exactOptional(),
  paths: PathsSchema.exactOptional(),
});
export type StandIn = z.infer<typeof StandInSchema>;
export { PathsSchema };

function isIssuerUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { hash, protocol, search } = new URL(text);
  return ['http:', 'https:'].includes(protocol) && hash === '' && search === '';
}

/** How another server words an error. */
interface ErrorWording {
  readonly status?: number;
  readonly error?: string;
  /** Null for no description. */
  readonly description: string | null;
  readonly members?: Readonly<Record<string, unknown>>;
}

export interface Preset {
  readonly label: string;
  /** One sentence: what is different. */
  readonly hint: string;
  /** Source of the facts. None was checked against a running server. */
  readonly source: string;
  /** The issuer's path; empty for the base URL. */
  readonly issuer: string;
  /** Null for an endpoint that this product does not have. */
  readonly paths: Readonly<Record<EndpointName, string | null>>;
  /** By RFC 6749 §5.2 error code; other codes stay unchanged. */
  readonly errors: Readonly<Partial<Record<string, ErrorWording>>>;
  /** Members of the token response besides RFC 6749's. */
  readonly response: (lifetimeSeconds: number) => Readonly<Record<string, unknown>>;
  /** Claims of access tokens; null for Curity's, whose tokens are opaque by default. */
  readonly token: TokenShape | null;
}

export interface TokenShape {
  readonly typ: string | null;
  readonly claims: (token: TokenFacts) => Readonly<Record<string, unknown>>;
}

/** A token's facts; times in seconds. */
export interface TokenFacts {
  readonly id: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly audience: string | readonly string[];
  readonly scope: string;
  readonly issuedAt: number;
  readonly expiresAt: number;
}

const NO_MEMBERS = () => ({});
const scopes = (scope: string) => scope.split(' ').filter((each) => each !== '');
const TENANT = '00000000-0000-0000-0000-000000000001';

function entraError(code: number): Readonly<Record<string, unknown>> {
  return { error_codes: [code], error_uri: `https://login.microsoftonline.com/error?code=${code}` };
}

export const PRESETS: Readonly<Record<PresetId, Preset>> = {
  curity: {
    label: 'Curity',
    hint: 'Curity’s paths; opaque tokens unless a client has JWTs.',
    source: 'Curity tutorials and OAuth Endpoint Reference (curity.io/docs, idsvr 10 and 11)',
    issuer: '/oauth/v2/oauth-anonymous',
    paths: {
      authorization: '/oauth/v2/oauth-authorize',
      token: '/oauth/v2/oauth-token',
      introspection: '/oauth/v2/oauth-introspect',
      revocation: '/oauth/v2/oauth-revoke',
      jwks: '/oauth/v2/oauth-anonymous/jwks',
    },
    errors: {},
    response: NO_MEMBERS,
    token: null,
  },
  keycloak: {
    label: 'Keycloak',
    hint: 'Realm "demo": JWTs with typ and azp; a wrong secret is unauthorized_client.',
    source: 'keycloak/keycloak: ClientIdAndSecretAuthenticator.java, ServiceAccountConstants.java',
    issuer: '/realms/demo',
    paths: {
      authorization: '/realms/demo/protocol/openid-connect/auth',
      token: '/realms/demo/protocol/openid-connect/token',
      introspection: '/realms/demo/protocol/openid-connect/token/introspect',
      revocation: '/realms/demo/protocol/openid-connect/revoke',
      jwks: '/realms/demo/protocol/openid-connect/certs',
    },
    errors: {
      // ClientIdAndSecretAuthenticator.reportFailedAuth, status 401. An unknown client gets invalid_client with the same
      // description (AuthenticationProcessor.handleClientAuthException); here both are alike.
      invalid_client: {
        error: 'unauthorized_client',
        description: 'Invalid client or Invalid client credentials',
      },
      // Not verified: the wording of these two.
      invalid_scope: { description: 'Invalid scopes' },
      unsupported_grant_type: { description: 'Unsupported grant_type' },
    },
    response: () => ({ refresh_expires_in: 0, 'not-before-policy': 0 }),
    token: {
      typ: 'JWT',
      claims: ({ audience, clientId, expiresAt, id, issuedAt, issuer, scope }) => ({
        exp: expiresAt,
        iat: issuedAt,
        jti: id,
        iss: issuer,
        aud: audience,
        // Keycloak has the ID of the service account's user here, which this server does not have.
        sub: clientId,
        typ: 'Bearer',
        azp: clientId,
        acr: '1',
        scope,
        // ServiceAccountConstants.java names the prefix and the claim.
        preferred_username: `service-account-${clientId}`,
        client_id: clientId,
      }),
    },
  },
  auth0: {
    label: 'Auth0',
    hint: 'Issuer with a trailing slash; no introspection; a wrong client is access_denied.',
    source: 'Auth0 Docs: Access Token Profiles (auth0.com/docs/secure/tokens/access-tokens)',
    issuer: '/',
    paths: {
      authorization: '/authorize',
      token: '/oauth/token',
      introspection: null,
      revocation: '/oauth/revoke',
      jwks: '/.well-known/jwks.json',
    },
    errors: {
      // auth0/auth0.js issue 317 shows this body. Not verified: the status, and invalid_target.
      invalid_client: { status: 401, error: 'access_denied', description: 'Unauthorized' },
      invalid_target: { status: 403, error: 'access_denied', description: 'Service not found' },
    },
    response: NO_MEMBERS,
    token: {
      typ: 'JWT',
      claims: ({ audience, clientId, expiresAt, id, issuedAt, issuer, scope }) => ({
        iss: issuer,
        sub: `${clientId}@clients`,
        aud: audience,
        iat: issuedAt,
        exp: expiresAt,
        ...(scope === '' ? {} : { scope }),
        gty: 'client-credentials',
        azp: clientId,
        // Only Auth0's RFC 9068 profile has it; without it this server could not revoke the token.
        jti: id,
      }),
    },
  },
  okta: {
    label: 'Okta',
    hint: 'Authorization server "default": scp is a list, cid is the client.',
    source: 'Okta Developer: OpenID Connect & OAuth 2.0 (developer.okta.com/standards/OIDC)',
    issuer: '/oauth2/default',
    paths: {
      authorization: '/oauth2/default/v1/authorize',
      token: '/oauth2/default/v1/token',
      introspection: '/oauth2/default/v1/introspect',
      revocation: '/oauth2/default/v1/revoke',
      jwks: '/oauth2/default/v1/keys',
    },
    errors: {
      // The first two as tests and guides of third parties quote them; no page of Okta's was found. Not verified: the third.
      invalid_client: { description: 'The client secret supplied for a confidential client is invalid.' },
      invalid_scope: {
        description: 'One or more scopes are not configured for the authorization server resource.',
      },
      unsupported_grant_type: {
        description: 'The authorization grant type is not supported by the authorization server.',
      },
    },
    response: NO_MEMBERS,
    token: {
      typ: null,
      claims: ({ audience, clientId, expiresAt, id, issuedAt, issuer, scope }) => ({
        ver: 1,
        jti: id,
        iss: issuer,
        aud: audience,
        iat: issuedAt,
        exp: expiresAt,
        cid: clientId,
        scp: scopes(scope),
        sub: clientId,
      }),
    },
  },
  entra: {
    label: 'Entra ID',
    hint: 'Like Microsoft Entra, version 2.0: no introspection, AADSTS error codes.',
    source:
      'MicrosoftDocs/entra-docs: identity-platform/access-token-claims-reference.md, reference-error-codes.md',
    issuer: `/${TENANT}/v2.0`,
    paths: {
      authorization: `/${TENANT}/oauth2/v2.0/authorize`,
      token: `/${TENANT}/oauth2/v2.0/token`,
      introspection: null,
      revocation: null,
      jwks: `/${TENANT}/discovery/v2.0/keys`,
    },
    errors: {
      // The page names these members, and trace_id, correlation_id and timestamp, which are left out here. Not verified:
      // the wording of 70003; the page lists the code only.
      invalid_client: {
        description: 'AADSTS7000215: Invalid client secret provided.',
        members: entraError(7_000_215),
      },
      invalid_scope: {
        description: 'AADSTS70011: The provided value for the input parameter scope is not valid.',
        members: entraError(70_011),
      },
      unsupported_grant_type: {
        description: 'AADSTS70003: The app requested an unsupported grant type.',
        members: entraError(70_003),
      },
    },
    response: (lifetimeSeconds) => ({ ext_expires_in: lifetimeSeconds }),
    token: {
      typ: 'JWT',
      claims: ({ audience, clientId, expiresAt, id, issuedAt, issuer, scope }) => ({
        aud: audience,
        iss: issuer,
        iat: issuedAt,
        nbf: issuedAt,
        exp: expiresAt,
        azp: clientId,
        azpacr: '1',
        oid: clientId,
        roles: scopes(scope),
        sub: clientId,
        tid: TENANT,
        uti: id,
        ver: '2.0',
      }),
    },
  },
  spring: {
    label: 'Spring Authorization Server',
    hint: 'Issuer is the base URL; scope is a list; errors have an error_uri.',
    source:
      'spring-projects/spring-authorization-server 1.3: AuthorizationServerSettings, JwtGenerator, OAuth2ClientAuthenticationFilter',
    issuer: '',
    paths: {
      authorization: '/oauth2/authorize',
      token: '/oauth2/token',
      introspection: '/oauth2/introspect',
      revocation: '/oauth2/revoke',
      jwks: '/oauth2/jwks',
    },
    errors: {
      // OAuth2ClientAuthenticationFilter sends the code alone.
      invalid_client: { description: null },
      // OAuth2ClientCredentialsAuthenticationValidator and OAuth2TokenEndpointFilter.
      invalid_scope: {
        description: 'OAuth 2.0 Parameter: scope',
        members: { error_uri: 'https://datatracker.ietf.org/doc/html/rfc6749#section-4.1.2.1' },
      },
      unsupported_grant_type: {
        description: 'OAuth 2.0 Parameter: grant_type',
        members: { error_uri: 'https://datatracker.ietf.org/doc/html/rfc6749#section-5.2' },
      },
    },
    response: NO_MEMBERS,
    token: {
      typ: null,
      claims: ({ audience, clientId, expiresAt, id, issuedAt, issuer, scope }) => ({
        sub: clientId,
        aud: audience,
        nbf: issuedAt,
        ...(scope === '' ? {} : { scope: scopes(scope) }),
        iss: issuer,
        exp: expiresAt,
        iat: issuedAt,
        jti: id,
      }),
    },
  },
};
