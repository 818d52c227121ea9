import { createDecipheriv, pbkdf2, scrypt } from 'node:crypto';
import { promisify } from 'node:util';
import { type Asn1, elementsOf, numberOf, octetsOf, oidOf } from './asn1.ts';
import { unusable, wrongPassphrase } from './key-problem.ts';
import { deriveByPkcs12 } from './pkcs12-kdf.ts';
import { decryptRc2Cbc } from './rc2.ts';

const derive = promisify(pbkdf2);

/** More than any tool writes. A hostile file must not block the app for hours. */
const MOST_ITERATIONS = 5_000_000;
/** PKCS #12 key derivation runs on this thread; this many iterations take about half a second. */
export const MOST_PKCS12_ITERATIONS = 300_000;
/** Bytes. The most memory that scrypt may use. */
const MOST_SCRYPT_MEMORY = 256 * 1024 * 1024;

/**
 * Decrypts what was encrypted under a passphrase: PBES2 with PBKDF2 or scrypt (RFC 8018 §6.2, RFC 7914 §7), or the older
 * schemes of PKCS #12 (RFC 7292 appendix C). `what` is for messages, for example `this key`. Throws a KeyProblem.
 */
export async function decryptPbe(
  algorithm: Asn1 | undefined,
  ciphertext: Uint8Array,
  passphrase: string,
  what: string,
): Promise<Buffer> {
  const [oid, parameters] = elementsOf(algorithm);
  const name = oidOf(oid);
  const decrypt =
    name === PBES2 ? await openPbes2(parameters, passphrase) : openPkcs12Pbe(name, parameters, passphrase);
  try {
    return decrypt(ciphertext);
  } catch {
    throw wrongPassphrase(what);
  }
}

type Decrypt = (ciphertext: Uint8Array) => Buffer;

const PBES2 = '1.2.840.113549.1.5.13';
const PBKDF2 = '1.2.840.113549.1.5.12';
const SCRYPT = '1.3.6.1.4.1.11591.4.11';

const CIPHERS: ReadonlyMap<string, { readonly name: string; readonly keyLength: number }> = new Map([
  ['2.16.840.1.101.3.4.1.2', { name: 'aes-128-cbc', keyLength: 16 }],
  ['2.16.840.1.101.3.4.1.22', { name: 'aes-192-cbc', keyLength: 24 }],
  ['2.16.840.1.101.3.4.1.42', { name: 'aes-256-cbc', keyLength: 32 }],
  ['1.2.840.113549.3.7', { name: 'des-ede3-cbc', keyLength: 24 }],
]);

const PRFS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.2.7', 'sha1'],
  ['1.2.840.113549.2.8', 'sha224'],
  ['1.2.840.113549.2.9', 'sha256'],
  ['1.2.840.113549.2.10', 'sha384'],
  ['1.2.840.113549.2.11', 'sha512'],
]);

async function openPbes2(parameters: Asn1 | undefined, passphrase: string): Promise<Decrypt> {
  const [derivation, encryption] = elementsOf(parameters);
  const [cipherOid, iv] = elementsOf(encryption);
  const cipher = CIPHERS.get(oidOf(cipherOid));
  if (!cipher) throw unknownEncryption(oidOf(cipherOid));
  const [derivationOid, derivationParameters] = elementsOf(derivation);
  const key = await deriveKey(
    oidOf(derivationOid),
    elementsOf(derivationParameters),
    passphrase,
    cipher.keyLength,
  );
  return (ciphertext) => decipher(cipher.name, key, octetsOf(iv), ciphertext);
}

async function deriveKey(
  oid: string,
  [salt, ...parameters]: readonly Asn1[],
  passphrase: string,
  length: number,
): Promise<Buffer> {
  if (oid === PBKDF2) {
    const [iterations, ...optional] = parameters;
    const count = bounded(numberOf(iterations), MOST_ITERATIONS);
    // The optional key length may come between them; the cipher implies it.
    const prf = optional.find((element) => element.idBlock.tagNumber === 16);
    const prfOid = prf ? oidOf(elementsOf(prf)[0]) : '1.2.840.113549.2.7';
    const digest = PRFS.get(prfOid);
    if (digest === undefined) throw unknownEncryption(prfOid);
    return derive(passphrase, octetsOf(salt), count, length, digest);
  }
  if (oid !== SCRYPT) throw unknownEncryption(oid);
  const [N = 0, r = 0, p = 0] = parameters.slice(0, 3).map(numberOf);
  bounded(128 * N * r, MOST_SCRYPT_MEMORY);
  return new Promise((resolve, reject) => {
    const options = { N, r, p, maxmem: 2 * MOST_SCRYPT_MEMORY };
    scrypt(passphrase, octetsOf(salt), length, options, (cause, key) =>
      cause ? reject(cause) : resolve(key),
    );
  });
}

/** RFC 7292 appendix C. */
const PKCS12_SCHEMES: ReadonlyMap<string, { readonly cipher: string; readonly keyLength: number }> = new Map([
  ['1.2.840.113549.1.12.1.1', { cipher: 'rc4', keyLength: 16 }],
  ['1.2.840.113549.1.12.1.3', { cipher: 'des-ede3-cbc', keyLength: 24 }],
  ['1.2.840.113549.1.12.1.5', { cipher: 'rc2', keyLength: 16 }],
  ['1.2.840.113549.1.12.1.6', { cipher: 'rc2', keyLength: 5 }],
]);

function openPkcs12Pbe(oid: string, parameters: Asn1 | undefined, passphrase: string): Decrypt {
  const scheme = PKCS12_SCHEMES.get(oid);
  if (!scheme) throw unknownEncryption(oid);
  const [salt, iterations] = elementsOf(parameters);
  const count = bounded(numberOf(iterations), MOST_PKCS12_ITERATIONS);
  const derivation = { hash: 'sha1', salt: octetsOf(salt), iterations: count } as const;
  const key = deriveByPkcs12(passphrase, derivation, 'key', scheme.keyLength);
  if (scheme.cipher === 'rc4') return (ciphertext) => decipher('rc4', key, null, ciphertext);
  const iv = deriveByPkcs12(passphrase, derivation, 'iv', 8);
  if (scheme.cipher !== 'rc2') return (ciphertext) => decipher(scheme.cipher, key, iv, ciphertext);
  return (ciphertext) =>
    withoutPadding(decryptRc2Cbc({ key, iv, effectiveBits: 8 * scheme.keyLength }, ciphertext));
}

function decipher(name: string, key: Buffer, iv: Buffer | null, ciphertext: Uint8Array): Buffer {
  const cipher = createDecipheriv(name, key, iv);
  return Buffer.concat([cipher.update(ciphertext), cipher.final()]);
}

/** RFC 8018 §6.1.1: each padding byte is the padding's length. */
function withoutPadding(plain: Buffer): Buffer {
  const length = plain.at(-1) ?? 0;
  const padding = plain.subarray(plain.length - length);
  if (length < 1 || length > 8 || padding.some((byte) => byte !== length))
    throw new RangeError('bad padding');
  return plain.subarray(0, plain.length - length);
}

function bounded(cost: number, most: number): number {
  if (cost > 0 && cost <= most) return cost;
  throw unusable(
    'Opening this would take more work than any tool asks for.',
    'Encrypt the key again, for example with: openssl pkcs8 -topk8 -in key.pem -out new.pem',
  );
}

function unknownEncryption(oid: string) {
  return unusable(
    `This is encrypted in a way that is not known here (${oid}).`,
    'Encrypt the key again, for example with: openssl pkcs8 -topk8 -in key.pem -out new.pem',
  );
}
