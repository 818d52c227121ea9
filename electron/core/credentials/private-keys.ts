import { createPrivateKey, type KeyObject } from 'node:crypto';
import { type AppError, appError } from '../../../shared/errors.ts';
import { privateKeySecretKey, secretKey } from '../../../shared/model/secret-keys.ts';
import { err, ok, type Result } from '../../../shared/result.ts';
import type { SecretSource } from './secret-source.ts';

/** Reads a workspace's private key. Fails with `key.missing` if there is none, or as the secret source does. */
export async function readPrivateKey(
  secrets: SecretSource,
  workspaceId: string,
  keyId: string,
): Promise<Result<KeyObject, AppError>> {
  const pem = await secrets.get(secretKey(workspaceId, privateKeySecretKey(keyId)));
  if (!pem.ok) return pem;
  return pem.value === null ? err(missing()) : ok(createPrivateKey(pem.value));
}

function missing(): AppError {
  return appError('key.missing', 'The private key is not on this computer.', {
    nextStep: 'Import the key again, or generate a new one and register its public key at the server.',
  });
}
