import { PROXY_SECRET_KEY } from '../../../shared/model/default-connection.ts';
import {
  clientSecretKey,
  privateKeySecretKey,
  secretKey,
  secretsOf,
  variableSecretKey,
} from '../../../shared/model/secret-keys.ts';
import type { SavedWorkspace } from '../../../shared/model/workspace.ts';
import { originsSentTo } from '../../../shared/trust/destinations.ts';
import type { StoredSecret } from './stored-secret.ts';

/**
 * Version 1 stored ciphertext under `workspace/name`, which was ambiguous: a client's ID could be another secret's
 * name. An ambiguous key is kept under each possible name, confirmed for no origin, so the next use asks. The others
 * are confirmed for the saved workspace's endpoints.
 */
export function migrateSecrets(
  ciphertexts: Readonly<Record<string, string>>,
  workspaces: readonly SavedWorkspace[],
): Record<string, StoredSecret> {
  const migrated: [string, StoredSecret][] = [];
  for (const [formerKey, ciphertext] of Object.entries(ciphertexts)) {
    const owners = workspaces.flatMap((workspace) =>
      secretsOf(workspace)
        .filter(({ formerName }) => formerKey === `${workspace.id}/${formerName}`)
        .map((owner) => ({ workspace, owner })),
    );
    for (const { workspace, owner } of owners) {
      const origins = owners.length === 1 ? [...originsSentTo(owner.kind, workspace)] : [];
      migrated.push([secretKey(workspace.id, owner.name), { ciphertext, salted: false, origins }]);
    }
    if (owners.length > 0) continue;
    // Keys of workspaces that cannot be read, or of none: the history's key.
    for (const key of keysWithoutOwner(formerKey)) {
      migrated.push([key, { ciphertext, salted: false, origins: [] }]);
    }
  }
  return Object.fromEntries(migrated);
}

/** Every possible meaning of an old key, judging by its form. */
function keysWithoutOwner(formerKey: string): string[] {
  const slash = formerKey.indexOf('/');
  if (slash === -1) return [formerKey];
  const name = formerKey.slice(slash + 1);
  const names = [clientSecretKey(name)];
  if (name === 'proxy') names.push(PROXY_SECRET_KEY);
  const [kind, first = '', ...rest] = name.split(':');
  if (kind === 'key') names.push(privateKeySecretKey([first, ...rest].join(':')));
  if (kind === 'variable') names.push(variableSecretKey(first, rest.join(':')));
  return names.map((each) => secretKey(formerKey.slice(0, slash), each));
}
