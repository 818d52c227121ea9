import { X509Certificate } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { certificateKeyOf } from '../../../shared/oauth/client-authentication/client-certificate.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { ClientCertificate } from '../exchange/client-certificate.ts';
import { readPrivateKey } from './private-keys.ts';
import type { SecretSource } from './secret-source.ts';

/** The active client's certificate with its private key; null if none is chosen, or the key has no certificate. */
export async function loadClientCertificate(
  secrets: SecretSource,
  workspace: Workspace,
): Promise<Result<ClientCertificate | null, AppError>> {
  const key = certificateKeyOf(workspace);
  return key ? loadCertificate(secrets, workspace.id, key) : ok(null);
}

/** The certificate of a key with its private key; null if the key has no certificate. */
export async function loadCertificate(
  secrets: SecretSource,
  workspaceId: string,
  key: Key,
): Promise<Result<ClientCertificate | null, AppError>> {
  const [leaf] = key.certificates;
  if (leaf === undefined) return ok(null);
  const privateKey = await readPrivateKey(secrets, workspaceId, key.id);
  if (!privateKey.ok) return privateKey;
  return ok({
    chainPem: key.certificates.join('\n'),
    keyPem: privateKey.value.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint256: new X509Certificate(leaf).fingerprint256,
  });
}
