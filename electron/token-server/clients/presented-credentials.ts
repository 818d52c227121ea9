import { basicCredentialsOf, decodeBasic } from '../../../shared/oauth/methods/basic.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import { decodeBase64 } from '../../../shared/text/base64.ts';
import { strictTextOf } from '../../../shared/text/utf8.ts';
import type { SecretMethod } from '../../../shared/token-server/client-authentication.ts';
import { type Form, findInUrl } from '../http/form.ts';
import type { Refusal } from '../http/oauth-error.ts';
import { quote } from '../http/oauth-error.ts';
import type { ServerRequest } from '../http/request.ts';

/** One reading of the presented credentials. */
export interface Credentials {
  readonly clientId: string;
  readonly secret: string;
}

export interface PresentedSecret {
  readonly kind: 'secret';
  readonly method: SecretMethod;
  readonly credentials: Credentials;
  /** The same header without form decoding, if that gives a different result. */
  readonly raw: Credentials | null;
  /** Deviations from the RFCs. Logged, and sent to the client if the request is rejected. */
  readonly remarks: readonly string[];
}

export interface PresentedAssertion {
  readonly kind: 'assertion';
  readonly assertion: string;
  /** The optional parameter `client_id` (RFC 7521 §4.2). */
  readonly clientId: string | null;
}

/** Only an ID: the connection may have the client's certificate (RFC 8705 §2), or the client is public. */
export interface PresentedId {
  readonly kind: 'id';
  readonly clientId: string;
}

/** A request's client credentials, unverified. */
export type PresentedCredentials = PresentedSecret | PresentedAssertion | PresentedId;

/** RFC 7523 §2.2. */
const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Finds the client's credentials in a request (RFC 6749 §2.3.1, RFC 7521 §4.2).
 * Rejects two methods at once ("MUST NOT use more than one authentication method", §2.3), to reveal the client's
 * mistake. With `headerWins` the body is ignored instead, as in Curity. A body that only repeats the header's
 * `client_id` is fine.
 */
export function findCredentials(
  request: ServerRequest,
  form: Form,
  headerWins: boolean,
): Result<PresentedCredentials, Refusal> {
  const [authorization, ...others] = request.authorizations;
  if (others.length > 0) {
    return err({ error: 'invalid_request', description: 'There is more than one Authorization header' });
  }
  return authorization === undefined
    ? findInBody(form, request)
    : findInHeader(authorization, form, headerWins, request);
}

function findInBody(form: Form, request: ServerRequest): Result<PresentedCredentials, Refusal> {
  const clientId = form.get('client_id');
  const secret = form.get('client_secret');
  if (form.has('client_assertion') || form.has('client_assertion_type')) return findAssertion(form);
  if (clientId === undefined) {
    if (secret !== undefined) return err(invalidClient('client_id is missing beside client_secret'));
    const inUrl = SECRET_PARAMETERS.map((name) => findInUrl(name, request)).find((found) => found !== null);
    // RFC 9110 §11.2: clients such as Java's, .NET's and urllib send Basic credentials only when challenged.
    return err(challenge(inUrl ?? findInUrl('client_id', request) ?? NONE_INCLUDED));
  }
  if (secret === undefined) return ok({ kind: 'id', clientId });
  return ok({
    kind: 'secret',
    method: 'client_secret_post',
    credentials: { clientId, secret },
    raw: null,
    remarks: [...remarkOnSecret(secret), ...remarkOnUrl(request)],
  });
}

const NONE_INCLUDED =
  'Client authentication is missing; send Basic credentials, client_id and client_secret, or an assertion';

function findAssertion(form: Form): Result<PresentedCredentials, Refusal> {
  const assertion = form.get('client_assertion');
  const type = form.get('client_assertion_type');
  if (form.has('client_secret')) {
    const description = 'The client authenticates twice, by client_secret and by client_assertion; use one';
    return err({ error: 'invalid_request', description });
  }
  if (assertion === undefined || type === undefined) {
    const missing = type === undefined ? 'client_assertion_type' : 'client_assertion';
    return err({ error: 'invalid_request', description: `The parameter ${missing} is missing` });
  }
  if (type !== JWT_BEARER) {
    return err(invalidClient(`client_assertion_type is ${quote(type)}; this server knows ${JWT_BEARER}`));
  }
  return ok({ kind: 'assertion', assertion, clientId: form.get('client_id') ?? null });
}

function findInHeader(
  authorization: string,
  form: Form,
  headerWins: boolean,
  request: ServerRequest,
): Result<PresentedCredentials, Refusal> {
  if (!/^basic(?: |$)/i.test(authorization)) {
    const [scheme = '', credentials] = authorization.split(' ', 2);
    // A single word may be the credentials themselves: keep it out of the log.
    if (credentials === undefined) return err(challenge('The Authorization header has no scheme; use Basic'));
    const named = quote(scheme, 20);
    const description = `The Authorization scheme ${named} does not authenticate a client here; use Basic`;
    return err(challenge(description));
  }
  const encoded = basicCredentialsOf(authorization) ?? '';
  const basic = decodeBasic(encoded);
  if (basic === null) return err(challenge(describeBadBasic(encoded)));
  const { form: decoded, raw } = basic;
  const inBody = headerWins ? null : findSecondMethod(form, [decoded.clientId, raw.clientId]);
  if (inBody !== null) {
    return err({ error: 'invalid_request', description: inBody, clientId: decoded.clientId });
  }
  const same = decoded.clientId === raw.clientId && decoded.clientSecret === raw.clientSecret;
  return ok({
    kind: 'secret',
    method: 'client_secret_basic',
    credentials: { clientId: decoded.clientId, secret: decoded.clientSecret },
    raw: same ? null : { clientId: raw.clientId, secret: raw.clientSecret },
    remarks: [...remarkOnBase64(encoded), ...remarkOnSecret(raw.clientSecret), ...remarkOnUrl(request)],
  });
}

function describeBadBasic(encoded: string): string {
  return `The Basic credentials are not base64 of id:secret in UTF-8: ${findBasicFault(encoded)}`;
}

function findBasicFault(encoded: string): string {
  if (encoded === '') return 'one value without spaces must follow Basic';
  const bytes = decodeBase64(encoded);
  if (bytes === null) return 'they are not base64';
  return strictTextOf(bytes) === null ? 'they are not UTF-8' : 'they have no colon';
}

/** RFC 7617 §2 requires standard base64 with padding. This server accepts other forms; many do not. */
function remarkOnBase64(encoded: string): string[] {
  const isUrlSafe = /[-_]/.test(encoded);
  return [
    ...(isUrlSafe ? ['the Basic credentials are base64url, not base64 (RFC 7617)'] : []),
    ...(encoded.length % 4 === 0 ? [] : ['the Basic credentials lack base64 padding (RFC 7617)']),
  ];
}

/** A secret read from a file often ends with a line break. */
function remarkOnSecret(secret: string): string[] {
  if (secret.includes('\uFFFD')) return ['the secret is not UTF-8 (RFC 6749 appendix B)'];
  if (secret.includes('\0')) return ['the secret has a NUL character'];
  const ending = /(?:\s|%0[ad])+$/i.exec(secret)?.[0];
  if (ending === undefined) return [];
  return [`the secret ends in ${/[\r\n]|%0/.test(ending) ? 'a line break' : 'white space'}`];
}

const SECRET_PARAMETERS = ['client_secret', 'client_assertion'];

function remarkOnUrl(request: ServerRequest): string[] {
  return SECRET_PARAMETERS.flatMap((name) =>
    findInUrl(name, request) === null
      ? []
      : [`${name} is also in the URL, which logs keep (RFC 6749 §2.3.1)`],
  );
}

function findSecondMethod(form: Form, headerIds: readonly string[]): string | null {
  if (form.has('client_secret') || form.has('client_assertion')) {
    const other = form.has('client_secret') ? 'client_secret' : 'client_assertion';
    return `The client authenticates twice, by the Authorization header and by ${other} in the body; use one`;
  }
  const bodyId = form.get('client_id');
  if (bodyId === undefined || headerIds.includes(bodyId)) return null;
  return 'client_id in the body is not the client of the Authorization header';
}

function invalidClient(description: string): Refusal {
  return { error: 'invalid_client', description };
}

function challenge(description: string): Refusal {
  return { ...invalidClient(description), challenge: true };
}
