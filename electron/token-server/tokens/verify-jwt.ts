import { verify } from 'node:crypto';
import { type DecodedJwt, decodeJwt } from '../../../shared/oauth/jwt/jwt.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import type { SigningKey } from '../keys/signing-key.ts';
import { SIGNATURES } from './signature-parameters.ts';

/** Three parts of base64url: here only a compact JWS looks like this. */
export function looksLikeJwt(value: string): boolean {
  return /^[\w-]+\.[\w-]+\.[\w-]*$/.test(value);
}

/** Verifies a JWT with the key set, as a resource server would (RFC 7515 §5.2), or explains why it is invalid. */
export function verifyJwt(value: string, keys: KeyRing): Result<DecodedJwt, string> {
  const jwt = decodeJwt(value);
  if (jwt === null) return err('it is not a readable JWT');
  const { alg, kid } = jwt.header;
  if (kid === undefined) return err('it has no kid');
  const key = typeof kid === 'string' ? keys.find(kid) : undefined;
  if (key === undefined) return err(`its kid ${JSON.stringify(kid)} is not in the key set`);
  // RFC 8725 §3.1: the key decides the algorithm, not the token.
  if (alg !== key.algorithm) return err(`its alg ${JSON.stringify(alg)} is not the one of its key`);
  return isSignedBy(value, key) ? ok(jwt) : err('its signature does not verify');
}

function isSignedBy(value: string, { algorithm, publicKey }: SigningKey): boolean {
  const dot = value.lastIndexOf('.');
  const text = value.slice(dot + 1);
  const signature = Buffer.from(text, 'base64url');
  // Otherwise one token could be encoded in several ways.
  if (signature.toString('base64url') !== text) return false;
  const data = Buffer.from(value.slice(0, dot), 'latin1');
  const { digest, key } = SIGNATURES[algorithm];
  return verify(digest, data, key(publicKey), signature);
}
