/**
 * Members of token, introspection and revocation responses that may be stored unencrypted and exported to HAR: none is
 * a credential. All others are masked.
 */
const RESPONSE_MEMBERS: ReadonlySet<string> = new Set([
  // RFC 6749 §5.1, §5.2, RFC 8693 §2.2.1, RFC 9396 §7
  'scope',
  'token_type',
  'expires_in',
  'issued_token_type',
  'authorization_details',
  'type',
  'locations',
  'actions',
  'datatypes',
  'error',
  'error_description',
  'error_uri',
  // RFC 7662 §2.2, RFC 7800, RFC 8705, RFC 9449
  'active',
  'client_id',
  'username',
  'sub',
  'iss',
  'aud',
  'exp',
  'iat',
  'nbf',
  'cnf',
  'jkt',
  'x5t#S256',
  // Common server extensions
  'auth_time',
  'acr',
  'amr',
  'azp',
  'token_use',
  'scp',
  'roles',
  'resource',
  'audience',
  'ext_expires_in',
  'refresh_expires_in',
  'not-before-policy',
  'expires_on',
  'not_before',
  // Errors in a response with status 200
  'errors',
  'message',
  'detail',
  'title',
  'status',
  'reason',
]);

/** Headers of such a response about the message, connection or caching, not the token. */
const RESPONSE_HEADERS: ReadonlySet<string> = new Set([
  'accept',
  'age',
  'allow',
  'alt-svc',
  'cache-control',
  'connection',
  'content-encoding',
  'content-language',
  'content-length',
  'content-security-policy',
  'content-type',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'date',
  'dpop-nonce',
  'expires',
  'keep-alive',
  'last-modified',
  'location',
  'permissions-policy',
  'pragma',
  'proxy-authenticate',
  'referrer-policy',
  'retry-after',
  'server',
  'strict-transport-security',
  'transfer-encoding',
  'upgrade',
  'vary',
  'via',
  'www-authenticate',
  'x-content-type-options',
  'x-frame-options',
  'x-powered-by',
  'x-xss-protection',
]);

/** Private members of a JWK (RFC 7518 §6). */
const PRIVATE_KEY_MEMBERS: ReadonlySet<string> = new Set(['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k']);

/** Names that suggest a long random string is a credential. */
const AUTH_LIKE = /auth|cred|bearer|sess|sid$|key|nonce|ticket|sign|hash|cookie/i;

export function isHarmlessMember(name: string): boolean {
  return RESPONSE_MEMBERS.has(name);
}

export function isHarmlessHeader(name: string): boolean {
  const lower = name.toLowerCase();
  return RESPONSE_HEADERS.has(lower) || /^(access-control-|x-ratelimit-|ratelimit)/.test(lower);
}

export function isPrivateKeyMember(name: string): boolean {
  return PRIVATE_KEY_MEMBERS.has(name);
}

export function isAuthLike(name: string): boolean {
  return AUTH_LIKE.test(name);
}
