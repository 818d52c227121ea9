import type { AppError } from '../../shared/errors.ts';
import { activeClient, type Workspace } from '../../shared/model/workspace.ts';
import { type RequestCredentials, secretOnly } from '../../shared/oauth/request-credentials.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type SecretStore, secretKey } from '../storage/secret-store.ts';
import type { ClientCertificate } from './client-certificate.ts';

/** All that a request of the active client needs of secrets and keys. Stays in the main process. */
export interface PreparedCredentials {
  readonly credentials: RequestCredentials;
  /** Presented in the TLS handshake if the server asks. */
  readonly clientCertificate: ClientCertificate | null;
  /** What must not come back in an answer. */
  readonly withhold: readonly string[];
}

/** Looks up, and later signs, what the active client of a workspace proves itself with. */
export async function prepareCredentials(
  secrets: Pick<SecretStore, 'get'>,
  workspace: Workspace,
): Promise<Result<PreparedCredentials, AppError>> {
  const client = activeClient(workspace);
  const secret =
    client.authMethod === 'none' ? ok(null) : await secrets.get(secretKey(workspace.id, client.id));
  if (!secret.ok) return secret;
  return ok({
    credentials: secretOnly(secret.value),
    clientCertificate: null,
    withhold: secret.value === null ? [] : [secret.value],
  });
}
