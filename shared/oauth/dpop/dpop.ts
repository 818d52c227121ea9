import type { HttpRequest } from '../../http/exchange.ts';
import { headerValue } from '../../http/header-fields.ts';
import { isJsonObject } from '../../json/json-object.ts';
import { revealText } from '../../text/sensitive-text.ts';
import { type DecodedJwt, decodeJwt } from '../jwt/jwt.ts';
import { jwkThumbprint } from '../jwt/thumbprint.ts';

/** Media type of proofs, without `application/` (RFC 9449 §4.2). */
export const PROOF_TYPE = 'dpop+jwt';

/** A DPoP proof, decoded but not verified (RFC 9449 §4.2). Missing or mistyped members are null. */
export interface DpopProof extends DecodedJwt {
  readonly algorithm: string | null;
  /** Thumbprint of the embedded key (RFC 7638). */
  readonly jkt: string | null;
  readonly jti: string | null;
  readonly htm: string | null;
  readonly htu: string | null;
  /** Milliseconds since the epoch. */
  readonly issuedAt: number | null;
  readonly nonce: string | null;
  /** Hash of the bound access token. */
  readonly ath: string | null;
}

/** Decodes a proof. Null if the text is not a JWT. Never throws. */
export function readProof(text: string): DpopProof | null {
  const jwt = decodeJwt(text);
  if (!jwt) return null;
  const { header, claims } = jwt;
  const { iat } = claims;
  return {
    ...jwt,
    algorithm: textOrNull(header.alg),
    jkt: isJsonObject(header.jwk) ? jwkThumbprint(header.jwk) : null,
    jti: textOrNull(claims.jti),
    htm: textOrNull(claims.htm),
    htu: textOrNull(claims.htu),
    issuedAt: typeof iat === 'number' && Number.isFinite(iat) ? iat * 1000 : null,
    nonce: textOrNull(claims.nonce),
    ath: textOrNull(claims.ath),
  };
}

/** The proof that a request carries, or null. */
export function proofOf({ headers }: Pick<HttpRequest, 'headers'>): DpopProof | null {
  const value = headerValue(headers, 'dpop');
  return value ? readProof(revealText(value)) : null;
}

/** A copy of the request with another proof. */
export function withProof<R extends Pick<HttpRequest, 'headers'>>(request: R, proof: string): R {
  return {
    ...request,
    headers: request.headers.map((field) =>
      field.name.toLowerCase() === 'dpop' ? { ...field, value: [proof] } : field,
    ),
  };
}

/** `htu` for a request URL: without query and fragment (RFC 9449 §4.2). */
export function proofTarget(url: string): string {
  const { origin, pathname } = new URL(url);
  return `${origin}${pathname}`;
}

/**
 * Whether two URLs have the same `htu` (RFC 9449 §4.3): compared without query and fragment, after the normalisation of
 * RFC 3986 §6.2.2 and §6.2.3. False if either is not an absolute URL.
 */
export function isSameTarget(one: string, other: string): boolean {
  if (!URL.canParse(one) || !URL.canParse(other)) return false;
  return normalizeTarget(one) === normalizeTarget(other);
}

function normalizeTarget(url: string): string {
  // URL lower-cases scheme and host, drops the default port and resolves dots, but keeps escapes.
  return proofTarget(url).replace(/%([0-9a-f]{2})/gi, (encoded, digits: string) => {
    const character = String.fromCharCode(Number.parseInt(digits, 16));
    return /[A-Za-z0-9\-._~]/.test(character) ? character : encoded.toUpperCase();
  });
}

function textOrNull(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
