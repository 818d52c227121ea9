import type { TokenDeviation } from '../../../shared/token-server/faults.ts';

// Access tokens with one deliberate error, for a fault.

const HOUR_SECONDS = 3600;

/** The claims of a JWT, with the error applied. */
export function deviateClaims(
  claims: Readonly<Record<string, unknown>>,
  deviation: TokenDeviation,
): Readonly<Record<string, unknown>> {
  switch (deviation) {
    case 'expired':
      return { ...claims, ...shift(claims, -HOUR_SECONDS - lifetimeOf(claims)) };
    case 'not-yet-valid':
      // RFC 9068 does not define nbf; RFC 7519 §4.1.5 allows it in any JWT.
      return { ...claims, ...shift(claims, HOUR_SECONDS), nbf: numberOf(claims.iat) + HOUR_SECONDS };
    case 'wrong-audience':
      return { ...claims, aud: 'https://another-api.example' };
    case 'wrong-issuer':
      return { ...claims, iss: 'https://another-issuer.example' };
    case 'wrong-key-id':
    case 'wrong-signature':
      return claims;
  }
}

export function deviateHeader(
  header: Readonly<Record<string, string>>,
  deviation: TokenDeviation,
): Readonly<Record<string, string>> {
  return deviation === 'wrong-key-id' ? { ...header, kid: 'a-key-that-is-not-published' } : header;
}

/** Changes the first byte of the signature: the last character may contain unused bits. */
export function deviateSignature(token: string, deviation: TokenDeviation): string {
  if (deviation !== 'wrong-signature') return token;
  const at = token.lastIndexOf('.') + 1;
  return `${token.slice(0, at)}${token[at] === 'A' ? 'B' : 'A'}${token.slice(at + 1)}`;
}

/** Shifts all times together, so that they stay consistent. */
function shift(claims: Readonly<Record<string, unknown>>, seconds: number): Record<string, number> {
  const times = ['exp', 'nbf', 'iat'].filter((name) => typeof claims[name] === 'number');
  return Object.fromEntries(times.map((name) => [name, numberOf(claims[name]) + seconds]));
}

function lifetimeOf({ exp, iat }: Readonly<Record<string, unknown>>): number {
  return numberOf(exp) - numberOf(iat);
}

function numberOf(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}
