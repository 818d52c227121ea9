import type { Keychain, KeychainAnswer } from '../../../../../electron/core/storage/keychain.ts';

export interface FakeKeychain extends Keychain {
  /** Whether it can encrypt, asked again and again; the last answer is repeated. */
  answers: (boolean | Promise<boolean>)[];
  exists: boolean;
  failsToEncrypt: boolean;
  outdated: boolean;
}

/** Encrypts reversibly and recognisably: never the plain text, and only with its own key. */
export function fakeKeychain(key = 'k1'): FakeKeychain {
  return {
    answers: [true],
    exists: true,
    failsToEncrypt: false,
    outdated: false,
    async probe(): Promise<KeychainAnswer> {
      if (!this.exists) return 'never';
      const answer = await (this.answers.length > 1 ? this.answers.shift() : this.answers[0]);
      return answer === true ? 'yes' : 'not-yet';
    },
    async encrypt(text) {
      if (this.failsToEncrypt) throw new Error('keychain is closed');
      return Buffer.from(`${key}:${Buffer.from(text).toString('hex')}`);
    },
    async decrypt(ciphertext) {
      const [usedKey, hex] = ciphertext.toString().split(':');
      if (usedKey !== key || hex === undefined) throw new Error('wrong key');
      return { text: Buffer.from(hex, 'hex').toString(), isOutdated: this.outdated };
    },
  };
}
