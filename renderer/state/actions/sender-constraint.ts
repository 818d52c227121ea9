import { activeClient } from '../../../shared/model/active-client.ts';
import type { SignatureAlgorithm } from '../../../shared/model/client.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Workspace } from '../../../shared/model/workspace.ts';
import { presentsAnyway, type SenderConstraint } from '../../../shared/oauth/dpop/sender-constraint.ts';
import { algorithmsOf, keyKindFor, preferredAlgorithm } from '../../../shared/oauth/jwt/key-algorithms.ts';
import { selectWorkspace } from '../selectors/workspaces.ts';
import { store } from '../store.ts';
import { withClient } from './clients.ts';
import { KEY_NAMES, listedAlgorithms, makeKey, nextKeyName } from './keys.ts';
import { reportFailure } from './notices.ts';
import { updateActiveWorkspace, updateWorkspace } from './workspaces.ts';

/** Sets the token binding of the active client. Also selects an available key or certificate. */
export function setConstraint(constraint: SenderConstraint): void {
  updateActiveWorkspace((workspace) => withConstraint(workspace, constraint));
}

function withConstraint(workspace: Workspace, constraint: SenderConstraint): Workspace {
  const client = activeClient(workspace);
  const { dpop, certificateKeyId, ...rest } = client;
  const presented = presentsAnyway(client) && certificateKeyId !== undefined ? { certificateKeyId } : {};
  const bare = {
    ...workspace,
    clients: workspace.clients.map((each) => (each.id === client.id ? { ...rest, ...presented } : each)),
  };
  switch (constraint) {
    case 'none':
      return bare;
    case 'dpop':
      return withDpop(bare, findSpareKey(workspace) ?? null);
    case 'mtls': {
      const certified = workspace.keys?.find(({ certificates }) => certificates.length > 0);
      return withClient(bare, { certificateKeyId: certificateKeyId ?? certified?.id ?? null });
    }
  }
}

/**
 * Enables DPoP for the active client's token requests, with an unused key that the server accepts, else a new one.
 * False if none could be generated.
 */
export async function switchDpopOn(): Promise<boolean> {
  const workspace = selectWorkspace(store.getState());
  const { dpop } = activeClient(workspace);
  const chosen = workspace.keys?.find(({ id }) => id === dpop?.keyId) ?? findSpareKey(workspace);
  if (!chosen) return generateProofKey(preferredAlgorithm(listedAlgorithms(workspace, 'proof')));
  updateActiveWorkspace((current) => withDpop(current, chosen));
  return true;
}

/** Generates a key for an algorithm and uses it for DPoP. False on failure. */
export async function generateProofKey(algorithm: SignatureAlgorithm): Promise<boolean> {
  const { id, keys = [] } = selectWorkspace(store.getState());
  const made = await makeKey({ name: nextKeyName(KEY_NAMES.proof, keys), kind: keyKindFor(algorithm) });
  if (!reportFailure(made)) return false;
  updateWorkspace(id, (workspace) => withClient(workspace, { dpop: { keyId: made.value.id, algorithm } }));
  return true;
}

/** The workspace without proof faults, for this kind of request. */
export function withMendedProof(workspace: Workspace, of: 'token' | 'api'): Workspace {
  if (of === 'api') return { ...workspace, api: { ...workspace.api, proofFault: null } };
  const { dpop } = activeClient(workspace);
  return dpop ? withClient(workspace, { dpop: { ...dpop, fault: null } }) : workspace;
}

function withDpop(workspace: Workspace, key: Key | null): Workspace {
  const usual = preferredAlgorithm(listedAlgorithms(workspace, 'proof'));
  const [algorithm = usual] = key ? acceptedOf(workspace, key) : [];
  return withClient(workspace, { dpop: { keyId: key?.id ?? null, algorithm } });
}

/** Reusing a key for two purposes would link them. */
function findSpareKey(workspace: Workspace): Key | undefined {
  const used = workspace.clients.flatMap(({ assertion, certificateKeyId }) => [
    assertion?.keyId,
    certificateKeyId,
  ]);
  return workspace.keys?.find((key) => !used.includes(key.id) && acceptedOf(workspace, key).length > 0);
}

/** Algorithms that the key supports and the server accepts, as far as it lists them. */
function acceptedOf(workspace: Workspace, key: Key): readonly SignatureAlgorithm[] {
  const listed = listedAlgorithms(workspace, 'proof');
  return algorithmsOf(key).filter((algorithm) => listed.length === 0 || listed.includes(algorithm));
}
