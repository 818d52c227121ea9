import type { Exchange, HttpRequest } from '../../http/exchange.ts';
import { looksLikeHtml, responseHeader } from '../../http/response.ts';
import { isJsonObject, type JsonObject } from '../../json/json-object.ts';
import { parseJsonBody } from '../../json/parse-json.ts';
import { activeClient } from '../../model/active-client.ts';
import type { Workspace } from '../../model/workspace.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { maskText } from '../../text/sensitive-text.ts';
import { resolveWorkspace } from '../../variables/resolve-workspace.ts';
import { parseScope } from '../parameters/scope.ts';
import { inputsKey } from './inputs-key.ts';
import type { AccessToken } from './token.ts';
import { bindingOfExchange } from './token-binding.ts';
import { tokenInputs } from './token-inputs.ts';
import type { TokenOutcome } from './token-outcome.ts';

/**
 * Reads a token response (RFC 6749 §5.1, §5.2), whatever its status and content type: servers send errors with 200,
 * numbers as strings, and HTML. Never throws; an unreadable response gets a reason.
 */
export function readTokenOutcome(exchange: Exchange): TokenOutcome {
  if (!exchange.response) return { kind: 'no-response' };
  const { status, headers, body } = exchange.response;
  const text = body.text.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'unreadable', reason: 'empty' };

  const json = parseJsonBody(body);
  if (json === undefined) {
    const html = looksLikeHtml(text, responseHeader(headers, 'content-type'));
    return { kind: 'unreadable', reason: html ? 'html' : 'not-json' };
  }
  if (!isJsonObject(json)) return { kind: 'unreadable', reason: 'not-an-object' };

  const token = readToken(json);
  const error = readError(json);
  // Both at once is not in any protocol: the status decides.
  if (error && (!token || status >= 400)) return error;
  return token ?? { kind: 'unreadable', reason: 'no-access-token' };
}

/**
 * The token from an exchange; null if it contains none. `receivedAt` is when the response was complete; it expires
 * `expires_in` seconds later (RFC 6749 §5.1).
 */
export function tokenFromExchange(
  exchange: Exchange,
  outcome: TokenOutcome,
  workspace: Workspace,
): AccessToken | null {
  if (outcome.kind !== 'token') return null;
  const receivedAt = exchange.startedAt + exchange.timings.total;
  const binding = bindingOfExchange(exchange, workspace);
  return {
    id: exchange.id,
    value: outcome.accessToken,
    ...ownerOf(workspace),
    tokenType: outcome.tokenType ?? 'Bearer',
    receivedAt,
    expiresAt:
      outcome.expiresIn === null ? null : Math.min(receivedAt + outcome.expiresIn * 1000, END_OF_TIME),
    requestedScopes: requestedScopes(exchange.request),
    grantedScopes: outcome.scopes,
    inputsKey: inputsKey(workspace),
    inputs: tokenInputs(workspace),
    ...(binding && { binding }),
  };
}

/** ECMA-262 §21.4.1.1, in milliseconds: the latest possible date. */
const END_OF_TIME = 8.64e15;

/** The owner of a new token. */
export function ownerOf(workspace: Workspace): Pick<AccessToken, 'workspaceId' | 'clientKey' | 'clientId'> {
  const { id, clientId } = activeClient(resolveWorkspace(workspace).workspace);
  return { workspaceId: workspace.id, clientKey: id, clientId };
}

/** The requested scopes, read from the sent body, built or raw. */
export function requestedScopes(request: HttpRequest): string[] {
  const parameters = parseForm(request.body ? maskText(request.body) : '');
  return parseScope(
    parameters
      .filter(([name]) => name === 'scope')
      .map(([, value]) => value)
      .join(' '),
  );
}

function readToken(members: JsonObject): TokenOutcome | null {
  const { access_token: accessToken, token_type: tokenType } = members;
  if (typeof accessToken !== 'string' || accessToken === '') return null;
  return {
    kind: 'token',
    accessToken,
    tokenType: typeof tokenType === 'string' ? tokenType.trim() || null : null,
    expiresIn: readSeconds(members.expires_in),
    scopes: readScopes(members.scope),
    members,
  };
}

/** The error in a response (RFC 6749 §5.2, RFC 7009 §2.2.1), including gateways' formats; null if absent. */
export function readError(members: JsonObject): Extract<TokenOutcome, { kind: 'error' }> | null {
  const { error } = members;
  if (typeof error === 'string' && error.trim() !== '') {
    return {
      kind: 'error',
      error: error.trim(),
      description: stringOrNull(members.error_description) ?? stringOrNull(members.message),
      uri: stringOrNull(members.error_uri),
      members,
    };
  }
  // Gateways wrap it: {"error":{"code":"…","message":"…"}}.
  if (isJsonObject(error)) {
    const code = [error.code, error.error, error.type, error.status].find(
      (value) => typeof value === 'string' || typeof value === 'number',
    );
    if (code === undefined) return null;
    const description = stringOrNull(error.message) ?? stringOrNull(error.description);
    return { kind: 'error', error: String(code), description, uri: null, members };
  }
  return null;
}

/** A lifetime in seconds: a number, or a string of digits as some servers send it. */
function readSeconds(value: unknown): number | null {
  const number = typeof value === 'string' && /^\s*\d+(\.\d+)?\s*$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}

/** RFC 6749 §3.3 requires one string; some servers send a list. */
function readScopes(value: unknown): string[] | null {
  if (typeof value === 'string') return parseScope(value);
  if (!Array.isArray(value)) return null;
  return parseScope(value.filter((item) => typeof item === 'string').join(' '));
}

function stringOrNull(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
