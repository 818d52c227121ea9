import { encodeForm } from '../../text/form-encoding.ts';
import { type SecretName, type SecretSpan, secretSpan } from '../../text/sensitive-text.ts';
import { decodeJwt } from '../jwt/jwt.ts';

/** A secret in a form body (RFC 6749 appendix B). */
export function formSecret(
  name: SecretName,
  secret: string,
  facts: Pick<SecretSpan, 'variable' | 'parameter'> = {},
): SecretSpan {
  return secretSpan(name, encodeForm(secret), 'form', {
    ...formAlike(secret),
    ...contentOf(name, secret),
    ...facts,
  });
}

/** An assertion's content, shown where the full assertion is hidden. */
export function contentOf(name: SecretName, secret: string): Pick<SecretSpan, 'jwt'> {
  const jwt = name === 'CLIENT_ASSERTION' ? decodeJwt(secret) : null;
  return jwt ? { jwt: { header: jwt.header, claims: jwt.claims } } : {};
}

/** curl's `--data-urlencode` keeps `~` and encodes `*`; form encoding does the opposite. Otherwise they agree. */
export function formAlike(secret: string): Pick<SecretSpan, 'alike'> {
  if (encodeForm(secret) === secret) return { alike: 'plain' };
  return /[~*]/.test(secret) ? {} : { alike: 'curl' };
}
