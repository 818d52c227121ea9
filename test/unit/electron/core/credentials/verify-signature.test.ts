import { type CryptoKey, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { verifySignature } from '../../../../../electron/core/credentials/verify-signature.ts';
import { describeVerdict } from '../../../../../shared/diagnose/token-operations/describe-verdict.ts';
import { SIGNATURE_ALGORITHMS } from '../../../../../shared/model/client-choices.ts';
import type { SignatureVerdict } from '../../../../../shared/oauth/jwt/signature-verdict.ts';

interface Pair {
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

async function pair(alg: string, kid?: string): Promise<Pair> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { privateKey, jwk: { ...(await exportJWK(publicKey)), ...(kid !== undefined && { kid }) } };
}

function sign(alg: string, { privateKey }: Pair, kid?: string): Promise<string> {
  const header = { alg, ...(kid !== undefined && { kid }) };
  return new SignJWT({ sub: 'server' }).setProtectedHeader(header).sign(privateKey);
}

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const unsigned = (header: object) => `${part(header)}.${part({ sub: 'server' })}.c2ln`;

let es: Pair;
let other: Pair;
let rsa: Pair;

beforeAll(async () => {
  [es, other, rsa] = await Promise.all([pair('ES256', 'es'), pair('ES256', 'other'), pair('RS256', 'rsa')]);
});

describe('on Electron’s cryptography (BoringSSL)', () => {
  it.each(SIGNATURE_ALGORITHMS)('a signature by %s is verified', async (alg) => {
    const made = await pair(alg, 'k');
    expect(await verifySignature(await sign(alg, made, 'k'), [made.jwk])).toMatchObject({
      kind: 'valid',
      alg,
      key: expect.stringContaining('“k”'),
    });
  });

  it.each(['ES256K', 'Ed448'])('%s is said to be one that cannot be checked here', async (alg) => {
    const key = alg === 'ES256K' ? { ...es.jwk, crv: 'secp256k1' } : { kty: 'OKP', crv: 'Ed448', x: 'AAAA' };
    const verdict = await verifySignature(unsigned({ alg }), [key]);
    expect(verdict.kind).toBe('unsupported');
    expect(describeVerdict(verdict).text).toContain('BoringSSL');
  });
});

describe('the key', () => {
  it('uses the key that the token names', async () => {
    const token = await sign('ES256', other, 'other');
    expect(await verifySignature(token, [es.jwk, other.jwk])).toMatchObject({
      kind: 'valid',
      key: 'EC P-256 key “other”',
    });
  });

  it('tries a hundred fitting keys at most: a hostile set may hold thousands', async () => {
    const token = await sign('ES256', other);
    const decoys = Array.from({ length: 3_000 }, () => es.jwk);
    expect(await verifySignature(token, [...decoys, other.jwk])).toEqual({
      kind: 'too-many-keys',
      alg: 'ES256',
      tried: 100,
      fitting: 3_001,
    });
  });

  it('tries the fitting keys one after the other if the token names none', async () => {
    const token = await sign('ES256', other);
    const keys = [rsa.jwk, es.jwk, other.jwk];
    expect(await verifySignature(token, keys)).toMatchObject({ kind: 'valid', key: 'EC P-256 key “other”' });
  });

  it('of the right name that did not sign is a mismatch', async () => {
    const token = await sign('ES256', other, 'es');
    expect(await verifySignature(token, [es.jwk])).toEqual({
      kind: 'mismatch',
      alg: 'ES256',
      keys: ['EC P-256 key “es”'],
    });
  });

  it('does not fit a token that was changed', async () => {
    const token = await sign('ES256', es, 'es');
    const [header, , signature] = token.split('.');
    const changed = `${header}.${part({ sub: 'admin' })}.${signature}`;
    expect(await verifySignature(changed, [es.jwk])).toMatchObject({ kind: 'mismatch' });
  });

  it('a key published with its private part still works', async () => {
    const token = await sign('ES256', es, 'es');
    const whole = { ...(await exportJWK(es.privateKey)), kid: 'es' };
    expect(await verifySignature(token, [whole])).toMatchObject({ kind: 'valid' });
  });
});

describe('explains why a signature is not valid', () => {
  it.each<[string, () => Promise<string> | string, () => object[], Partial<SignatureVerdict>]>([
    ['an unknown kid', () => sign('ES256', es, 'new'), () => [es.jwk], { kind: 'unknown-kid', kid: 'new' }],
    ['no key that fits', () => sign('ES256', es), () => [rsa.jwk], { kind: 'no-fitting-key', alg: 'ES256' }],
    [
      'a key for another algorithm',
      () => sign('ES256', es, 'rsa'),
      () => [rsa.jwk],
      { kind: 'wrong-alg', alg: 'ES256' },
    ],
    [
      'a key that says another algorithm',
      () => sign('RS256', rsa, 'rsa'),
      () => [{ ...rsa.jwk, alg: 'PS256' }],
      { kind: 'wrong-alg', alg: 'RS256', keyAlg: 'PS256' },
    ],
    [
      'a key for encryption',
      () => sign('RS256', rsa, 'rsa'),
      () => [{ ...rsa.jwk, alg: 'RS256', use: 'enc' }],
      { kind: 'wrong-alg', keyAlg: 'another use (use: enc)' },
    ],
    [
      'a key that is not to verify',
      () => sign('RS256', rsa, 'rsa'),
      () => [{ ...rsa.jwk, alg: 'RS256', key_ops: ['sign'] }],
      { kind: 'wrong-alg', keyAlg: 'other operations (key_ops: sign)' },
    ],
    [
      'padding',
      async () => `${await sign('ES256', es, 'es')}==`,
      () => [es.jwk],
      { kind: 'malformed', fault: expect.stringContaining('“=”') },
    ],
    [
      'an ECDSA signature in DER (RFC 7518 §3.4)',
      () =>
        `${part({ alg: 'ES256', kid: 'es' })}.${part({})}.${Buffer.alloc(71, 0x30).toString('base64url')}`,
      () => [es.jwk],
      { kind: 'malformed', fault: expect.stringContaining('64 bytes, and this one 71: it is in DER') },
    ],
    ['alg none', () => `${part({ alg: 'none' })}.${part({})}.`, () => [es.jwk], { kind: 'unsecured' }],
    [
      'a MAC, never checked with a public key (RFC 8725 §3.1)',
      () => unsigned({ alg: 'HS256', kid: 'rsa' }),
      () => [rsa.jwk],
      { kind: 'symmetric', alg: 'HS256' },
    ],
    [
      'an algorithm of nobody’s',
      () => unsigned({ alg: 'constructor' }),
      () => [es.jwk],
      { kind: 'unsupported' },
    ],
    ['no alg', () => unsigned({}), () => [es.jwk], { kind: 'unsupported' }],
    [
      'a crit',
      () => unsigned({ alg: 'ES256', crit: ['b64'] }),
      () => [es.jwk],
      { kind: 'critical', names: ['b64'] },
    ],
    ['no keys', () => sign('ES256', es, 'es'), () => [], { kind: 'no-keys', reason: 'empty' }],
    [
      'a key that is broken',
      () => unsigned({ alg: 'ES256', kid: 'es' }),
      () => [{ ...es.jwk, x: 'AA' }],
      { kind: 'unusable-key' },
    ],
    ['an opaque token', () => '0470b16b-7bf8-4fa3-9ae1-6a10e0f0b699', () => [es.jwk], { kind: 'opaque' }],
    [
      'an encrypted token',
      () => `${part({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`,
      () => [es.jwk],
      { kind: 'encrypted', alg: 'RSA-OAEP', enc: 'A256GCM' },
    ],
  ])('%s', async (_, token, keys, expected) => {
    const verdict = await verifySignature(await token(), keys() as Record<string, unknown>[]);
    expect(verdict).toMatchObject(expected);
    const { title, text } = describeVerdict(verdict);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(text).toMatch(/^[A-Z].*[.)]$/s);
  });

  it('an RSA key of 1024 bits is too short to be used', async () => {
    const short = { kty: 'RSA', e: 'AQAB', kid: 'r', n: Buffer.alloc(128, 200).toString('base64url') };
    const verdict = await verifySignature(unsigned({ alg: 'RS256', kid: 'r' }), [short]);
    expect(verdict).toMatchObject({ kind: 'unusable-key', detail: expect.stringContaining('2048') });
  });
});
