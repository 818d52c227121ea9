import { answerApiRead, answerApiWrite, answerHelloWorld } from './endpoints/api/demo-api.ts';
import { answerEcho } from './endpoints/api/echo.ts';
import { answerAuthorization } from './endpoints/authorization.ts';
import { answerIndex, answerJwks, answerMetadata, answerResourceMetadata } from './endpoints/documents.ts';
import { answerIntrospection } from './endpoints/introspection.ts';
import { answerRevocation } from './endpoints/revocation.ts';
import { answerToken } from './endpoints/token.ts';
import type { Answer } from './http/answer.ts';
import { inWordsOf } from './http/error-wording.ts';
import { inCurityStyle, quote, refuse } from './http/oauth-error.ts';
import type { ServerRequest } from './http/request.ts';
import { API_PATHS, canonicalPath, PATHS, resourceMetadataOf } from './paths.ts';
import type { ServerState } from './server-state.ts';

/** An endpoint: a function of the request, the server's state, and the time (milliseconds since the epoch). */
type Handler = (request: ServerRequest, state: ServerState, now: number) => Answer | Promise<Answer>;

interface Route {
  readonly handler: Handler;
  /** HEAD works wherever GET does, OPTIONS everywhere; `any` endpoints handle all methods themselves. */
  readonly method: 'GET' | 'POST' | 'any';
}

const ROUTES: ReadonlyMap<string, Route> = new Map<string, Route>([
  [PATHS.authorization, { method: 'any', handler: answerAuthorization }],
  [PATHS.token, { method: 'POST', handler: inStyle(answerToken) }],
  [PATHS.introspection, { method: 'POST', handler: inStyle(answerIntrospection) }],
  [PATHS.revocation, { method: 'POST', handler: inStyle(answerRevocation) }],
  [PATHS.helloWorld, { method: 'GET', handler: answerHelloWorld }],
  [PATHS.apiRead, { method: 'GET', handler: answerApiRead }],
  [PATHS.apiWrite, { method: 'GET', handler: answerApiWrite }],
  [PATHS.apiEcho, { method: 'any', handler: answerEcho }],
  [PATHS.jwks, { method: 'GET', handler: answerJwks }],
  [PATHS.openidConfiguration, { method: 'GET', handler: answerMetadata }],
  [PATHS.authorizationServerMetadata, { method: 'GET', handler: answerMetadata }],
  [PATHS.authorizationServerMetadataAlias, { method: 'GET', handler: answerMetadata }],
  ...['', ...API_PATHS].map(
    (path) => [resourceMetadataOf(path), { method: 'GET', handler: answerResourceMetadata }] as const,
  ),
  [PATHS.index, { method: 'GET', handler: answerIndex }],
]);

/** The response to any request. */
export async function route(request: ServerRequest, state: ServerState, now: number): Promise<Answer> {
  const path = canonicalPath(request.path, state.paths);
  const found = path === null ? undefined : ROUTES.get(path);
  if (found === undefined) return isAboutServer(request) ? OPTIONS_OF_SERVER : notFound(request.path);
  if (request.method === found.method || found.method === 'any') return found.handler(request, state, now);
  if (request.method === 'HEAD' && found.method === 'GET') return found.handler(request, state, now);
  return request.method === 'OPTIONS' ? options(found) : inStyle(refuseMethod(found))(request, state, now);
}

/** Wraps an endpoint to word its errors in the configured style. */
function inStyle(handler: Handler): Handler {
  return async (request, state, now) => {
    const answer = inWordsOf(state.preset, await handler(request, state, now));
    return state.rules.errorStyle === 'curity' ? inCurityStyle(answer) : answer;
  };
}

function allow({ method }: Route): string {
  return method === 'GET' ? 'GET, HEAD, OPTIONS' : 'POST, OPTIONS';
}

function options(found: Route): Answer {
  return { ...OPTIONS_OF_SERVER, headers: ['Allow', allow(found)] };
}

/** RFC 9110 §9.3.7: not about a resource, only whether the server responds. */
function isAboutServer({ method, path }: ServerRequest): boolean {
  return method === 'OPTIONS' && path === '*';
}

const OPTIONS_OF_SERVER: Answer = {
  status: 204,
  headers: ['Allow', 'GET, HEAD, POST, OPTIONS'],
  body: '',
  clientId: null,
  decision: 'options',
};

function refuseMethod(found: Route): Handler {
  return ({ method, path }) => {
    const description = `${path} takes ${found.method}, not ${quote(method, 20)}`;
    const answer = refuse({ error: 'invalid_request', description, status: 405 });
    return { ...answer, headers: [...answer.headers, 'Allow', allow(found)] };
  };
}

function notFound(path: string): Answer {
  const near = ROUTES.has(path.replace(/\/+$/, '')) ? '; remove the trailing slash' : '';
  const description = `${quote(path, 200)} was not found on this server${near}`;
  return refuse({ error: 'invalid_request', description, status: 404 });
}
