import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { generateSecret } from '../../../../electron/token-server/clients/generate-secret.ts';
import {
  createSecretVault,
  SECRET_KEY_FILE,
} from '../../../../electron/token-server/clients/secret-vault.ts';
import { SealedSecretSchema } from '../../../../shared/token-server/client-authentication.ts';

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'credence-vault-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

describe('secrets for client_secret_jwt', () => {
  test('are sealed, and opened by another process with the same folder', async () => {
    const folder = await temporaryFolder();
    const sealed = await createSecretVault(folder).seal('ünïcödé £ canary');
    expect(SealedSecretSchema.parse(sealed)).toEqual(sealed);
    const other = createSecretVault(folder);
    await other.load();
    expect(other.open(sealed)).toBe('ünïcödé £ canary');
  });

  test('stand in no file, and their key in one that its owner alone may read', async () => {
    const folder = await temporaryFolder();
    const sealed = await createSecretVault(folder).seal('canary-secret');
    expect(await readdir(folder)).toEqual([SECRET_KEY_FILE]);
    expect((await stat(join(folder, SECRET_KEY_FILE))).mode & 0o777).toBe(0o600);
    const text = (await readFile(join(folder, SECRET_KEY_FILE), 'utf8')) + JSON.stringify(sealed);
    for (const form of ['utf8', 'base64url', 'hex'] as const) {
      expect(text).not.toContain(Buffer.from('canary-secret').toString(form));
    }
  });

  test('are sealed anew each time', async () => {
    const vault = createSecretVault(await temporaryFolder());
    expect(await vault.seal('same')).not.toEqual(await vault.seal('same'));
  });

  test('cannot be opened without the key, by another, or when changed', async () => {
    const folder = await temporaryFolder();
    const vault = createSecretVault(folder);
    const sealed = await vault.seal('secret');
    const flipped = sealed.sealed.startsWith('A')
      ? `B${sealed.sealed.slice(1)}`
      : `A${sealed.sealed.slice(1)}`;
    expect(vault.open({ ...sealed, sealed: flipped })).toBeNull();
    expect(vault.open({ ...sealed, sealed: 'short' })).toBeNull();
    expect(vault.open({ ...sealed, nonce: 'A' })).toBeNull();
    const stranger = createSecretVault(await temporaryFolder());
    await stranger.load();
    expect(stranger.open(sealed)).toBeNull();
    await stranger.seal('x');
    expect(stranger.open(sealed)).toBeNull();
  });

  test('leave a damaged key aside', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, SECRET_KEY_FILE), 'damaged');
    const vault = createSecretVault(folder);
    await vault.load();
    expect(vault.open(await vault.seal('x'))).toBe('x');
    expect((await readdir(folder)).some((name) => name.startsWith(`${SECRET_KEY_FILE}.damaged-`))).toBe(true);
  });
});

test('a generated secret is long, and another one each time', () => {
  const secrets = Array.from({ length: 10 }, generateSecret);
  expect(new Set(secrets).size).toBe(10);
  for (const secret of secrets) expect(secret).toMatch(/^[\w-]{43}$/);
});
