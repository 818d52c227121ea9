import type { AppError } from '../../shared/errors.ts';
import { activeClient, type Workspace } from '../../shared/model/workspace.ts';
import { ok, type Result } from '../../shared/result.ts';
import { type SecretStore, secretKey } from '../storage/secret-store.ts';

/** The secret that a workspace's request needs: the active client's, or none where the client sends none. */
export async function requestSecret(
  secrets: Pick<SecretStore, 'get'>,
  workspace: Workspace,
): Promise<Result<string | null, AppError>> {
  const client = activeClient(workspace);
  if (client.authMethod === 'none') return ok(null);
  return secrets.get(secretKey(workspace.id, client.id));
}
