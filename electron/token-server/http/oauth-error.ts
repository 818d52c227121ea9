import { makeVisible } from '../../../shared/text/visible-text.ts';
import type { Answer } from './answer.ts';
import { oauthJsonWith } from './answer.ts';

/** This server's error codes: RFC 6749 §5.2, RFC 8707 §2, RFC 9396 §5 and RFC 9449 §5, §8. */
type OAuthErrorCode =
  | 'invalid_request'
  | 'invalid_client'
  | 'unauthorized_client'
  | 'unsupported_grant_type'
  | 'unsupported_response_type'
  | 'invalid_scope'
  | 'invalid_target'
  | 'invalid_authorization_details'
  | 'invalid_dpop_proof'
  | 'use_dpop_nonce'
  | 'server_error';

/** Why a request is rejected. */
export interface Refusal {
  readonly error: OAuthErrorCode;
  /** For the client. Reveals nothing private. */
  readonly description: string;
  /** For the log, if it differs. */
  readonly reason?: string;
  /** Default 400. */
  readonly status?: number;
  readonly clientId?: string;
  /** Whether the client used the Authorization header (RFC 6749 §5.2) or sent no credentials: then it is challenged. */
  readonly challenge?: boolean;
  /** Further headers: alternating names and values. */
  readonly headers?: readonly string[];
}

/**
 * RFC 6749 §5.2: the client's scheme. `error` is for clients that show a 401 without its body, as openid-client does
 * with every challenge: so there is none where the credentials are in the body.
 */
function basicChallenge(error: string, description: string): string {
  return `Basic realm="Credence token server", charset="UTF-8", error="${error}", error_description="${description}"`;
}

/** The error response of an OAuth endpoint (RFC 6749 §5.2). */
export function refuse(refusal: Refusal): Answer {
  const { error } = refusal;
  const status = refusal.status ?? (error === 'invalid_client' ? 401 : 400);
  const description = asDescription(refusal.description);
  const body = { error, error_description: description };
  const decision = `${error}: ${refusal.reason ?? refusal.description}`;
  const clientId = refusal.clientId ?? null;
  const challenge = refusal.challenge ? ['WWW-Authenticate', basicChallenge(error, description)] : [];
  const headers = [...challenge, ...(refusal.headers ?? [])];
  return oauthJsonWith(headers, status, body, clientId, decision);
}

/** An error in Curity's style, as in its public material: only the code. The log has the description. */
export function inCurityStyle(answer: Answer): Answer {
  if (answer.status < 400 || answer.body === '') return answer;
  const { error }: { error?: unknown } = JSON.parse(answer.body);
  if (typeof error !== 'string') return answer;
  const headers = answer.headers.map((part) => part.replace(/, error_description="[^"]*"/, ''));
  return { ...answer, headers, body: JSON.stringify({ error }) };
}

/** Replacements for characters not allowed in `error_description` (RFC 6749 §5.2). */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '\n': '(line break)',
  '\r': '(carriage return)',
  '\t': '(tab)',
  '\\': '(backslash)',
  '"': "'",
  '’': "'",
  '‘': "'",
  '“': "'",
  '”': "'",
  '…': '...',
  '§': 'section ',
};

/** Restricts a text to the characters of `error_description`: printable ASCII without `"` and `\` (RFC 6749 §5.2). */
export function asDescription(text: string): string {
  return text
    .replace(/\\(?:u([0-9a-f]{4})|(["\\nrt]))/gi, (_escape, code?: string, letter = '') =>
      code === undefined ? describeCharacter(UNESCAPED[letter] ?? letter) : `(U+${code.toUpperCase()})`,
    )
    .replace(/[^\x20-\x21\x23-\x5b\x5d-\x7e]/gu, describeCharacter);
}

const UNESCAPED: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

function describeCharacter(character: string): string {
  const code = character.codePointAt(0)?.toString(16).toUpperCase().padStart(4, '0');
  return REPLACEMENTS[character] ?? `(U+${code})`;
}

/** Quotes text from a request for one line of a log or description. */
export function quote(text: string, limit = 80): string {
  const cut = text.length > limit ? `${text.slice(0, limit)}…` : text;
  return makeVisible(JSON.stringify(cut));
}

/** As {@link quote}, for a JSON value, which may be absent. */
export function quoteValue(value: unknown): string {
  if (value === undefined || value === null) return 'missing';
  return quote(typeof value === 'string' ? value : writeJson(value), 200);
}

/** JSON.parse accepts deeper nesting than JSON.stringify. */
function writeJson(value: unknown): string {
  try {
    return JSON.stringify(value);
  } catch {
    return '(nested too deeply)';
  }
}
