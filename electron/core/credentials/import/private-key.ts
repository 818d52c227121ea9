import { createPrivateKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { Asn1Error, elementsOf, hasTag, octetsOf, oidOf, readAsn1 } from './asn1.ts';
import { decryptPbe } from './decrypt-pbe.ts';
import { KeyProblem, passphraseNeeded, unusable, wrongPassphrase } from './key-problem.ts';
import { derOf } from './pem.ts';

/** PKCS #8 (RFC 5958 §2). Throws a KeyProblem. */
export function readPkcs8(der: Uint8Array): KeyObject {
  return checked(
    () => createPrivateKey({ key: Buffer.from(der), format: 'der', type: 'pkcs8' }),
    unknownKindOf(der),
  );
}

/** Encrypted PKCS #8 (RFC 5958 §3). */
export async function readEncryptedPkcs8(der: Uint8Array, passphrase: string | null): Promise<KeyObject> {
  if (passphrase === null) throw passphraseNeeded('This key');
  const [algorithm, ciphertext] = elementsOf(readAsn1(der));
  const plain = await decryptPbe(algorithm, octetsOf(ciphertext), passphrase, 'this key');
  try {
    readAsn1(plain);
  } catch {
    // A wrong passphrase produces valid padding about once in 256 times.
    throw wrongPassphrase('this key');
  }
  return readPkcs8(plain);
}

/** A key in its traditional format: PKCS #1 for RSA (RFC 8017 appendix A.1.2), SEC 1 for elliptic curves (RFC 5915). */
export function readTraditional(pem: string, passphrase: string | null): KeyObject {
  const isEncrypted = /^Proc-Type: *4, *ENCRYPTED/m.test(pem);
  if (isEncrypted && passphrase === null) throw passphraseNeeded('This key');
  try {
    return usable(createPrivateKey({ key: pem, ...(isEncrypted && { passphrase: passphrase ?? '' }) }));
  } catch (cause) {
    if (isEncrypted && /BAD_DECRYPT|INCORRECT_PASSWORD/.test(codeOf(cause)))
      throw wrongPassphrase('this key');
    throw orUnreadable(cause, isEncrypted ? null : unknownCurveOf(derOf(pem)));
  }
}

/** PKCS #1 or SEC 1 as DER, without PEM. */
export function readTraditionalDer(der: Uint8Array): KeyObject | null {
  for (const type of ['pkcs1', 'sec1'] as const) {
    try {
      return usable(createPrivateKey({ key: Buffer.from(der), format: 'der', type }));
    } catch (cause) {
      if (cause instanceof KeyProblem) throw cause;
    }
  }
  return null;
}

/** A private JWK (RFC 7517). */
export function readJwk(jwk: JsonWebKey): KeyObject {
  const { kty, crv } = jwk;
  switch (kty) {
    case 'oct':
      throw unusable(
        'This JWK is a symmetric key.',
        'Enter it as the client’s secret instead, with client_secret_jwt.',
      );
    case 'RSA':
      if (typeof jwk.d === 'string' && jwk.p === undefined) {
        throw unusable(
          'This JWK has no prime factors (p, q, dp, dq and qi), and without them it cannot be used here.',
          'Export it again with all its members (RFC 7518 §6.3.2).',
        );
      }
      return checked(() => createPrivateKey({ key: jwk, format: 'jwk' }), null);
    case 'EC':
    case 'OKP':
      if (crv !== undefined && JWK_CURVES.has(crv))
        return checked(() => createPrivateKey({ key: jwk, format: 'jwk' }), null);
      throw cannotUse(`A key on the curve ${crv ?? '(none)'}`);
    default:
      throw cannotUse(`A JWK with the kty ${kty ?? '(none)'}`);
  }
}

const JWK_CURVES = new Set(['P-256', 'P-384', 'P-521', 'Ed25519']);

function checked(read: () => KeyObject, subject: string | null): KeyObject {
  try {
    return usable(read());
  } catch (cause) {
    throw orUnreadable(cause, subject);
  }
}

const CURVES = ['prime256v1', 'secp384r1', 'secp521r1'];

/** Rejects keys that the platform can read but no client algorithm can use. */
function usable(key: KeyObject): KeyObject {
  const { asymmetricKeyType: type = '', asymmetricKeyDetails: { modulusLength = 0, namedCurve = '' } = {} } =
    key;
  switch (type) {
    case 'rsa':
      if (modulusLength >= 2048) return key;
      throw unusable(
        `This RSA key has ${modulusLength} bits; signatures need 2048 or more (RFC 7518 §3.3).`,
        'Make a longer one, here or with your tools, and register its public key at the server.',
      );
    case 'ec':
      if (CURVES.includes(namedCurve)) return key;
      throw cannotUse(`A key on the curve ${namedCurve}`);
    case 'ed25519':
      return key;
    default:
      throw cannotUse(`A key of the kind ${type}`);
  }
}

function orUnreadable(cause: unknown, subject: string | null): KeyProblem {
  if (cause instanceof KeyProblem) return cause;
  return subject === null
    ? unusable(
        'This private key cannot be read: it is damaged, or cut off.',
        'Copy it again, whole, with its first and last line.',
      )
    : cannotUse(subject);
}

function cannotUse(subject: string): KeyProblem {
  return unusable(
    `${subject} cannot be used here.`,
    'Use an RSA key of 2048 bits or more, an elliptic curve key on P-256, P-384 or P-521, or an Ed25519 key. One can be made here.',
  );
}

const ELLIPTIC_CURVE = '1.2.840.10045.2.1';

/** Names for unsupported key types: BoringSSL reports only that they are unsupported. */
const UNKNOWN_KINDS: ReadonlyMap<string, string> = new Map([
  ['1.2.840.113549.1.1.10', 'An RSA key for PSS alone (a plain RSA key signs with PS256, too)'],
  ['1.2.840.10040.4.1', 'A DSA key'],
  ['1.2.840.113549.1.3.1', 'A Diffie-Hellman key'],
  ['1.3.101.110', 'An X25519 key, which cannot sign,'],
  ['1.3.101.111', 'An X448 key, which cannot sign,'],
  ['1.3.101.113', 'An Ed448 key'],
  ['2.16.840.1.101.3.4.3.17', 'An ML-DSA-44 key'],
  ['2.16.840.1.101.3.4.3.18', 'An ML-DSA-65 key'],
  ['2.16.840.1.101.3.4.3.19', 'An ML-DSA-87 key'],
]);
const UNKNOWN_CURVES: ReadonlyMap<string, string> = new Map([
  ['1.3.132.0.10', 'secp256k1'],
  ['1.3.132.0.33', 'P-224'],
  ['1.3.36.3.3.2.8.1.1.7', 'brainpoolP256r1'],
  ['1.3.36.3.3.2.8.1.1.11', 'brainpoolP384r1'],
  ['1.3.36.3.3.2.8.1.1.13', 'brainpoolP512r1'],
]);
const KNOWN = ['1.2.840.113549.1.1.1', '1.3.101.112', '1.2.840.10045.3.1.7', '1.3.132.0.34', '1.3.132.0.35'];

/** Name of an unsupported PKCS #8 key type; null if the type is supported, so the key is damaged. */
function unknownKindOf(pkcs8: Uint8Array): string | null {
  return orNull(() => {
    const [, algorithm] = elementsOf(readAsn1(pkcs8));
    const [oid, parameters] = elementsOf(algorithm);
    const kind = oidOf(oid);
    if (kind === ELLIPTIC_CURVE) return unknownCurve(oidOf(parameters));
    return KNOWN.includes(kind) ? null : (UNKNOWN_KINDS.get(kind) ?? `A key of the kind ${kind}`);
  });
}

/** The same for a SEC 1 key, which names its curve under the tag [0]. */
function unknownCurveOf(sec1: Uint8Array): string | null {
  return orNull(() => {
    const curve = elementsOf(readAsn1(sec1)).find((element) => hasTag(element, 0));
    return curve ? unknownCurve(oidOf(elementsOf(curve)[0])) : null;
  });
}

function unknownCurve(oid: string): string | null {
  return KNOWN.includes(oid) ? null : `A key on the curve ${UNKNOWN_CURVES.get(oid) ?? oid}`;
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (cause) {
    if (cause instanceof Asn1Error) return null;
    throw cause;
  }
}

function codeOf(cause: unknown): string {
  if (!(cause instanceof Error)) return '';
  return `${'code' in cause ? String(cause.code) : ''} ${cause.message}`;
}
