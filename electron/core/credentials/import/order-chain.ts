import { type KeyObject, X509Certificate } from 'node:crypto';
import type { AppError } from '../../../../shared/errors.ts';
import { err, ok, type Result } from '../../../../shared/result.ts';
import { readPublicKey } from '../../exchange/tls/certificate-info.ts';
import { findPath } from '../../exchange/tls/tls-chain.ts';
import { KeyProblem, unusable } from './key-problem.ts';
import { pemBlocks } from './pem.ts';

/** Reads a key's certificates from PEM text, leaf first. Fails with `key.unusable`. */
export function readChain(text: string, publicKey: KeyObject): Result<readonly string[], AppError> {
  try {
    return ok(orderChain(readCertificates(text), publicKey));
  } catch (cause) {
    if (cause instanceof KeyProblem) return err(cause.appError);
    throw cause;
  }
}

/** All certificates in a text. Throws a KeyProblem if there are none. */
export function readCertificates(text: string): string[] {
  const found = pemBlocks(text).filter(({ label }) => label === 'CERTIFICATE');
  if (found.length === 0 && text.trim() !== '') {
    throw unusable(
      'There is no certificate in this text.',
      'Paste it in PEM form: it begins with -----BEGIN CERTIFICATE-----.',
    );
  }
  return found.map((block) => block.text);
}

/**
 * Orders the certificates of a public key as TLS sends them: leaf first, then each issuer that is included. Returns
 * PEM. Empty input gives an empty chain. Throws a KeyProblem if one cannot be read, or none belongs to the key.
 */
export function orderChain(certificates: readonly (string | Buffer)[], publicKey: KeyObject): string[] {
  if (certificates.length === 0) return [];
  const read = certificates.map(readCertificate);
  const leaf = read.find((certificate) => readPublicKey(certificate)?.equals(publicKey));
  if (!leaf) {
    throw unusable(
      read.length === 1
        ? 'The certificate belongs to another key.'
        : 'None of the certificates belongs to the key.',
      'Choose the certificate that was issued for this key, or add it to that other key.',
    );
  }
  const others = read.filter((certificate) => certificate !== leaf);
  const chain = [leaf, ...others];
  return findPath(chain).flatMap((index) => chain[index]?.toString() ?? []);
}

function readCertificate(certificate: string | Buffer): X509Certificate {
  try {
    return new X509Certificate(certificate);
  } catch {
    throw unusable(
      'A certificate cannot be read: it is damaged, or cut off.',
      'Copy it again, whole, with its first and last line.',
    );
  }
}
