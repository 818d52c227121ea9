import { expect, it } from 'vitest';
import {
  openSecrets,
  SEAL_COST,
  sealSecrets,
} from '../../../../../electron/core/workspaces/sealed-secrets.ts';
import {
  type SealedSecrets,
  SealedSecretsSchema,
} from '../../../../../shared/formats/workspace-file/sealed-secrets.ts';

const PASSPHRASE = 'correct horse battery';
const SECRET = 'canary-5ecr3t! ü';
/** The product's own takes as long as it is meant to. */
const CHEAP = { cost: 1024, blockSize: 8, parallelization: 1 };
const seal = (passphrase = PASSPHRASE) => sealSecrets(SECRET, passphrase, CHEAP);

it('a guess costs what OWASP recommends for scrypt, and our reader accepts that cost', async () => {
  expect(SEAL_COST).toEqual({ cost: 131_072, blockSize: 8, parallelization: 1 });
  const sealed = await seal();
  expect(
    SealedSecretsSchema.safeParse({ ...sealed, scrypt: { ...sealed.scrypt, ...SEAL_COST } }),
  ).toMatchObject({
    success: true,
  });
});

it('opens only with the passphrase, and sealing is never deterministic', async () => {
  const [one, other] = await Promise.all([seal(), seal()]);
  expect(SealedSecretsSchema.parse(JSON.parse(JSON.stringify(one)))).toEqual(one);
  expect(JSON.stringify(one)).not.toContain('canary');
  expect(other.ciphertext).not.toBe(one.ciphertext);
  expect(other.scrypt.salt).not.toBe(one.scrypt.salt);
  expect(await openSecrets(one, PASSPHRASE)).toEqual({ ok: true, value: SECRET });
  expect(await openSecrets(one, 'correct horse batterz')).toMatchObject({
    ok: false,
    error: { code: 'config.wrong-passphrase', nextStep: expect.any(String) },
  });
});

it('a passphrase typed with composed or combining letters is the same', async () => {
  const sealed = await seal('gr\u00fc\u00dfe aus der ferne');
  expect(await openSecrets(sealed, 'gru\u0308\u00dfe aus der ferne')).toMatchObject({ ok: true });
});

const flip = (base64: string) => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[0] = (bytes[0] ?? 0) ^ 1;
  return bytes.toString('base64');
};

it.each<[string, (sealed: SealedSecrets) => SealedSecrets]>([
  ['its ciphertext', (sealed) => ({ ...sealed, ciphertext: flip(sealed.ciphertext) })],
  ['its nonce', (sealed) => ({ ...sealed, nonce: flip(sealed.nonce) })],
  ['its tag', (sealed) => ({ ...sealed, tag: flip(sealed.tag) })],
  [
    'a tag cut to what can be guessed',
    (sealed) => ({ ...sealed, tag: Buffer.from(sealed.tag, 'base64').subarray(0, 4).toString('base64') }),
  ],
  ['its salt', (sealed) => ({ ...sealed, scrypt: { ...sealed.scrypt, salt: flip(sealed.scrypt.salt) } })],
  ['its cost', (sealed) => ({ ...sealed, scrypt: { ...sealed.scrypt, cost: 2048 } })],
])('does not open what was changed: %s', async (_name, change) => {
  const sealed = await seal();
  const opened = await openSecrets(change(sealed), PASSPHRASE);
  expect(opened).toMatchObject({ ok: false, error: { code: 'config.wrong-passphrase' } });
  expect(JSON.stringify(opened)).not.toContain('canary');
});

it.each([
  ['more memory than is given', { cost: 1 << 20, blockSize: 8 }],
  ['a cost that scrypt does not know', { cost: 1025 }],
])('a file may not ask for %s', async (_name, change) => {
  const sealed = await seal();
  const asked = { ...sealed, scrypt: { ...sealed.scrypt, ...change } };
  expect(SealedSecretsSchema.safeParse(asked).success).toBe(false);
});
