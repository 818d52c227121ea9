import type { Answer } from '../http/answer.ts';
import { jsonDocument } from '../http/answer.ts';
import { originOf, type ServerRequest } from '../http/request.ts';
import { PATHS } from '../paths.ts';
import type { ServerState } from '../server-state.ts';
import { INTROSPECTION_ALGORITHM } from './introspection-formats.ts';
import { buildResourceMetadata } from './metadata.ts';
import { PAGE_HEADERS } from './page.ts';

/** Authorization server metadata (RFC 8414 §3.2), also at the OpenID Connect Discovery URL. */
export function answerMetadata(_request: ServerRequest, state: ServerState): Answer {
  return jsonDocument(state.documents.metadata, 'metadata');
}

/** The API's metadata (RFC 9728 §3.2), for the name it was called by (§3.3). */
export function answerResourceMetadata(request: ServerRequest, state: ServerState): Answer {
  const apiPath = request.path.slice(PATHS.protectedResourceMetadata.length);
  const resource = originOf(request, state.endpoints.baseUrl) + apiPath;
  return jsonDocument(JSON.stringify(buildResourceMetadata(resource, state)), 'metadata of the API');
}

/**
 * The public signing keys (RFC 7517 §5). Generates the introspection key (RFC 9701) if necessary: clients that cached
 * the set would not find it later.
 */
export async function answerJwks(_request: ServerRequest, { keys }: ServerState): Promise<Answer> {
  await keys.active(INTROSPECTION_ALGORITHM);
  return jsonDocument(keys.jwks, 'public keys');
}

/** A page for users who open the server in a browser. */
export function answerIndex(_request: ServerRequest, state: ServerState): Answer {
  const { index } = state.documents;
  return { status: 200, headers: PAGE_HEADERS, body: index, clientId: null, decision: 'index page' };
}
