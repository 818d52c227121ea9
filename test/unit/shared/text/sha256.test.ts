import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sha256 } from '../../../../shared/text/sha256.ts';
import { bytesOf } from '../../../../shared/text/utf8.ts';

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('SHA-256', () => {
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is as FIPS 180-4 has it', (text, digest) => {
    expect(hex(sha256(bytesOf(text)))).toBe(digest);
  });

  it('agrees with the platform’s for every length around the block size', () => {
    for (let length = 0; length < 200; length += 1) {
      const message = Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256);
      expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
    }
  });

  it('reads a part of a larger buffer as that part alone', () => {
    const part = bytesOf('..abc..').subarray(2, 5);
    expect(hex(sha256(part))).toBe(createHash('sha256').update('abc').digest('hex'));
  });
});
