import type { IssuedFacts } from '../../../shared/token-server/state.ts';

/** What an endpoint decided: the response, and for the log why. */
export interface Answer {
  readonly status: number;
  /** Names and values in turn, as they go over the wire; Content-Length and Date are added there. */
  readonly headers: readonly string[];
  readonly body: string;
  /** The client the request was made for, once that is known. */
  readonly clientId: string | null;
  /** The decision in words for a person. Never holds a secret or a whole token. */
  readonly decision: string;
  /** The armed faults that acted, in words. */
  readonly fault?: string;
  /** The token that this answer issues. */
  readonly issued?: IssuedFacts;
}

/** RFC 6749 §5.1: token answers are not stored, and their media type is written like this. */
const OAUTH_JSON = [
  'Content-Type',
  'application/json;charset=UTF-8',
  'Cache-Control',
  'no-store',
  'Pragma',
  'no-cache',
] as const;

/** A JSON answer of an OAuth endpoint: never cached (RFC 6749 §5.1, RFC 7662 §2.2). */
export function oauthJson(status: number, value: unknown, clientId: string | null, decision: string): Answer {
  return { status, headers: OAUTH_JSON, body: JSON.stringify(value), clientId, decision };
}

/** As {@link oauthJson}, with further headers. */
export function oauthJsonWith(
  headers: readonly string[],
  status: number,
  value: unknown,
  clientId: string | null,
  decision: string,
): Answer {
  return { ...oauthJson(status, value, clientId, decision), headers: [...OAUTH_JSON, ...headers] };
}

/** A public JSON document made beforehand; it follows the configuration, so caches must ask again. */
export function jsonDocument(body: string, decision: string): Answer {
  return {
    status: 200,
    headers: ['Content-Type', 'application/json', 'Cache-Control', 'no-cache'],
    body,
    clientId: null,
    decision,
  };
}
