import { createPublicKey, type KeyObject, X509Certificate } from 'node:crypto';
import { calculateJwkThumbprint } from 'jose';
import type { Key, KeyDetails } from '../../../../shared/model/key.ts';
import { algorithmsOf } from '../../../../shared/oauth/jwt/key-algorithms.ts';
import { toCertificateInfo } from '../../exchange/tls/certificate-info.ts';
import { thumbprintsOf } from '../certificate-thumbprints.ts';

/** The public key as a KeyObject. Throws if the JWK is invalid. */
export function publicKeyOf({ publicJwk }: Key): KeyObject {
  return createPublicKey({ key: publicJwk, format: 'jwk' });
}

/** Everything public about a key that a server's configuration may need. */
export async function describeKey(key: Key): Promise<KeyDetails> {
  const { publicJwk, certificates } = key;
  const [algorithm, ...others] = algorithmsOf(key);
  const thumbprints = thumbprintsOf(certificates[0]);
  return {
    jwk: {
      ...publicJwk,
      use: 'sig',
      // RFC 7517 §4.4: an RSA client picks the algorithm per signature; for Ed25519 its name varies.
      ...(algorithm !== undefined && others.length === 0 && { alg: algorithm }),
      // RFC 8705 §2.2.2: the server identifies a self-signed certificate by x5c.
      ...(certificates.length > 0 && { x5c: certificates.map(toBase64Der) }),
      ...(thumbprints && { x5t: thumbprints.x5t, 'x5t#S256': thumbprints.x5tS256 }),
    },
    publicKeyPem: publicKeyOf(key).export({ type: 'spki', format: 'pem' }).toString(),
    thumbprint: await calculateJwkThumbprint(publicJwk),
    certificates: certificates.map((pem) => ({
      ...toCertificateInfo(new X509Certificate(pem)),
      x5tS256: thumbprintsOf(pem)?.x5tS256 ?? '',
    })),
  };
}

function toBase64Der(pem: string): string {
  return new X509Certificate(pem).raw.toString('base64');
}
