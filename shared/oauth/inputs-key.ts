import { activeClient } from '../model/active-client.ts';
import { DEFAULT_ASSERTION } from '../model/client.ts';
import type { Field, Workspace } from '../model/workspace.ts';
import { fingerprint } from '../text/fingerprint.ts';
import { maskText } from '../text/sensitive-text.ts';
import { markRawBody } from './token-request.ts';

/**
 * A short key of everything in a workspace that shapes the token request: a token whose key differs from today's
 * was made by other inputs and is stale. Secrets do not enter it; scope order does not matter (RFC 6749 §3.3).
 */
export function inputsKey(workspace: Workspace): string {
  const client = activeClient(workspace);
  const {
    scopes,
    resources = [],
    audience,
    authorizationDetails,
    parameters,
    headers,
    rawBody,
  } = workspace.request;
  const body =
    rawBody === null
      ? {
          scopes: [...new Set(scopes)].sort(),
          resources,
          audience: audience || null,
          authorizationDetails: authorizationDetails || null,
          parameters: sentFields(parameters),
        }
      : { rawBody: maskText(markRawBody(rawBody)) };
  return fingerprint(
    JSON.stringify({
      workspace: workspace.id,
      tokenEndpoint: workspace.server.tokenEndpoint.trim(),
      client: [client.id, client.clientId, client.authMethod],
      basicEncoding: client.authMethod === 'client_secret_basic' ? client.basicEncoding : null,
      assertion: client.authMethod.endsWith('_jwt') ? (client.assertion ?? DEFAULT_ASSERTION) : null,
      certificateKeyId: client.certificateKeyId ?? null,
      dpop: client.dpop ?? null,
      headers: sentFields(headers),
      ...body,
    }),
  );
}

function sentFields(fields: readonly Field[]): readonly (readonly [string, string])[] {
  return fields
    .filter(({ enabled, name, value }) => enabled && (name !== '' || value !== ''))
    .map(({ name, value }) => [name, value]);
}
