import { blankClient } from '../../../shared/model/blank-workspace.ts';
import { DEFAULT_ASSERTION } from '../../../shared/model/default-assertion.ts';
import type { Key } from '../../../shared/model/key.ts';
import type { Client, Workspace } from '../../../shared/model/workspace.ts';
import { fittingAlgorithm } from '../../../shared/oauth/jwt/key-algorithms.ts';
import type { ClientAuthenticationView, ServerClientView } from '../../../shared/token-server/client-view.ts';
import { methodsOf } from '../../../shared/token-server/describe-client.ts';

/**
 * The workspace using this server client: the one with its ID there, or a new one under `newKey`. Removes scopes it may
 * not request.
 */
export function withServerClient(workspace: Workspace, client: ServerClientView, newKey: string): Workspace {
  const known = workspace.clients.find(({ clientId }) => clientId === client.clientId);
  const used = fitClient(known ?? blankClient(newKey), client, workspace);
  const { request } = workspace;
  return {
    ...workspace,
    clients: known
      ? workspace.clients.map((each) => (each.id === used.id ? used : each))
      : [...workspace.clients, used],
    activeClientId: used.id,
    request: { ...request, scopes: request.scopes.filter((scope) => client.scopes.includes(scope)) },
  };
}

function fitClient(
  client: Client,
  { authentication, clientId, scopes }: ServerClientView,
  workspace: Workspace,
): Client {
  const methods = methodsOf(authentication);
  const others = client.knownScopes.filter((scope) => !scopes.includes(scope));
  const fitted: Client = {
    ...client,
    clientId,
    knownScopes: [...scopes, ...others],
    // Keep a method the server accepts.
    authMethod: methods.includes(client.authMethod) ? client.authMethod : (methods[0] ?? 'none'),
  };
  const assertion = { ...(client.assertion ?? DEFAULT_ASSERTION) };
  switch (authentication.method) {
    case 'client_secret_jwt': {
      const [macAlgorithm = assertion.macAlgorithm] = authentication.algorithms ?? [];
      return { ...fitted, assertion: { ...assertion, macAlgorithm } };
    }
    case 'private_key_jwt': {
      const key = findKey(authentication, workspace);
      if (!key) return fitted;
      const signatureAlgorithm = fittingAlgorithm(key, assertion.signatureAlgorithm);
      return { ...fitted, assertion: { ...assertion, keyId: key.id, signatureAlgorithm } };
    }
    case 'self_signed_tls_client_auth': {
      const pinned = new Set(authentication.certificates.map((pem) => pem.trim()));
      const key = workspace.keys?.find(({ certificates: [leaf = ''] }) => pinned.has(leaf.trim()));
      return key ? { ...fitted, certificateKeyId: key.id } : fitted;
    }
    default:
      return fitted;
  }
}

/** The workspace's key whose public key the server has. */
function findKey(
  { keys }: Extract<ClientAuthenticationView, { method: 'private_key_jwt' }>,
  workspace: Workspace,
): Key | undefined {
  if (keys.from !== 'jwks') return undefined;
  const kids = new Set(keys.jwks.keys.flatMap(({ kid }) => (kid === undefined ? [] : [kid])));
  return workspace.keys?.find(({ publicJwk: { kid } }) => typeof kid === 'string' && kids.has(kid));
}
