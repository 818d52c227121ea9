import type { TokenDeviation } from '../../../shared/token-server/faults.ts';
import { DEFAULT_JWT_TOKEN, type JwtToken } from '../../../shared/token-server/jwt-token.ts';
import type { TokenFacts, TokenShape } from '../../../shared/token-server/presets.ts';
import { CLIENT_DEFAULTS, type ServerClient } from '../../../shared/token-server/server-client.ts';
import type { SigningKey } from '../keys/signing-key.ts';
import type { ServerState } from '../server-state.ts';
import { deviateClaims, deviateHeader, deviateSignature } from './deviate.ts';
import { encodeHeader, signJwt } from './sign-jwt.ts';
import { type Confirmation, delegationOf, type IssuedToken, type NewToken } from './token-store.ts';

/** An access token to issue, and a remark for the log. */
export interface NewAccessToken {
  readonly value: string;
  readonly audience: readonly string[];
  readonly remark: string | null;
}

/** What a token is issued for. */
export interface Grant {
  /** Space separated, empty for none. */
  readonly scope: string;
  /** The requested resources (RFC 8707 §2); null for none. */
  readonly audience: readonly string[] | null;
  /** JSON, as granted; null for none. */
  readonly authorizationDetails: string | null;
}

/** Issues an access token, opaque or a JWT, as configured for the client. */
export async function issueAccessToken(
  client: ServerClient,
  grant: Grant,
  cnf: Confirmation | null,
  state: ServerState,
  now: number,
): Promise<NewAccessToken> {
  // RFC 9068 §3: without a requested resource, the default is the demo API.
  const demoApi = [state.endpoints.baseUrl];
  const shape = shapeOf(client, state);
  if (client.tokenFormat !== 'jwt' && shape === null) {
    const { audience, value } = state.tokens.issue(
      describeToken(client, 'opaque', grant.audience ?? demoApi, grant, cnf, state),
      now,
    );
    return { value, audience, remark: remarkOnOpaque(state.deviation) };
  }
  const jwt = client.jwt ?? DEFAULT_JWT_TOKEN;
  const audience = grant.audience ?? (jwt.audience.length > 0 ? jwt.audience : demoApi);
  const key = await state.keys.active(jwt.algorithm);
  const record = state.tokens.issue(describeToken(client, 'jwt', audience, grant, cnf, state), now);
  const value = await writeJwt(record, jwt, key, shape, state);
  return { value, audience, remark: `a JWT signed with ${jwt.algorithm}` };
}

/** Only a JWT has a key id and a signature. */
function remarkOnOpaque(deviation: TokenDeviation | null): string | null {
  const needsJwt = deviation === 'wrong-key-id' || deviation === 'wrong-signature';
  return needsJwt ? 'the token is opaque and has no signature to corrupt' : null;
}

function describeToken(
  { claims = CLIENT_DEFAULTS.claims, clientId, tokenLifetime: lifetimeSeconds }: ServerClient,
  format: NewToken['format'],
  audience: readonly string[],
  { authorizationDetails, scope }: Grant,
  cnf: Confirmation | null,
  { deviation }: ServerState,
): NewToken {
  return { format, clientId, scope, lifetimeSeconds, audience, cnf, authorizationDetails, claims, deviation };
}

/** The imitated product's token claims; null for Curity's, and if the client uses RFC 9068. */
function shapeOf({ jwt, tokenFormat }: ServerClient, { preset }: ServerState): TokenShape | null {
  return tokenFormat === 'jwt' && jwt?.profile === 'rfc9068' ? null : preset.token;
}

function factsOf(record: IssuedToken, issuer: string): TokenFacts {
  const { clientId, expiresAt, issuedAt, scope, value } = record;
  return {
    id: value,
    issuer,
    clientId,
    audience: writeAudience(record),
    scope,
    issuedAt: Math.floor(issuedAt / 1000),
    expiresAt: Math.floor(expiresAt / 1000),
  };
}

async function writeJwt(
  record: IssuedToken,
  jwt: JwtToken,
  key: SigningKey,
  shape: TokenShape | null,
  { endpoints }: ServerState,
): Promise<string> {
  const own = jwt.profile === 'curity' ? curityClaims : rfc9068Claims;
  const claims =
    shape === null ? own(record, endpoints.issuer) : shape.claims(factsOf(record, endpoints.issuer));
  const all = { ...claims, ...furtherClaims(record) };
  const { deviation } = record;
  const plain = makeHeader(jwt.profile, key, shape);
  if (deviation === null) return signJwt(encodeHeader(plain), all, key);
  const header = encodeHeader(deviateHeader(plain, deviation));
  return deviateSignature(await signJwt(header, deviateClaims(all, deviation), key), deviation);
}

/** Curity's claims, in Curity's order. */
function curityClaims(record: IssuedToken, issuer: string): Record<string, unknown> {
  const issuedAt = Math.floor(record.issuedAt / 1000);
  return {
    jti: record.value,
    delegationId: delegationOf(record),
    exp: Math.floor(record.expiresAt / 1000),
    nbf: issuedAt,
    ...(record.scope === '' ? {} : { scope: record.scope }),
    iss: issuer,
    sub: record.clientId,
    aud: writeAudience(record),
    iat: issuedAt,
    purpose: 'access_token',
  };
}

/** RFC 9068 §2.2; `sub` is the client if there is no user (§2.2). */
function rfc9068Claims(record: IssuedToken, issuer: string): Record<string, unknown> {
  return {
    iss: issuer,
    exp: Math.floor(record.expiresAt / 1000),
    aud: writeAudience(record),
    sub: record.clientId,
    client_id: record.clientId,
    iat: Math.floor(record.issuedAt / 1000),
    jti: record.value,
    ...(record.scope === '' ? {} : { scope: record.scope }),
  };
}

/** Claims of all token kinds: custom ones, and those that depend on the request. */
export function furtherClaims({ authorizationDetails, claims, cnf }: IssuedToken): Record<string, unknown> {
  return {
    ...claims,
    ...(cnf === null ? {} : { cnf }),
    ...(authorizationDetails === null ? {} : { authorization_details: JSON.parse(authorizationDetails) }),
  };
}

/** RFC 7519 §4.1.3: a single audience is a string. */
function writeAudience({ audience }: IssuedToken): string | readonly string[] {
  const [first = '', ...others] = audience;
  return others.length === 0 ? first : audience;
}

function makeHeader(
  profile: JwtToken['profile'],
  { algorithm, kid, x5t }: SigningKey,
  shape: TokenShape | null,
): Record<string, string> {
  if (shape !== null) return { alg: algorithm, ...(shape.typ === null ? {} : { typ: shape.typ }), kid };
  return profile === 'curity' ? { kid, x5t, alg: algorithm } : { typ: 'at+jwt', alg: algorithm, kid };
}
