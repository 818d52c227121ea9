// A Map, not an object: names come from a token and may be `constructor`.
const CLAIMS: ReadonlyMap<string, string> = new Map([
  ['iss', 'Who issued it: the authorization server (RFC 7519 §4.1.1).'],
  ['sub', 'Whom it is about. With client credentials that is the client itself (RFC 7519 §4.1.2).'],
  ['aud', 'Whom it is for: an API refuses a token that does not name it here (RFC 7519 §4.1.3).'],
  ['exp', 'When it ends. APIs refuse it from then on (RFC 7519 §4.1.4).'],
  ['nbf', 'From when on it may be used (RFC 7519 §4.1.5).'],
  ['iat', 'When it was issued (RFC 7519 §4.1.6).'],
  ['jti', 'Its own name, different for every token (RFC 7519 §4.1.7).'],
  ['scope', 'What it allows, separated by spaces (RFC 8693 §4.2).'],
  ['scp', 'What it allows, as Okta and Microsoft write it.'],
  ['client_id', 'The client that it was issued to (RFC 8693 §4.3).'],
  ['azp', 'The client that it was issued to, as OpenID Connect names it.'],
  ['cnf', 'The key or certificate that it is bound to: useless without it (RFC 7800 §3.1).'],
  ['act', 'Who acts in the name of the subject (RFC 8693 §4.1).'],
  ['may_act', 'Who may act in the name of the subject (RFC 8693 §4.4).'],
  ['authorization_details', 'What it allows, in detail (RFC 9396 §9.1).'],
  ['roles', 'Roles of the subject (RFC 9068 §2.2.3.1).'],
  ['groups', 'Groups of the subject (RFC 9068 §2.2.3.1).'],
  ['entitlements', 'Entitlements of the subject (RFC 9068 §2.2.3.1).'],
  ['auth_time', 'When the person signed in. Client credentials have no person (RFC 9068 §2.2.1).'],
  ['acr', 'How strongly the person signed in (RFC 9068 §2.2.1).'],
  ['amr', 'By which means the person signed in (RFC 9068 §2.2.1).'],
  ['sid', 'The session that it belongs to.'],
  ['active', 'Whether the token may be used now (RFC 7662 §2.2).'],
  ['token_type', 'How it is to be sent: Bearer or DPoP (RFC 7662 §2.2).'],
  ['username', 'A name of the person, for people to read (RFC 7662 §2.2).'],
  ['token_introspection', 'The introspection response (RFC 9701 §5).'],
  ['purpose', 'What Curity made it for: access_token.'],
  ['delegationId', 'Curity’s name for the grant that it belongs to.'],
  ['tid', 'The tenant, as Microsoft writes it.'],
  ['ver', 'The version of the token’s layout.'],
]);

const HEADERS: ReadonlyMap<string, string> = new Map([
  ['alg', 'How it is signed (RFC 7515 §4.1.1).'],
  ['typ', 'What kind of token it is; access tokens by RFC 9068 say at+jwt (RFC 7515 §4.1.9).'],
  ['kid', 'Which of the server’s keys signed it (RFC 7515 §4.1.4).'],
  ['x5t', 'The signing certificate by its SHA-1 (RFC 7515 §4.1.7).'],
  ['x5t#S256', 'The signing certificate by its SHA-256 (RFC 7515 §4.1.8).'],
  ['x5c', 'The signing certificate and its chain (RFC 7515 §4.1.6).'],
  ['x5u', 'Where the signing certificate is. An API must not fetch it unasked (RFC 8725 §3.10).'],
  ['jku', 'Where the key set is. An API must not fetch it unasked (RFC 8725 §3.10).'],
  ['jwk', 'The signing key itself. An API must not trust it (RFC 8725 §3.10).'],
  ['cty', 'What is inside: JWT for a nested one (RFC 7515 §4.1.10).'],
  ['crit', 'What a reader has to understand, or else refuse the token (RFC 7515 §4.1.11).'],
]);

/** The meaning of a registered claim (RFC 7519 §4.1 and the registry), in a sentence; null for a custom claim. */
export function explainClaim(name: string): string | null {
  return CLAIMS.get(name) ?? null;
}

/** The same for a header parameter (RFC 7515 §4.1). */
export function explainHeader(name: string): string | null {
  return HEADERS.get(name) ?? null;
}

/** Claims that hold seconds since the epoch (RFC 7519 §2, NumericDate). */
export const TIME_CLAIMS: readonly string[] = ['exp', 'nbf', 'iat', 'auth_time', 'updated_at'];
