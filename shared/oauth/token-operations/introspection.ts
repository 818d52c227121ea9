import type { Exchange } from '../../http/exchange.ts';
import { looksLikeHtml, responseHeader } from '../../http/response.ts';
import { isJsonObject } from '../../json/json-object.ts';
import { parseJsonBody } from '../../json/parse-json.ts';
import { decodeJwt, readJweHeader } from '../jwt/jwt.ts';
import { parseScope } from '../parameters/scope.ts';
import type { TokenOutcome } from '../token/token-outcome.ts';
import { readError } from '../token/token-response.ts';

/** The requested format: JSON (RFC 7662), a signed JWT (RFC 9701), or Curity's phantom token, a bare JWT. */
export type IntrospectionFormat = 'json' | 'rfc9701' | 'curity';

export type IntrospectionMembers = Readonly<Record<string, unknown>>;

/** The content of an introspection response, in any format. */
export type IntrospectionOutcome =
  | {
      readonly kind: 'active' | 'inactive';
      /** Named as in RFC 7662 §2.2, wherever they were in the response. */
      readonly members: IntrospectionMembers;
      /** The response's format, which may differ from the requested one. */
      readonly form: IntrospectionFormat;
      /** The response itself if it is a JWT. */
      readonly jwt: string | null;
    }
  | Extract<TokenOutcome, { kind: 'error' }>
  | { readonly kind: 'unreadable'; readonly reason: UnreadableIntrospection }
  | { readonly kind: 'no-response' };

type UnreadableIntrospection = 'empty' | 'html' | 'not-json' | 'no-active' | 'encrypted';

/**
 * Reads an introspection response (RFC 7662 §2.2): JSON; a JWT with the claim `token_introspection` (RFC 9701 §5); or a
 * bare JWT of the token's claims, which counts as active unless it says otherwise. 204 means inactive (Curity). Never
 * throws.
 */
export function readIntrospection({ response }: Exchange): IntrospectionOutcome {
  if (!response) return { kind: 'no-response' };
  const { status, headers, body } = response;
  if (status === 204) return { kind: 'inactive', members: {}, form: 'curity', jwt: null };
  const text = body.text.replace(/^\uFEFF/, '').trim();
  if (text === '') return { kind: 'unreadable', reason: 'empty' };
  if (readJweHeader(text)) return { kind: 'unreadable', reason: 'encrypted' };
  const jwt = decodeJwt(text);
  if (jwt && status < 400) {
    const { token_introspection: inner } = jwt.claims;
    if (isJsonObject(inner)) return readMembers(inner, 'rfc9701', text);
    const kind = isFalse(jwt.claims.active) ? 'inactive' : 'active';
    return { kind, members: jwt.claims, form: 'curity', jwt: text };
  }
  const members = parseJsonBody(body);
  if (!isJsonObject(members)) {
    const isHtml = looksLikeHtml(text, responseHeader(headers, 'content-type'));
    return { kind: 'unreadable', reason: isHtml ? 'html' : 'not-json' };
  }
  const error = readError(members);
  return error && members.active === undefined ? error : readMembers(members, 'json', null);
}

/** The scopes in a response, or null if absent (RFC 7662 §2.2: one string; some servers send a list). */
export function introspectedScopes({ scope }: IntrospectionMembers): string[] | null {
  if (typeof scope === 'string') return parseScope(scope);
  if (!Array.isArray(scope)) return null;
  return parseScope(scope.filter((item) => typeof item === 'string').join(' '));
}

/** A claim that is a string or a list of strings, such as `aud` (RFC 7519 §4.1.3), as a list; null if absent. */
export function audienceOf({ aud }: IntrospectionMembers): string[] | null {
  if (typeof aud === 'string') return [aud];
  return Array.isArray(aud) ? aud.filter((item) => typeof item === 'string') : null;
}

function readMembers(
  members: IntrospectionMembers,
  form: IntrospectionFormat,
  jwt: string | null,
): IntrospectionOutcome {
  const { active } = members;
  // A string instead of a boolean is a finding, but still readable.
  if (active === true || active === 'true') return { kind: 'active', members, form, jwt };
  if (isFalse(active)) return { kind: 'inactive', members, form, jwt };
  return { kind: 'unreadable', reason: 'no-active' };
}

function isFalse(active: unknown): boolean {
  return active === false || active === 'false';
}
