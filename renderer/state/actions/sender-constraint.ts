import { metadataOf } from '../../../shared/discovery/kept-metadata.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { SignatureAlgorithm } from '../../../shared/model/client.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import {
  algorithmsOf,
  keyKindFor,
  preferredAlgorithm as preferredOf,
} from '../../../shared/oauth/key-algorithms.ts';
import { invoke } from '../../api.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { withClient } from './clients.ts';
import { nextKeyName } from './keys.ts';
import { reportFailure } from './notices.ts';
import { updateWorkspace } from './workspaces.ts';

/** The algorithm that every DPoP implementation knows, unless the server lists others. */
const USUAL: SignatureAlgorithm = 'ES256';

/**
 * Has the client in use prove a key with its token requests: one of the workspace that serves nothing else and that the
 * server takes, else a new one. False where none could be made.
 */
export async function switchDpopOn(): Promise<boolean> {
  const workspace = selectWorkspace(store.getState());
  const { dpop } = activeClient(workspace);
  const chosen = workspace.keys?.find(({ id }) => id === dpop?.keyId) ?? findSpareKey(workspace);
  if (!chosen) return generateProofKey(preferredAlgorithm(workspace));
  const [algorithm = USUAL] = acceptedOf(workspace, chosen);
  proveWith(workspace.id, chosen.id, algorithm);
  return true;
}

/** Makes a key for an algorithm, and proves it. False where it could not be made. */
export async function generateProofKey(algorithm: SignatureAlgorithm): Promise<boolean> {
  const workspace = selectWorkspace(store.getState());
  const name = nextKeyName('DPoP key', workspace.keys ?? []);
  const made = await invoke('key.generate', {
    workspaceId: workspace.id,
    name,
    kind: keyKindFor(algorithm),
  });
  if (!reportFailure(made)) return false;
  const key = made.value;
  updateWorkspace(workspace.id, (current) => ({ ...current, keys: [...(current.keys ?? []), key] }));
  proveWith(workspace.id, key.id, algorithm);
  return true;
}

/** The algorithm to make a key for: the usual one, unless the server lists others only. */
export function preferredAlgorithm(workspace: Workspace): SignatureAlgorithm {
  return preferredOf(listedAlgorithms(workspace));
}

/** The workspace with correct proofs, for requests of this kind. */
export function withMendedProof(workspace: Workspace, of: 'token' | 'api'): Workspace {
  if (of === 'api') return { ...workspace, api: { ...workspace.api, proofFault: null } };
  const { dpop } = activeClient(workspace);
  return dpop ? withClient(workspace, { dpop: { ...dpop, fault: null } }) : workspace;
}

function proveWith(workspaceId: string, keyId: string, algorithm: SignatureAlgorithm): void {
  updateWorkspace(workspaceId, (workspace) => withClient(workspace, { dpop: { keyId, algorithm } }));
}

/** A key that proves something else already would tie the two together (RFC 9449 §11.8 wants them apart). */
function findSpareKey(workspace: Workspace): Key | undefined {
  const used = workspace.clients.flatMap(({ assertion, certificateKeyId }) => [
    assertion?.keyId,
    certificateKeyId,
  ]);
  return workspace.keys?.find((key) => !used.includes(key.id) && acceptedOf(workspace, key).length > 0);
}

/** What the key can sign with and the server takes, as far as it says. */
function acceptedOf(workspace: Workspace, key: Key): readonly SignatureAlgorithm[] {
  const listed = listedAlgorithms(workspace);
  return algorithmsOf(key).filter((algorithm) => listed.length === 0 || listed.includes(algorithm));
}

function listedAlgorithms(workspace: Workspace): readonly string[] {
  return metadataOf(workspace)?.dpop_signing_alg_values_supported ?? [];
}
