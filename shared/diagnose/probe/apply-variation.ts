import { activeClient } from '../../model/active-client.ts';
import type { Client, Workspace } from '../../model/workspace.ts';
import { assertionOf } from '../../oauth/client-authentication/assertion.ts';
import { fittingAlgorithm } from '../../oauth/jwt/key-algorithms.ts';
import type { Variation } from './probe.ts';

/** The workspace with one change, or unchanged for a query. Renewing tokens would be a second change. */
export function applyVariation(workspace: Workspace, variation: Variation): Workspace {
  switch (variation.kind) {
    case 'secret':
      return withClient(workspace, { authMethod: variation.method, basicEncoding: variation.encoding });
    case 'scopes':
      return withRequest(workspace, { scopes: [...variation.scopes] });
    case 'no-target':
      return withRequest(workspace, {
        resources: [],
        audience: '',
        parameters: workspace.request.parameters.filter(
          ({ name }) => !/^(resource|audience)$/.test(name.trim()),
        ),
      });
    case 'assertion-audience':
      return withClient(workspace, {
        assertion: { ...assertionOf(activeClient(workspace)), audience: variation.to },
      });
    case 'assertion-type':
      return withClient(workspace, {
        assertion: { ...assertionOf(activeClient(workspace)), typ: variation.to },
      });
    case 'proof': {
      const key = workspace.keys?.find(({ id }) => id === variation.keyId);
      return key
        ? withClient(workspace, { dpop: { keyId: key.id, algorithm: fittingAlgorithm(key, 'ES256') } })
        : workspace;
    }
    case 'no-token':
    case 'new-token': {
      const { renewal: _renewal, ...others } = workspace;
      return others;
    }
    case 'metadata':
    case 'introspection':
    case 'signature':
    case 'resource-metadata':
      return workspace;
  }
}

function withClient(workspace: Workspace, change: Partial<Client>): Workspace {
  const { id } = activeClient(workspace);
  return {
    ...workspace,
    clients: workspace.clients.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

function withRequest(workspace: Workspace, change: Partial<Workspace['request']>): Workspace {
  return { ...workspace, request: { ...workspace.request, ...change } };
}
