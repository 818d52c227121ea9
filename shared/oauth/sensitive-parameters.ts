import type { SecretName } from '../text/sensitive-text.ts';

/** The kind of a sensitive value: decides its name and how others treat it. */
type SensitiveKind =
  | 'client-secret'
  | 'assertion'
  | 'token'
  | 'code'
  | 'password'
  | 'key'
  | 'session'
  /** A DPoP proof: its claims may be read, but its signature must not be stored (RFC 9449 §11.1). */
  | 'proof';

/** A parameter, member, or header whose value is sensitive. */
export interface Sensitive {
  readonly kind: SensitiveKind;
  /** The secret's name, if it is one of the app's; PARAMETER if only the parameter's name makes it sensitive. */
  readonly secret: Extract<SecretName, 'CLIENT_SECRET' | 'CLIENT_ASSERTION' | 'PARAMETER'>;
}

/**
 * The only table of names with sensitive values: form and query parameters, JSON members. Names are compared without
 * case and separators, so `accessToken` and `"access token"` match `access_token`.
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
  // Common in APIs and gateways
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

/** Any other name with such an ending: `x_api_key`, `githubToken`, `db-password`. No harmless OAuth name has one. */
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

/** Sensitive in requests only: in a response these may be error codes, key IDs or words. */
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

/** Headers whose value is sensitive, or the part after its scheme (RFC 9110 §11.4). */
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

/** Any other header with a telling name: `X-Company-Token`, `My-Api-Key`. */
const HEADER_PATTERN =
  /token|secret|passw(?:or)?d|api-?key|credential|assertion|jwt|session-?id|authorization$/;

/** Whether a request parameter or member is sensitive, by its name. */
export function sensitiveParameter(name: string): Sensitive | null {
  return sensitive(kindOfName(comparable(name)), comparable(name));
}

/** Whether a response member is sensitive, by its name. */
export function sensitiveMember(name: string): Sensitive | null {
  const key = comparable(name);
  return COMPARABLE_REQUESTS_ONLY.has(key) ? null : sensitive(kindOfName(key), key);
}

/** Whether a header is sensitive, by its name. */
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

/** Names the app fills in itself. */
const OWN: ReadonlyMap<string, 'CLIENT_SECRET' | 'CLIENT_ASSERTION'> = new Map([
  [comparable('client_secret'), 'CLIENT_SECRET'],
  [comparable('client_assertion'), 'CLIENT_ASSERTION'],
]);

const PARAMETER_KINDS: ReadonlyMap<string, SensitiveKind> = new Map(
  Object.entries(PARAMETERS).map(([name, kind]) => [comparable(name), kind]),
);
const COMPARABLE_REQUESTS_ONLY: ReadonlySet<string> = new Set(REQUESTS_ONLY.map(comparable));
const HEADER_KINDS: ReadonlyMap<string, SensitiveKind> = new Map(Object.entries(HEADERS));
