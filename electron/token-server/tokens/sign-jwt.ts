import { sign } from 'node:crypto';
import type { SigningKey } from '../keys/signing-key.ts';
import { SIGNATURES } from './signature-parameters.ts';

/** An encoded protected header, the same for every token of a key. */
export function encodeHeader(header: Readonly<Record<string, unknown>>): string {
  return encode(JSON.stringify(header));
}

/**
 * A compact JWS (RFC 7515 §7.1). Signs with node:crypto: jose uses WebCrypto, whose thread switch costs more than an
 * ECDSA or EdDSA signature.
 */
export function signJwt(header: string, claims: unknown, key: SigningKey): Promise<string> {
  const input = `${header}.${encode(JSON.stringify(claims))}`;
  const data = Buffer.from(input, 'latin1');
  const { digest, isSlow, key: keyOf } = SIGNATURES[key.algorithm];
  const privateKey = keyOf(key.privateKey);
  if (!isSlow) return Promise.resolve(join(input, sign(digest, data, privateKey)));
  return new Promise((resolve, reject) => {
    sign(digest, data, privateKey, (error, signature) => {
      if (error === null) resolve(join(input, signature));
      else reject(error);
    });
  });
}

function join(input: string, signature: Buffer): string {
  return `${input}.${signature.toString('base64url')}`;
}

function encode(text: string): string {
  return Buffer.from(text, 'utf8').toString('base64url');
}
