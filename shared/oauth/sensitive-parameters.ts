import type { SecretName } from '../text/sensitive-text.ts';

/** What a sensitive value is: decides how it is named, and which programs treat it alike. */
type SensitiveKind =
  | 'client-secret'
  | 'assertion'
  | 'token'
  | 'code'
  | 'password'
  | 'key'
  | 'session'
  /** A DPoP proof: its claims may be read, its signature must not be kept (RFC 9449 §11.1). */
  | 'proof';

/** A parameter, member, or header whose value is sensitive. */
export interface Sensitive {
  readonly kind: SensitiveKind;
  /** Which secret it is where the app knows it by itself; PARAMETER for one that is known by its name alone. */
  readonly secret: Extract<SecretName, 'CLIENT_SECRET' | 'CLIENT_ASSERTION' | 'PARAMETER'>;
}

/**
 * The one table of names whose values are sensitive, in requests of any kind: form and query parameters, JSON members.
 * Names are compared without case and separators, so `accessToken` and `"access token"` are `access_token`.
 */
const PARAMETERS: Readonly<Record<string, SensitiveKind>> = {
  // RFC 6749 §2.3.1, RFC 7521 §4
  client_secret: 'client-secret',
  client_assertion: 'assertion',
  assertion: 'assertion',
  // RFC 6749 §4 to §6, RFC 7636, RFC 8628, OpenID Connect
  access_token: 'token',
  refresh_token: 'token',
  id_token: 'token',
  id_token_hint: 'token',
  login_hint_token: 'token',
  logout_token: 'token',
  code: 'code',
  code_verifier: 'code',
  device_code: 'code',
  user_code: 'code',
  auth_req_id: 'code',
  'pre-authorized_code': 'code',
  tx_code: 'code',
  password: 'password',
  passwd: 'password',
  pwd: 'password',
  passphrase: 'password',
  pin: 'password',
  otp: 'password',
  mfa_code: 'password',
  // RFC 7662, RFC 7009, RFC 8693, RFC 7591
  token: 'token',
  subject_token: 'token',
  actor_token: 'token',
  registration_access_token: 'token',
  software_statement: 'assertion',
  vp_token: 'token',
  // SAML 2.0, RFC 7522
  SAMLResponse: 'assertion',
  SAMLRequest: 'assertion',
  SAMLart: 'assertion',
  saml_assertion: 'assertion',
  wresult: 'assertion',
  // What APIs and gateways ask for
  api_key: 'key',
  key: 'key',
  private_key: 'key',
  secret_key: 'key',
  access_key: 'key',
  account_key: 'key',
  shared_key: 'key',
  subscription_key: 'key',
  sig: 'key',
  signature: 'key',
  hmac: 'key',
  credential: 'password',
  credentials: 'password',
  secret: 'client-secret',
  bearer: 'token',
  jwt: 'token',
  token_value: 'token',
  ticket: 'token',
  authorization: 'token',
  cookie: 'session',
  session: 'session',
  session_id: 'session',
  sessionid: 'session',
  jsessionid: 'session',
  phpsessid: 'session',
};

/** Any other name that ends so: `x_api_key`, `githubToken`, `db-password`. None of OAuth's harmless names does. */
const ENDINGS: readonly (readonly [ending: string, kind: SensitiveKind])[] = [
  ['token', 'token'],
  ['jwt', 'token'],
  ['assertion', 'assertion'],
  ['secret', 'client-secret'],
  ['password', 'password'],
  ['passwd', 'password'],
  ['passphrase', 'password'],
  ['apikey', 'key'],
  ['privatekey', 'key'],
  ['secretkey', 'key'],
  ['accesskey', 'key'],
  ['subscriptionkey', 'key'],
  ['signature', 'key'],
  ['credential', 'password'],
  ['credentials', 'password'],
  ['sessionid', 'session'],
];

/** In an answer these are error codes, key ids and words as often as secrets: only a request's are sensitive. */
const REQUESTS_ONLY: readonly string[] = [
  'code',
  'key',
  'pin',
  'session',
  'ticket',
  'signature',
  'sig',
  'user_code',
];

/** Header fields whose whole value is sensitive, or, after a scheme, the rest of it (RFC 9110 §11.4). */
const HEADERS: Readonly<Record<string, SensitiveKind>> = {
  authorization: 'token',
  'proxy-authorization': 'password',
  'x-authorization': 'token',
  'x-forwarded-authorization': 'token',
  'x-original-authorization': 'token',
  'authentication-info': 'token',
  'proxy-authentication-info': 'password',
  cookie: 'session',
  cookie2: 'session',
  'set-cookie': 'session',
  'set-cookie2': 'session',
  dpop: 'proof',
  'x-subject-token': 'token',
  'x-auth-token': 'token',
  'x-access-token': 'token',
  'x-amz-security-token': 'token',
  'x-vault-token': 'token',
  'x-gitlab-token': 'token',
  'private-token': 'token',
  'x-auth-key': 'key',
  'x-api-key': 'key',
  'api-key': 'key',
  apikey: 'key',
  'ocp-apim-subscription-key': 'key',
  'x-functions-key': 'key',
  'x-goog-api-key': 'key',
  'x-session-id': 'session',
};

/** Any other header that says so: `X-Company-Token`, `My-Api-Key`. */
const HEADER_PATTERN =
  /token|secret|passw(?:or)?d|api-?key|credential|assertion|jwt|session-?id|authorization$/;

/** Whether a parameter or member of a request is sensitive, by its name. */
export function sensitiveParameter(name: string): Sensitive | null {
  return sensitive(kindOfName(comparable(name)), comparable(name));
}

/** Whether a member of an answer is sensitive, by its name. */
export function sensitiveMember(name: string): Sensitive | null {
  const key = comparable(name);
  return COMPARABLE_REQUESTS_ONLY.has(key) ? null : sensitive(kindOfName(key), key);
}

/** Whether a header field is sensitive, by its name. */
export function sensitiveHeader(name: string): Sensitive | null {
  const key = name.trim().toLowerCase();
  return sensitive(HEADER_KINDS.get(key) ?? (HEADER_PATTERN.test(key) ? 'token' : null), key);
}

function sensitive(kind: SensitiveKind | null, key: string): Sensitive | null {
  if (kind === null) return null;
  return { kind, secret: OWN.get(key) ?? 'PARAMETER' };
}

function kindOfName(key: string): SensitiveKind | null {
  return PARAMETER_KINDS.get(key) ?? ENDINGS.find(([ending]) => key.endsWith(ending))?.[1] ?? null;
}

function comparable(name: string): string {
  return name.toLowerCase().replace(/[\s_.-]+/g, '');
}

/** Those that the app fills in by itself. */
const OWN: ReadonlyMap<string, 'CLIENT_SECRET' | 'CLIENT_ASSERTION'> = new Map([
  [comparable('client_secret'), 'CLIENT_SECRET'],
  [comparable('client_assertion'), 'CLIENT_ASSERTION'],
]);

const PARAMETER_KINDS: ReadonlyMap<string, SensitiveKind> = new Map(
  Object.entries(PARAMETERS).map(([name, kind]) => [comparable(name), kind]),
);
const COMPARABLE_REQUESTS_ONLY: ReadonlySet<string> = new Set(REQUESTS_ONLY.map(comparable));
const HEADER_KINDS: ReadonlyMap<string, SensitiveKind> = new Map(Object.entries(HEADERS));
