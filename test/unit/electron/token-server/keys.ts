import { randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import type { ProofAlgorithm } from '../../../../shared/token-server/client-authentication.ts';
import { type PublicJwk, PublicJwkSchema } from '../../../../shared/token-server/public-jwk-set.ts';
import { NOW } from './fixture.ts';

export const SECONDS = Math.floor(NOW / 1000);
export const ISSUER = 'https://localhost:8443/oauth/v2/oauth-anonymous';
export const TOKEN_ENDPOINT = 'https://localhost:8443/oauth/v2/oauth-token';

/** A key pair of a client's, made by jose, which is not what verifies the claims. */
export interface TestKey {
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly publicJwk: PublicJwk;
}

export async function makeKey(algorithm: ProofAlgorithm): Promise<TestKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { algorithm, privateKey, publicJwk: PublicJwkSchema.parse(await exportJWK(publicKey)) };
}

/** A JWT with exactly these members; undefined leaves one out. */
export function sign(
  header: Readonly<Record<string, unknown>>,
  claims: Readonly<Record<string, unknown>>,
  key: CryptoKey | Uint8Array,
): Promise<string> {
  const clean = (members: Readonly<Record<string, unknown>>) => JSON.parse(JSON.stringify(members));
  return new SignJWT(clean(claims) as JWTPayload).setProtectedHeader(clean(header)).sign(key);
}

type Members = Readonly<Record<string, unknown>>;

/** An assertion that is right in all (RFC 7523 §3), but for what is said. */
export function assertion(
  { algorithm, privateKey }: Pick<TestKey, 'algorithm'> & { readonly privateKey: CryptoKey | Uint8Array },
  clientId: string,
  claims: Members = {},
  header: Members = {},
): Promise<string> {
  const usual = {
    iss: clientId,
    sub: clientId,
    aud: ISSUER,
    jti: randomUUID(),
    iat: SECONDS,
    exp: SECONDS + 60,
  };
  return sign({ alg: algorithm, ...header }, { ...usual, ...claims }, privateKey);
}

/** A DPoP proof for the token endpoint that is right in all (RFC 9449 §4.2), but for what is said. */
export function proof(
  { algorithm, privateKey, publicJwk }: TestKey,
  claims: Members = {},
  header: Members = {},
): Promise<string> {
  const usual = { jti: randomUUID(), htm: 'POST', htu: TOKEN_ENDPOINT, iat: SECONDS };
  return sign(
    { typ: 'dpop+jwt', alg: algorithm, jwk: publicJwk, ...header },
    { ...usual, ...claims },
    privateKey,
  );
}
