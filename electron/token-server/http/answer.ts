import type { IssuedFacts } from '../../../shared/token-server/state.ts';

/** An endpoint's decision: the response, and the reason for the log. */
export interface Answer {
  readonly status: number;
  /** Alternating names and values, as sent; Content-Length and Date are added later. */
  readonly headers: readonly string[];
  readonly body: string;
  /** The request's client, once known. */
  readonly clientId: string | null;
  /** The decision for the log. Never contains a secret or a whole token. */
  readonly decision: string;
  /** The faults that acted, as text. */
  readonly fault?: string;
  /** The token in this response. */
  readonly issued?: IssuedFacts;
}

/** RFC 6749 §5.1: token responses are not cached, and use this media type. */
const OAUTH_JSON = [
  'Content-Type',
  'application/json;charset=UTF-8',
  'Cache-Control',
  'no-store',
  'Pragma',
  'no-cache',
] as const;

/** A JSON response of an OAuth endpoint: never cached (RFC 6749 §5.1, RFC 7662 §2.2). */
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

/** A prebuilt public JSON document. It depends on the configuration, so caches must revalidate. */
export function jsonDocument(body: string, decision: string): Answer {
  return {
    status: 200,
    headers: ['Content-Type', 'application/json', 'Cache-Control', 'no-cache'],
    body,
    clientId: null,
    decision,
  };
}
