import { assertUnreachable } from '../errors.ts';
import type { HeaderField } from '../http/exchange.ts';
import type { Client } from '../model/workspace.ts';
import { type SecretName, type SecretSpan, type SensitiveText, secretSpan } from '../text/sensitive-text.ts';
import { encodeBasic, encodeBasicPart } from './basic.ts';
import { encodeForm } from './form-encoding.ts';
import { decodeJwt } from './jwt.ts';
import type { RequestCredentials } from './request-credentials.ts';

/** What authenticating a client adds to a request. */
export interface ClientAuthentication {
  readonly headers: readonly HeaderField[];
  /** Body parameters, form encoded, in order. */
  readonly parameters: readonly SensitiveText[];
}

/** RFC 7523 §2.2. */
export const JWT_BEARER_ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/**
 * Authenticates a client by one of the methods of RFC 6749 §2.3.1, by an assertion (RFC 7523 §2.2), or names it and
 * leaves the proof to the TLS handshake (RFC 8705 §2) or to nobody (`none`, RFC 6749 §3.2.1). A secret or an assertion
 * that is not there is sent as the empty one: the request can be seen and sent, and what the server makes of it is an
 * experiment too.
 */
export function authenticateClient(
  client: Client,
  { secret, assertion }: RequestCredentials,
): ClientAuthentication {
  const { clientId, authMethod, basicEncoding } = client;
  switch (authMethod) {
    case 'client_secret_basic': {
      const value = encodeBasic(clientId, secret ?? '', basicEncoding);
      const credentials = secret
        ? secretSpan('CLIENT_SECRET', value, `basic-${basicEncoding}`, {
            user: encodeBasicPart(clientId, basicEncoding),
            ...(basicEncoding === 'raw' ? { alike: 'plain' } : formAlike(secret)),
            ...(encodeForm(clientId) === clientId && encodeForm(secret) === secret
              ? { encodingsAgree: true }
              : {}),
          })
        : value;
      return { headers: [{ name: 'Authorization', value: ['Basic ', credentials] }], parameters: [] };
    }
    case 'client_secret_post':
      return {
        headers: [],
        parameters: [formParameter('client_id', clientId), formParameter('client_secret', secret ?? '')],
      };
    case 'client_secret_jwt':
    case 'private_key_jwt':
      return {
        headers: [],
        parameters: [
          // RFC 7521 §4.2: optional, but some servers find the client by it.
          formParameter('client_id', clientId),
          formParameter('client_assertion_type', JWT_BEARER_ASSERTION),
          formParameter('client_assertion', assertion ?? ''),
        ],
      };
    case 'tls_client_auth':
    case 'self_signed_tls_client_auth':
    case 'none':
      return { headers: [], parameters: [formParameter('client_id', clientId)] };
    default:
      return assertUnreachable(authMethod);
  }
}

/**
 * One `name=value` of a form body (RFC 6749 appendix B). The values of `client_secret` (RFC 6749 §2.3.1) and
 * `client_assertion` (RFC 7521 §4.2) are marked as secrets, whoever wrote them.
 */
export function formParameter(name: string, value: string): SensitiveText {
  const secretName = SECRET_PARAMETERS[name];
  if (!secretName || value === '') return [`${encodeForm(name)}=${encodeForm(value)}`];
  return [`${encodeForm(name)}=`, formSecret(secretName, value)];
}

/** The names of body parameters whose values are secrets. */
export const SECRET_PARAMETERS: Readonly<Partial<Record<string, 'CLIENT_SECRET' | 'CLIENT_ASSERTION'>>> =
  // Without a prototype: a parameter may be named `__proto__` or `constructor`.
  Object.setPrototypeOf({ client_secret: 'CLIENT_SECRET', client_assertion: 'CLIENT_ASSERTION' }, null);

/** A secret as it stands in a form body (RFC 6749 appendix B). */
export function formSecret(name: 'CLIENT_SECRET' | 'CLIENT_ASSERTION', secret: string): SecretSpan {
  return secretSpan(name, encodeForm(secret), 'form', { ...formAlike(secret), ...contentOf(name, secret) });
}

/** What is in an assertion, for whom may not know it whole. */
export function contentOf(name: SecretName, secret: string): Pick<SecretSpan, 'jwt'> {
  const jwt = name === 'CLIENT_ASSERTION' ? decodeJwt(secret) : null;
  return jwt ? { jwt: { header: jwt.header, claims: jwt.claims } } : {};
}

/** curl's `--data-urlencode` leaves `~` alone and encodes `*`; form encoding does the opposite. Else they agree. */
function formAlike(secret: string): Pick<SecretSpan, 'alike'> {
  if (encodeForm(secret) === secret) return { alike: 'plain' };
  return /[~*]/.test(secret) ? {} : { alike: 'curl' };
}
