import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import type { AppError } from '../../../../shared/errors.ts';
import { isJsonObject } from '../../../../shared/json/json-object.ts';
import { parseJson } from '../../../../shared/json/parse-json.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { type Asn1, Asn1Error, elementsOf, readAsn1 } from './asn1.ts';
import { KeyProblem, unusable } from './key-problem.ts';
import { orderChain, readCertificates } from './order-chain.ts';
import { derOf, type PemBlock, pemBlocks } from './pem.ts';
import { isPkcs12, readPkcs12 } from './pkcs12.ts';
import {
  readEncryptedPkcs8,
  readJwk,
  readPkcs8,
  readTraditional,
  readTraditionalDer,
} from './private-key.ts';

/** An imported key. */
export interface ReadKey {
  readonly privateKey: KeyObject;
  /** The key's certificates, leaf first, PEM; may be empty. */
  readonly certificates: readonly string[];
  readonly kid: string | null;
  /** Name in the source file. */
  readonly name: string | null;
}

type Found = Omit<ReadKey, 'certificates'> & { readonly certificates: readonly (string | Buffer)[] };

/**
 * Reads a private key in any common format: PEM (PKCS #8, PKCS #1, SEC 1, encrypted or not, with its certificates), JWK
 * or JWK Set, PKCS #12, or DER. `certificates` is PEM from a second file. Fails with `key.unusable`,
 * `key.passphrase-needed` or `config.wrong-passphrase`.
 */
export async function readKey(
  content: Uint8Array,
  { passphrase, certificates }: { readonly passphrase: string | null; readonly certificates: string },
): Promise<Result<ReadKey, AppError>> {
  try {
    const found = await find(content, passphrase);
    const beside = readCertificates(certificates);
    const publicKey = createPublicKey(found.privateKey);
    return ok({ ...found, certificates: orderChain([...found.certificates, ...beside], publicKey) });
  } catch (cause) {
    if (cause instanceof KeyProblem) return err(cause.appError);
    if (cause instanceof Asn1Error) return err(damaged().appError);
    throw cause;
  }
}

async function find(content: Uint8Array, passphrase: string | null): Promise<Found> {
  const text = textOf(content);
  if (/^[{[]/.test(text)) return findInJson(text);
  const blocks = pemBlocks(text);
  if (blocks.length > 0) return findInPem(blocks, passphrase);
  if (/-----BEGIN/.test(text))
    throw unusable(
      'The text is cut off: it has no last line.',
      'Copy it again, whole, with its first and last line.',
    );
  // The user may have pasted binary content as base64.
  return findInDer(/^[A-Za-z0-9+/=\s]+$/.test(text) ? Buffer.from(text, 'base64') : content, passphrase);
}

function textOf(content: Uint8Array): string {
  const bytes = Buffer.from(content);
  // Windows PowerShell writes UTF-16 with `>`.
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = bytes
    .toString(isUtf16 ? 'utf16le' : 'utf8')
    .replace(/^\uFEFF/, '')
    .trim();
  // From a JSON file or an environment variable: line breaks are written as \n.
  return text.includes('-----BEGIN') && !text.includes('\n') ? text.replace(/(\\r)?\\n/g, '\n') : text;
}

async function findInPem(blocks: readonly PemBlock[], passphrase: string | null): Promise<Found> {
  const certificates = blocks.filter(isCertificate).map(({ text }) => text);
  const block = blocks.find(({ label }) => label.endsWith('PRIVATE KEY'));
  if (!block) throw noPrivateKey(blocks);
  return { privateKey: await readPrivateKey(block, passphrase), certificates, kid: null, name: null };
}

async function readPrivateKey({ label, text }: PemBlock, passphrase: string | null): Promise<KeyObject> {
  switch (label) {
    case 'PRIVATE KEY':
      return readPkcs8(derOf(text));
    case 'ENCRYPTED PRIVATE KEY':
      return readEncryptedPkcs8(derOf(text), passphrase);
    case 'RSA PRIVATE KEY':
    case 'EC PRIVATE KEY':
      return readTraditional(text, passphrase);
    case 'OPENSSH PRIVATE KEY':
      throw unusable(
        'This key is in OpenSSH’s own form.',
        'Turn it into PKCS #8, which overwrites the file, so on a copy of it: ssh-keygen -p -m PKCS8 -f copy-of-key',
      );
    default:
      throw unusable(
        `A key in the form “${label}” cannot be used here.`,
        'Turn it into PKCS #8: openssl pkcs8 -topk8 -in key.pem -out new.pem',
      );
  }
}

function noPrivateKey(blocks: readonly PemBlock[]): KeyProblem {
  const isPublic = blocks.some(({ label }) => label.endsWith('PUBLIC KEY'));
  return isPublic
    ? unusable(
        'This is a public key; signing takes the private one.',
        'Import the private key: its public key comes with it.',
      )
    : unusable(
        blocks.some(isCertificate)
          ? 'There is a certificate, but no private key.'
          : 'There is no private key in this text.',
        'Paste the private key, and the certificate after it; both may be in one text.',
      );
}

function findInJson(text: string): Found {
  const parsed = parseJson(text);
  if (parsed === undefined) {
    throw unusable(
      'This looks like a JWK, but it is not JSON.',
      'Copy it again, from the first to the last brace.',
    );
  }
  const set = isJsonObject(parsed) ? parsed.keys : parsed;
  const candidates: unknown[] = Array.isArray(set) ? set : [parsed];
  const keys = candidates.filter(isJsonObject);
  const jwk = keys.find((key) => key.d !== undefined || key.kty === 'oct');
  if (!jwk) {
    throw keys.some(({ kty }) => typeof kty === 'string')
      ? unusable(
          'This is a public key; signing takes the private one.',
          'Paste the JWK that has the member “d”.',
        )
      : unusable(
          'This JSON is no JWK.',
          'A JWK has the members “kty” and, for a private key, “d” (RFC 7517).',
        );
  }
  const { kid, x5c } = jwk;
  return {
    privateKey: readJwk(jwk as JsonWebKey),
    certificates: Array.isArray(x5c) ? x5c.map((der) => Buffer.from(String(der), 'base64')) : [],
    kid: typeof kid === 'string' && kid !== '' ? kid : null,
    name: null,
  };
}

/** JKS and JCEKS, by their first four bytes. */
const JAVA_KEYSTORES = ['feedfeed', 'cececece'];

async function findInDer(content: Uint8Array, passphrase: string | null): Promise<Found> {
  if (JAVA_KEYSTORES.includes(Buffer.from(content.subarray(0, 4)).toString('hex'))) {
    throw unusable(
      'This is a Java keystore in Java’s own form.',
      'Turn it into PKCS #12: keytool -importkeystore -srckeystore my.jks -destkeystore my.p12 -deststoretype PKCS12',
    );
  }
  const root = readAsn1(content);
  if (isPkcs12(root)) return findInPkcs12(root, passphrase);
  const privateKey = isEncryptedPkcs8(root)
    ? await readEncryptedPkcs8(content, passphrase)
    : (readTraditionalDer(content) ?? readPkcs8(content));
  return { privateKey, certificates: [], kid: null, name: null };
}

async function findInPkcs12(root: Asn1, passphrase: string | null): Promise<Found> {
  const { keys, certificates } = await readPkcs12(root, passphrase);
  const [key] = keys;
  if (!key) {
    throw unusable(
      'There is no private key in this PKCS #12 file.',
      'Export it again together with its key.',
    );
  }
  return { privateKey: readPkcs8(key.pkcs8), certificates, kid: null, name: key.name };
}

/** RFC 5958 §3: an algorithm, then the ciphertext. A plain key starts with a version. */
function isEncryptedPkcs8(root: Asn1): boolean {
  try {
    const [algorithm, ciphertext, ...more] = elementsOf(root);
    return more.length === 0 && ciphertext !== undefined && elementsOf(algorithm).length === 2;
  } catch {
    return false;
  }
}

function damaged(): KeyProblem {
  return unusable(
    'There is no key in this that can be read.',
    'Use a private key in PEM form, a JWK, or a PKCS #12 file (.p12, .pfx).',
  );
}

function isCertificate({ label }: PemBlock): boolean {
  return label === 'CERTIFICATE';
}
