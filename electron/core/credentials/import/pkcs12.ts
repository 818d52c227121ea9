import { createHmac, timingSafeEqual } from 'node:crypto';
import { BmpString } from 'asn1js';
import { type Asn1, elementsOf, hasTag, numberOf, octetsOf, oidOf, readAsn1 } from './asn1.ts';
import { decryptPbe, MOST_PKCS12_ITERATIONS } from './decrypt-pbe.ts';
import { KeyProblem, passphraseNeeded, wrongPassphrase } from './key-problem.ts';
import { deriveByPkcs12, type Pkcs12Derivation } from './pkcs12-kdf.ts';

/** The relevant contents of a PKCS #12 file. */
export interface Pkcs12Content {
  /** PKCS #8, DER. */
  readonly keys: readonly { readonly pkcs8: Buffer; readonly name: string | null }[];
  /** DER, in file order. */
  readonly certificates: readonly Buffer[];
}

const DATA = '1.2.840.113549.1.7.1';
const ENCRYPTED_DATA = '1.2.840.113549.1.7.6';
const BAGS = '1.2.840.113549.1.12.10.1';
const X509_CERTIFICATE = '1.2.840.113549.1.9.22.1';
const FRIENDLY_NAME = '1.2.840.113549.1.9.20';

const WHAT = 'this PKCS #12 file';

/** Whether the bytes start like a PKCS #12 file: version 3 and a content type. */
export function isPkcs12(root: Asn1): boolean {
  try {
    const [version, authSafe] = elementsOf(root);
    return numberOf(version) === 3 && oidOf(elementsOf(authSafe)[0]).startsWith('1.2.840.113549.1.7.');
  } catch {
    return false;
  }
}

/** Reads a PKCS #12 file (RFC 7292 §4). Throws a KeyProblem, or an Asn1Error if the file is damaged. */
export async function readPkcs12(root: Asn1, passphrase: string | null): Promise<Pkcs12Content> {
  const [, authSafe, macData] = elementsOf(root);
  const [, content] = elementsOf(authSafe);
  const safe = octetsOf(elementsOf(content)[0]);
  // No passphrase is stored as an empty one: try that before prompting the user.
  if (macData && !isAuthentic(safe, macData, passphrase ?? '')) {
    throw passphrase === null ? passphraseNeeded('This PKCS #12 file') : wrongPassphrase(WHAT);
  }
  const { bags, keys } = await openBags(safe, passphrase);
  return {
    keys: keys.filter((key) => key !== null),
    certificates: bags.map(readCertificateBag).filter((certificate) => certificate !== null),
  };
}

async function openBags(safe: Buffer, passphrase: string | null) {
  try {
    const bags: Asn1[] = [];
    for (const info of elementsOf(readAsn1(safe))) bags.push(...(await readContent(info, passphrase ?? '')));
    return { bags, keys: await Promise.all(bags.map((bag) => readKeyBag(bag, passphrase ?? ''))) };
  } catch (cause) {
    // Without a known MAC, only decryption shows whether the file has a passphrase.
    const isShut = cause instanceof KeyProblem && cause.appError.code === 'config.wrong-passphrase';
    throw isShut && passphrase === null ? passphraseNeeded('This PKCS #12 file') : cause;
  }
}

/** RFC 7292 §5.1. For a newer MAC (RFC 9579), decryption detects a wrong passphrase. */
function isAuthentic(safe: Buffer, macData: Asn1, passphrase: string): boolean {
  const [digestInfo, salt, iterations] = elementsOf(macData);
  const [algorithm, digest] = elementsOf(digestInfo);
  const hash = HASHES.get(oidOf(elementsOf(algorithm)[0]));
  if (hash === undefined) return true;
  const count = iterations ? Math.min(numberOf(iterations), MOST_PKCS12_ITERATIONS) : 1;
  const derivation = { hash, salt: octetsOf(salt), iterations: count };
  const expected = octetsOf(digest);
  const key = deriveByPkcs12(passphrase, derivation, 'mac', expected.length);
  const actual = createHmac(hash, key).update(safe).digest();
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}

const HASHES: ReadonlyMap<string, Pkcs12Derivation['hash']> = new Map([
  ['1.3.14.3.2.26', 'sha1'],
  ['2.16.840.1.101.3.4.2.4', 'sha224'],
  ['2.16.840.1.101.3.4.2.1', 'sha256'],
  ['2.16.840.1.101.3.4.2.2', 'sha384'],
  ['2.16.840.1.101.3.4.2.3', 'sha512'],
]);

/** The bags of one part of the file. */
async function readContent(info: Asn1, passphrase: string): Promise<Asn1[]> {
  const [type, content] = elementsOf(info);
  const [inner] = elementsOf(content);
  switch (oidOf(type)) {
    case DATA:
      return elementsOf(readAsn1(octetsOf(inner)));
    case ENCRYPTED_DATA: {
      const [, encrypted] = elementsOf(inner);
      const [, algorithm, ciphertext] = elementsOf(encrypted);
      return elementsOf(readAsn1(await decryptPbe(algorithm, octetsOf(ciphertext), passphrase, WHAT)));
    }
    default:
      return [];
  }
}

async function readKeyBag(bag: Asn1, passphrase: string) {
  const [type, value, attributes] = elementsOf(bag);
  const [inner] = elementsOf(value);
  const name = attributes ? friendlyName(attributes) : null;
  if (oidOf(type) === `${BAGS}.1` && inner) return { pkcs8: Buffer.from(inner.toBER()), name };
  if (oidOf(type) !== `${BAGS}.2`) return null;
  const [algorithm, ciphertext] = elementsOf(inner);
  return { pkcs8: await decryptPbe(algorithm, octetsOf(ciphertext), passphrase, WHAT), name };
}

function readCertificateBag(bag: Asn1): Buffer | null {
  const [type, value] = elementsOf(bag);
  if (oidOf(type) !== `${BAGS}.3`) return null;
  const [kind, certificate] = elementsOf(elementsOf(value)[0]);
  if (oidOf(kind) !== X509_CERTIFICATE || !hasTag(certificate, 0)) return null;
  return octetsOf(elementsOf(certificate)[0]);
}

function friendlyName(attributes: Asn1): string | null {
  for (const attribute of elementsOf(attributes)) {
    const [type, values] = elementsOf(attribute);
    const [value] = elementsOf(values);
    if (oidOf(type) === FRIENDLY_NAME && value instanceof BmpString) return value.getValue();
  }
  return null;
}
