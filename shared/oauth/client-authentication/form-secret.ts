import { encodeForm } from '../../text/form-encoding.ts';
import { type SecretName, type SecretSpan, secretSpan } from '../../text/sensitive-text.ts';
import { decodeJwt } from '../jwt/jwt.ts';

/**
 * The names of body parameters whose values are secrets. A field refers by the same names to what the client has of
 * them: its secret, and the assertion that is signed for the request.
 */
export const SECRET_PARAMETERS: Readonly<Partial<Record<string, 'CLIENT_SECRET' | 'CLIENT_ASSERTION'>>> =
  // Without a prototype: a parameter may be named `__proto__` or `constructor`.
  Object.setPrototypeOf({ client_secret: 'CLIENT_SECRET', client_assertion: 'CLIENT_ASSERTION' }, null);

/** A secret as it stands in a form body (RFC 6749 appendix B). `variable` is the name of a secret variable. */
export function formSecret(name: SecretName, secret: string, variable?: string): SecretSpan {
  return secretSpan(name, encodeForm(secret), 'form', {
    ...formAlike(secret),
    ...contentOf(name, secret),
    ...(variable === undefined ? {} : { variable }),
  });
}

/** What is in an assertion, for whom may not know it whole. */
export function contentOf(name: SecretName, secret: string): Pick<SecretSpan, 'jwt'> {
  const jwt = name === 'CLIENT_ASSERTION' ? decodeJwt(secret) : null;
  return jwt ? { jwt: { header: jwt.header, claims: jwt.claims } } : {};
}

/** curl's `--data-urlencode` leaves `~` alone and encodes `*`; form encoding does the opposite. Else they agree. */
export function formAlike(secret: string): Pick<SecretSpan, 'alike'> {
  if (encodeForm(secret) === secret) return { alike: 'plain' };
  return /[~*]/.test(secret) ? {} : { alike: 'curl' };
}
