import type { Key } from '../../../shared/model/key.ts';
import { privateKeySecretKey, secretKey } from '../../../shared/model/secret-keys.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import { assertionOf } from '../../../shared/oauth/client-authentication/assertion.ts';
import type { KeyUse } from '../slices/keys.ts';
import type { AppState } from '../store.ts';
import { selectWorkspace } from './workspaces.ts';

const NONE: readonly Key[] = [];

/** The keys of the active workspace. */
export function selectKeys(state: AppState): readonly Key[] {
  return selectWorkspace(state).keys ?? NONE;
}

/** Whether a key of the active workspace can sign: its private key is on this computer. */
export function selectHasPrivateHalf(state: AppState, keyId: string): boolean {
  return state.secrets.stored.has(secretKey(selectWorkspace(state).id, privateKeySecretKey(keyId)));
}

/** What a workspace's key is used for, for example `signs the assertions of server`. */
export function usesOfKey({ clients }: Workspace, keyId: string): string[] {
  return clients.flatMap(({ clientId, assertion, certificateKeyId, dpop }) => {
    const client = clientId || 'a client without an id';
    return [
      ...(assertion?.keyId === keyId ? [`signs the assertions of ${client}`] : []),
      ...(certificateKeyId === keyId ? [`is presented in TLS by ${client}`] : []),
      ...(dpop?.keyId === keyId ? [`signs the DPoP proofs of ${client}`] : []),
    ];
  });
}

/** The key a client uses for this; null for none. */
export function usedKeyId(client: Client, use: KeyUse): string | null {
  switch (use) {
    case 'assertion':
      return assertionOf(client).keyId;
    case 'certificate':
      return client.certificateKeyId ?? null;
    case 'proof':
      return client.dpop?.keyId ?? null;
  }
}
