import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { KeyKind } from '../../../../shared/model/key.ts';

const generate = promisify(generateKeyPair);

/** Generates a key pair on a worker thread: a long RSA key takes a second or two. */
export async function generateKey(kind: KeyKind): Promise<KeyObject> {
  const { privateKey } = await generatePair(kind);
  return privateKey;
}

function generatePair(kind: KeyKind): Promise<{ privateKey: KeyObject }> {
  switch (kind) {
    case 'EC P-256':
      return generate('ec', { namedCurve: 'prime256v1' });
    case 'EC P-384':
      return generate('ec', { namedCurve: 'secp384r1' });
    case 'EC P-521':
      return generate('ec', { namedCurve: 'secp521r1' });
    case 'Ed25519':
      return generate('ed25519');
    case 'RSA 2048':
      return generate('rsa', { modulusLength: 2048 });
    case 'RSA 3072':
      return generate('rsa', { modulusLength: 3072 });
    case 'RSA 4096':
      return generate('rsa', { modulusLength: 4096 });
  }
}
