import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readKey } from '../../../../../electron/core/credentials/import/read-key.ts';
import { unwrap } from './key-bench.ts';

const FOLDER = join(import.meta.dirname, '../../../../fixtures/keys');
const PASSPHRASE = 'pass phrase é';

const fixture = (name: string) => readFileSync(join(FOLDER, name));
const keyIn = (name: string) => createPrivateKey(fixture(name));
const jwkOf = (key: KeyObject) => key.export({ format: 'jwk' });

const read = (content: string | Uint8Array, passphrase: string | null = null, certificates = '') =>
  readKey(Buffer.from(content), { passphrase, certificates });

const subjects = (certificates: readonly string[]) =>
  certificates.map((pem) => /CN=(.*)/.exec(new X509Certificate(pem).subject)?.[1]);

describe('a key is read from', () => {
  it.each([
    ['PKCS #8', 'rsa-pkcs8.pem', 'rsa-pkcs8.pem'],
    ['PKCS #1', 'rsa-pkcs1.pem', 'rsa-pkcs8.pem'],
    ['PKCS #8 of P-256', 'ec-p256-pkcs8.pem', 'ec-p256-pkcs8.pem'],
    ['PKCS #8 of P-384', 'ec-p384-pkcs8.pem', 'ec-p384-pkcs8.pem'],
    ['PKCS #8 of P-521', 'ec-p521-pkcs8.pem', 'ec-p521-pkcs8.pem'],
    ['PKCS #8 of Ed25519', 'ed25519.pem', 'ed25519.pem'],
    ['SEC 1, after its parameters', 'ec-p256-sec1.pem', 'ec-p256-sec1.pem'],
    ['PKCS #8 without PEM', 'rsa-pkcs8.der', 'rsa-pkcs8.pem'],
    ['PKCS #1 without PEM', 'rsa-pkcs1.der', 'rsa-pkcs8.pem'],
    ['SEC 1 without PEM', 'ec-p256-sec1.der', 'ec-p256-sec1.pem'],
    ['PKCS #12 that is not encrypted', 'unencrypted.p12', 'ec-p256-sec1.pem'],
    ['PKCS #12 with an empty passphrase', 'empty-passphrase.p12', 'ec-p256-sec1.pem'],
  ])('%s (%s)', async (_, file, same) => {
    const { privateKey } = unwrap(await read(fixture(file)));
    expect(jwkOf(privateKey)).toEqual(jwkOf(keyIn(same)));
  });

  it.each([
    ['PKCS #1, AES-256', 'rsa-pkcs1-aes256.pem', 'rsa-pkcs8.pem'],
    ['PKCS #1, 3DES', 'rsa-pkcs1-des3.pem', 'rsa-pkcs8.pem'],
    ['SEC 1, AES-128', 'ec-p256-sec1-aes128.pem', 'ec-p256-sec1.pem'],
    ['PKCS #8, PBES2 with SHA-256', 'rsa-pkcs8-pbes2.pem', 'rsa-pkcs8.pem'],
    ['PKCS #8, PBES2 with SHA-512 and AES-128', 'rsa-pkcs8-sha512.pem', 'rsa-pkcs8.pem'],
    ['PKCS #8, scrypt', 'rsa-pkcs8-scrypt.pem', 'rsa-pkcs8.pem'],
    ['PKCS #8, the older 3DES', 'rsa-pkcs8-3des.pem', 'rsa-pkcs8.pem'],
    ['PKCS #8 without PEM', 'rsa-pkcs8-pbes2.der', 'rsa-pkcs8.pem'],
    ['PKCS #12 of OpenSSL 3', 'modern.p12', 'ec-p256-sec1.pem'],
    ['PKCS #12, 3DES and RC2 with 40 bits', 'legacy.p12', 'ec-p256-sec1.pem'],
    ['PKCS #12, RC2 with 128 bits and RC4', 'rc.p12', 'ec-p256-sec1.pem'],
    ['PKCS #12, SHA-512, certificates in the open', 'sha512.p12', 'ec-p256-sec1.pem'],
    ['PKCS #12 without a MAC', 'without-mac.p12', 'ec-p256-sec1.pem'],
  ])('%s, encrypted (%s)', async (_, file, same) => {
    const { privateKey } = unwrap(await read(fixture(file), PASSPHRASE));
    expect(jwkOf(privateKey)).toEqual(jwkOf(keyIn(same)));
    expect(await read(fixture(file), 'wrong')).toMatchObject({
      error: {
        code: 'config.wrong-passphrase',
        message: expect.stringMatching(/^The passphrase does not open this/),
      },
    });
    expect(await read(fixture(file))).toMatchObject({
      error: { code: expect.stringMatching(/^key\.passphrase-needed|config\.wrong-passphrase$/) },
    });
  });

  it('PKCS #12 of Java', async () => {
    const { privateKey, certificates } = unwrap(await read(fixture('java.p12'), 'changeit'));
    expect(jwkOf(privateKey)).toEqual(jwkOf(keyIn('ec-p256-sec1.pem')));
    expect(subjects(certificates)).toEqual(['server', 'Keys Intermediate', 'Keys Root']);
  });

  it.each(['modern.p12', 'legacy.p12', 'rc.p12', 'sha512.p12', 'without-mac.p12'])(
    'PKCS #12 with its certificates and its name (%s)',
    async (file) => {
      const { certificates, name } = unwrap(await read(fixture(file), PASSPHRASE));
      expect(subjects(certificates)).toEqual(['server', 'Keys Intermediate', 'Keys Root']);
      expect(name).toBe('My client');
    },
  );

  it('a JWK, with its kid and its certificates', async () => {
    const jwk = {
      ...jwkOf(keyIn('ec-p256-sec1.pem')),
      kid: 'my kid',
      x5c: ['leaf.crt', 'intermediate.crt'].map((file) =>
        new X509Certificate(fixture(file)).raw.toString('base64'),
      ),
    };
    for (const text of [JSON.stringify(jwk), ` \uFEFF${JSON.stringify({ keys: [{ kty: 'EC' }, jwk] })}\n`]) {
      const found = unwrap(await read(text));
      expect(jwkOf(found.privateKey)).toEqual(jwkOf(keyIn('ec-p256-sec1.pem')));
      expect(found.kid).toBe('my kid');
      expect(subjects(found.certificates)).toEqual(['server', 'Keys Intermediate']);
    }
  });

  it.each(['rsa-pkcs8.pem', 'ec-p384-pkcs8.pem', 'ec-p521-pkcs8.pem', 'ed25519.pem'])(
    'a JWK of %s',
    async (file) => {
      const jwk = jwkOf(keyIn(file));
      expect(jwkOf(unwrap(await read(JSON.stringify(jwk))).privateKey)).toEqual(jwk);
    },
  );

  it('PEM with certificates in any order, in the same text or beside it, what is not of the chain left out', async () => {
    const key = fixture('ec-p256-sec1.pem').toString();
    const [leaf, intermediate, root] = ['leaf.crt', 'intermediate.crt', 'root.crt'].map((file) =>
      fixture(file).toString(),
    );
    const together = unwrap(await read(`${root}${key}\nsome text\n${intermediate}${leaf}`));
    expect(subjects(together.certificates)).toEqual(['server', 'Keys Intermediate', 'Keys Root']);
    const beside = unwrap(await read(key, null, `${root}${leaf}`));
    expect(subjects(beside.certificates)).toEqual(['server']);
  });

  it('PEM as it comes out of an editor: with blanks before each line, and the line ends of Windows', async () => {
    const text = fixture('rsa-pkcs1.pem').toString().replaceAll('\n', ' \r\n   ');
    expect(jwkOf(unwrap(await read(`  ${text}`)).privateKey)).toEqual(jwkOf(keyIn('rsa-pkcs8.pem')));
  });

  it('PEM in one line with \\n for its line ends, and PEM in UTF-16 as PowerShell writes it', async () => {
    const text = fixture('rsa-pkcs8.pem').toString();
    const same = jwkOf(keyIn('rsa-pkcs8.pem'));
    for (const content of [text.replaceAll('\n', '\\n'), Buffer.from(`\uFEFF${text}`, 'utf16le')]) {
      expect(jwkOf(unwrap(await read(content)).privateKey)).toEqual(same);
    }
  });

  it('a JWK in a bare list', async () => {
    const jwk = jwkOf(keyIn('ed25519.pem'));
    expect(jwkOf(unwrap(await read(JSON.stringify([jwk]))).privateKey)).toEqual(jwk);
  });

  it('PKCS #12 that was pasted as base64', async () => {
    const { name } = unwrap(await read(fixture('modern.p12').toString('base64'), PASSPHRASE));
    expect(name).toBe('My client');
  });
});

describe('explains an unusable key in a sentence, with the fix', () => {
  it.each([
    ['unusable-secp256k1.pem', 'A key on the curve secp256k1 cannot be used here.'],
    ['unusable-secp256k1-sec1.pem', 'A key on the curve secp256k1 cannot be used here.'],
    ['unusable-brainpoolP256r1.pem', 'A key on the curve brainpoolP256r1 cannot be used here.'],
    ['unusable-brainpoolP256r1-sec1.pem', 'A key on the curve brainpoolP256r1 cannot be used here.'],
    ['unusable-secp224r1.pem', 'A key on the curve secp224r1 cannot be used here.'],
    ['unusable-secp224r1-sec1.pem', 'A key on the curve secp224r1 cannot be used here.'],
    [
      'unusable-rsa-pss.pem',
      'An RSA key for PSS alone (a plain RSA key signs with PS256, too) cannot be used here.',
    ],
    ['unusable-rsa-1024.pem', 'This RSA key has 1024 bits; signatures need 2048 or more (RFC 7518 §3.3).'],
    ['unusable-ed448.pem', 'An Ed448 key cannot be used here.'],
    ['unusable-x25519.pem', 'A key of the kind x25519 cannot be used here.'],
    ['unusable-x448.pem', 'An X448 key, which cannot sign, cannot be used here.'],
    ['unusable-dsa.pem', 'A key of the kind dsa cannot be used here.'],
    ['unusable-openssh.pem', 'This key is in OpenSSH’s own form.'],
    ['unusable-public.pem', 'This is a public key; signing takes the private one.'],
    ['leaf.crt', 'There is a certificate, but no private key.'],
    ['make-keys.sh', 'There is no key in this that can be read.'],
  ])('%s', async (file, message) => {
    expect(await read(fixture(file))).toMatchObject({
      error: { code: 'key.unusable', message, nextStep: expect.stringMatching(/.{20}/) },
    });
  });

  const pem = fixture('ec-p256-pkcs8.pem').toString();

  it.each([
    ['nothing', '', 'There is no key in this that can be read.'],
    ['PEM without its last line', pem.slice(0, 100), 'The text is cut off: it has no last line.'],
    [
      'PEM with lines missing',
      pem.replace(/\n.{40}/, '\n'),
      'This private key cannot be read: it is damaged, or cut off.',
    ],
    [
      'another form',
      '-----BEGIN DSA PRIVATE KEY-----\nAAAA\n-----END DSA PRIVATE KEY-----',
      'A key in the form “DSA PRIVATE KEY” cannot be used here.',
    ],
    ['half a JWK', '{"kty":"EC"', 'This looks like a JWK, but it is not JSON.'],
    [
      'a public JWK',
      '{"kty":"EC","crv":"P-256","x":"","y":""}',
      'This is a public key; signing takes the private one.',
    ],
    ['other JSON', '{"a":1}', 'This JSON is no JWK.'],
    ['a symmetric JWK', '{"kty":"oct","k":"AAAA"}', 'This JWK is a symmetric key.'],
    [
      'a JWK of a curve nobody has',
      '{"kty":"EC","crv":"secp256k1","d":"AA"}',
      'A key on the curve secp256k1 cannot be used here.',
    ],
    ['a JWK of a kind nobody has', '{"kty":"AKP","d":"AA"}', 'A JWK with the kty AKP cannot be used here.'],
    [
      'a damaged JWK',
      '{"kty":"EC","crv":"P-256","x":"AA","y":"AA","d":"AA"}',
      'This private key cannot be read: it is damaged, or cut off.',
    ],
    ['other PEM', '-----BEGIN X-----\nAAAA\n-----END X-----', 'There is no private key in this text.'],
  ])('%s', async (_, text, message) => {
    expect(await read(text)).toMatchObject({ error: { code: 'key.unusable', message } });
  });

  it('a JWK without its primes, a Java keystore, a file whose MAC does not tell the passphrase', async () => {
    const { kty, n, e, d } = jwkOf(keyIn('rsa-pkcs8.pem'));
    const cases: readonly (readonly [string | Uint8Array, string, string])[] = [
      [JSON.stringify({ kty, n, e, d }), 'key.unusable', 'has no prime factors'],
      [Buffer.from('feedfeed00000002', 'hex'), 'key.unusable', 'Java keystore'],
      [fixture('without-mac.p12'), 'key.passphrase-needed', 'is encrypted'],
    ];
    for (const [content, code, message] of cases) {
      const { error } = (await read(content)) as { error?: { code: string; message: string } };
      expect(error).toMatchObject({ code, message: expect.stringContaining(message) });
    }
  });

  it('certificates that are not the key’s', async () => {
    const leaf = fixture('leaf.crt').toString();
    expect(await read(pem, null, leaf)).toMatchObject({
      error: { message: 'The certificate belongs to another key.' },
    });
    expect(await read(pem, null, 'no PEM')).toMatchObject({
      error: { message: 'There is no certificate in this text.' },
    });
    expect(await read(pem, null, leaf.replace(/\n.{30}/, '\n'))).toMatchObject({
      error: { message: 'A certificate cannot be read: it is damaged, or cut off.' },
    });
  });

  it('PKCS #12 without a key, and one that is damaged', async () => {
    expect(await read(fixture('certificates-only.p12'), PASSPHRASE)).toMatchObject({
      error: { message: 'There is no private key in this PKCS #12 file.' },
    });
    const cut = await read(fixture('modern.p12').subarray(0, 500), PASSPHRASE);
    expect(cut).toMatchObject({ error: { message: 'There is no key in this that can be read.' } });
  });

  it('returns an error for any bytes and never throws', async () => {
    for (const file of ['unencrypted.p12', 'rsa-pkcs8.der', 'ec-p256-sec1.der']) {
      const whole = fixture(file);
      for (let at = 0; at < whole.length; at += 7) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] ?? 0) ^ 0x55;
        const result = await read(changed, 'wrong');
        expect(result.ok || result.error.message).toBeTruthy();
      }
    }
  });
});
