import { X509Certificate } from 'node:crypto';
import type { AppError } from '../../../shared/errors.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { certificateKeyOf } from '../../../shared/oauth/client-authentication/client-certificate.ts';
import { ok, type Result } from '../../../shared/result.ts';
import type { KeyService } from './key-service.ts';

/** What a TLS client presents when the server asks for a certificate (RFC 8446 §4.4.2), PEM. */
export interface ClientCertificate {
  /** Leaf first. */
  readonly chainPem: string;
  /** PKCS#8, unencrypted. */
  readonly keyPem: string;
  /** SHA-256 of the leaf, hex pairs with colons: tells one from another where the key must not be named. */
  readonly fingerprint256: string;
}

/** The certificate that the active client is to present, with its key; null where none is chosen, or the key has none. */
export async function loadClientCertificate(
  keys: Pick<KeyService, 'privateKey'>,
  workspace: Workspace,
): Promise<Result<ClientCertificate | null, AppError>> {
  const key = certificateKeyOf(workspace);
  return key ? loadCertificate(keys, workspace.id, key) : ok(null);
}

/** The certificate of a key, with the key; null where it has none. */
export async function loadCertificate(
  keys: Pick<KeyService, 'privateKey'>,
  workspaceId: string,
  key: Key,
): Promise<Result<ClientCertificate | null, AppError>> {
  const [leaf] = key.certificates;
  if (leaf === undefined) return ok(null);
  const privateKey = await keys.privateKey(workspaceId, key.id);
  if (!privateKey.ok) return privateKey;
  return ok({
    chainPem: key.certificates.join('\n'),
    keyPem: privateKey.value.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint256: new X509Certificate(leaf).fingerprint256,
  });
}
