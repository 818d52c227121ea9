import { createHash } from 'node:crypto';

/** What the derived bytes are for (RFC 7292 appendix B.3). */
export type Pkcs12Purpose = 'key' | 'iv' | 'mac';
const IDS: Readonly<Record<Pkcs12Purpose, number>> = { key: 1, iv: 2, mac: 3 };

export interface Pkcs12Derivation {
  readonly hash: 'sha1' | 'sha224' | 'sha256' | 'sha384' | 'sha512';
  readonly salt: Uint8Array;
  readonly iterations: number;
}

/** Derives bytes from a passphrase as PKCS #12 does (RFC 7292 appendix B.2). */
export function deriveByPkcs12(
  passphrase: string,
  { hash, salt, iterations }: Pkcs12Derivation,
  purpose: Pkcs12Purpose,
  length: number,
): Buffer {
  const block = hash === 'sha384' || hash === 'sha512' ? 128 : 64;
  const diversifier = Buffer.alloc(block, IDS[purpose]);
  const input = Buffer.concat([fill(salt, block), fill(asBmpString(passphrase), block)]);
  const derived: Buffer[] = [];
  for (let got = 0; got < length; ) {
    let digest = createHash(hash).update(diversifier).update(input).digest();
    for (let round = 1; round < iterations; round += 1) digest = createHash(hash).update(digest).digest();
    derived.push(digest);
    got += digest.length;
    addToEachBlock(input, fill(digest, block).subarray(0, block));
  }
  return Buffer.concat(derived).subarray(0, length);
}

/** Repeats the bytes to fill whole blocks; empty stays empty. */
function fill(bytes: Uint8Array, block: number): Buffer {
  if (bytes.length === 0) return Buffer.alloc(0);
  const length = block * Math.ceil(bytes.length / block);
  return Buffer.from(Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0));
}

/** Adds the addend plus one to each block, as big-endian numbers. */
function addToEachBlock(input: Buffer, addend: Buffer): void {
  for (let start = 0; start < input.length; start += addend.length) {
    let carry = 1;
    for (let index = addend.length - 1; index >= 0; index -= 1) {
      const sum = (input[start + index] ?? 0) + (addend[index] ?? 0) + carry;
      input[start + index] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}

/** UTF-16, big-endian, with a zero at the end (RFC 7292 appendix B.1). */
function asBmpString(text: string): Buffer {
  return Buffer.from(`${text}\0`, 'utf16le').swap16();
}
