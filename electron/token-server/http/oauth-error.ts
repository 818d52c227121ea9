import { makeVisible } from '../../../shared/text/visible-text.ts';
import type { Answer } from './answer.ts';
import { oauthJsonWith } from './answer.ts';

/** The error codes that this server gives: RFC 6749 §5.2, RFC 8707 §2, RFC 9396 §5 and RFC 9449 §5, §8. */
export type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'invalid_authorization_details'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'server_error';

/** Why a request is refused. */
export interface Refusal {
  readonly error: OAuthErrorCode;
  /** For the client. Says no more than a stranger may know. */
  readonly description: string;
  /** For the log, where it differs: there the whole reason may stand. */
  readonly reason?: string;
  /** 400 where the RFC does not ask for another. */
  readonly status?: number;
  readonly clientId?: string;
  /** Whether the client used the Authorization header, and so must be told its scheme. */
  readonly challenge?: boolean;
  /** Further header fields: names and values in turn. */
  readonly headers?: readonly string[];
}

/**
 * RFC 6749 §5.2: for a client that used the Authorization header. Others get none, as with most servers: clients take a
 * 401 with a challenge for that alone and do not read the error in its body.
 */
const BASIC_CHALLENGE = 'Basic realm="Credence token server", charset="UTF-8"';

/** The error answer of an OAuth endpoint (RFC 6749 §5.2). */
export function refuse(refusal: Refusal): Answer {
  const { error } = refusal;
  const status = refusal.status ?? (error === 'invalid_client' ? 401 : 400);
  const description = asDescription(refusal.description);
  const body = { error, error_description: description };
  const decision = `${error}: ${refusal.reason ?? refusal.description}`;
  const clientId = refusal.clientId ?? null;
  const challenge = refusal.challenge ? ['WWW-Authenticate', BASIC_CHALLENGE] : [];
  const headers = [...challenge, ...(refusal.headers ?? [])];
  return oauthJsonWith(headers, status, body, clientId, decision);
}

/**
 * An error in Curity's manner, as its public material shows it: the code alone. The description is for the developer,
 * who finds it in the log.
 */
export function inCurityManner(answer: Answer): Answer {
  if (answer.status < 400 || answer.body === '') return answer;
  const { error }: { error?: unknown } = JSON.parse(answer.body);
  return typeof error === 'string' ? { ...answer, body: JSON.stringify({ error }) } : answer;
}

/**
 * A text with the characters that `error_description` may have: printable ASCII without `"` and `\`
 * (RFC 6749 §5.2). Quotes of every kind become `'`, all else `?`.
 */
export function asDescription(text: string): string {
  return text.replace(/["’“”]/g, "'").replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/gu, '?');
}

/** Something a stranger sent, made fit for one line of log or description. */
export function quote(text: string, limit = 80): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return makeVisible(JSON.stringify(cut));
}

/** As {@link quote}, of a member of some JSON, which may be missing. */
export function quoteValue(value: unknown): string {
  if (value === undefined || value === null) return 'missing';
  return quote(typeof value === 'string' ? value : writeJson(value), 200);
}

/** Lists in lists by the thousand can be read, but not written. */
function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '(nested too deeply)';
  }
}
