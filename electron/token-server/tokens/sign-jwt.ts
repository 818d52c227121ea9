import { sign } from 'node:crypto';
import type { SigningKey } from '../keys/signing-key.ts';

/** A protected header, encoded: it is the same for every token that a key signs. */
export function encodeHeader(header: Readonly<Record<string, unknown>>): string {
  return encode(JSON.stringify(header));
}

/**
 * A JWS in compact form (RFC 7515 §7.1). Signed by node:crypto directly: jose's way through WebCrypto takes a trip to
 * another thread for each signature, which for ES256 and EdDSA is dearer than the signature itself. RS256 is dear
 * enough to be worth that trip, and must not hold up the other requests.
 */
export async function signJwt(header: string, claims: unknown, key: SigningKey): Promise<string> {
  const input = `${header}.${encode(JSON.stringify(claims))}`;
  const data = Buffer.from(input, 'latin1');
  const { algorithm, privateKey } = key;
  switch (algorithm) {
    case 'ES256':
      // RFC 7518 §3.4: the two numbers, not DER.
      return join(input, sign('sha256', data, { key: privateKey, dsaEncoding: 'ieee-p1363' }));
    case 'EdDSA':
      return join(input, sign(null, data, privateKey));
    case 'RS256':
      return new Promise((resolve, reject) => {
        sign('sha256', data, privateKey, (error, signature) => {
          if (error === null) resolve(join(input, signature));
          else reject(error);
        });
      });
  }
}

function join(input: string, signature: Buffer): string {
  return `${input}.${signature.toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
