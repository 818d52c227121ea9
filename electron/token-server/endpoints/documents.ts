import type { Answer } from '../http/answer.ts';
import { jsonDocument } from '../http/answer.ts';
import { type MaybePromise, whenReady } from '../http/maybe-promise.ts';
import { originOf, type ServerRequest } from '../http/request.ts';
import { PATHS } from '../paths.ts';
import type { ServerState } from '../server-state.ts';
import { INTROSPECTION_ALGORITHM } from './introspection-formats.ts';
import { buildResourceMetadata } from './metadata.ts';

/** Authorization server metadata (RFC 8414 §3.2), also at OpenID Connect Discovery's address. */
export function answerMetadata(_request: ServerRequest, state: ServerState): Answer {
  return jsonDocument(state.documents.metadata, 'metadata');
}

/** What the API says of itself (RFC 9728 §3.2), under the name that it is called by (§3.3). */
export function answerResourceMetadata(request: ServerRequest, state: ServerState): Answer {
  const apiPath = request.path.slice(PATHS.protectedResourceMetadata.length);
  const resource = originOf(request, state.endpoints.baseUrl) + apiPath;
  return jsonDocument(JSON.stringify(buildResourceMetadata(resource, state)), 'metadata of the API');
}

/**
 * The public keys that tokens are signed with (RFC 7517 §5). The one for introspection (RFC 9701), which the metadata
 * speaks of, is made now if need be: who has looked once will not look again for the first signed answer.
 */
export function answerJwks(_request: ServerRequest, { keys }: ServerState): MaybePromise<Answer> {
  return whenReady(keys.active(INTROSPECTION_ALGORITHM), () => jsonDocument(keys.jwks, 'public keys'));
}

/** The page for people who open the address in a browser. It loads nothing and runs nothing. */
export function answerIndex(_request: ServerRequest, state: ServerState): Answer {
  return {
    status: 200,
    headers: [
      'Content-Type',
      'text/html;charset=UTF-8',
      'Content-Security-Policy',
      "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'X-Content-Type-Options',
      'nosniff',
      'Referrer-Policy',
      'no-referrer',
      'Cache-Control',
      'no-cache',
    ],
    body: state.documents.index,
    clientId: null,
    decision: 'index page',
  };
}
