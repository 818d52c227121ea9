import { time } from '../diagnose/quote.ts';
import { decodeJwt } from '../oauth/jwt/jwt.ts';
import { type AccessToken, scopesOf } from '../oauth/token/token.ts';
import { CLIENT_ENTRY } from '../oauth/token/token-inputs.ts';
import type { IntrospectionMembers } from '../oauth/token-operations/introspection.ts';
import type { NamedValue } from './align-fields.ts';
import { type ComparedSection, fieldSection, members } from './compare.ts';

/** A token and its introspection response, if any. */
export interface ComparedToken {
  readonly token: AccessToken;
  readonly introspection: IntrospectionMembers | null;
}

/** Compares two tokens: metadata, inputs, claims and introspection. Omits empty sections. Pure. */
export function compareTokens(left: ComparedToken, right: ComparedToken): ComparedSection[] {
  const jwts = [decodeJwt(left.token.value), decodeJwt(right.token.value)] as const;
  return [
    fieldSection('token-facts', factsOf(left.token), factsOf(right.token)),
    fieldSection('token-inputs', inputsOf(left.token), inputsOf(right.token)),
    fieldSection('token-header', members(jwts[0]?.header), members(jwts[1]?.header)),
    fieldSection('token-claims', members(jwts[0]?.claims), members(jwts[1]?.claims)),
    ...(left.introspection && right.introspection
      ? [fieldSection('token-introspection', members(left.introspection), members(right.introspection))]
      : []),
  ].filter(({ fields }) => fields.length > 0);
}

function factsOf(token: AccessToken): NamedValue[] {
  const { value, tokenType, clientId, receivedAt, expiresAt, revokedAt, pasted } = token;
  return [
    ['Type', tokenType],
    ['Client', clientId],
    ['Scopes', [...scopesOf(token)].sort().join(' ') || 'none'],
    [pasted ? 'Pasted' : 'Received', time(receivedAt)],
    ['Expires', expiresAt === null ? 'not known' : time(expiresAt)],
    ['Lifetime', expiresAt === null ? 'not known' : `${Math.round((expiresAt - receivedAt) / 1000)} s`],
    ...(revokedAt === undefined ? [] : ([['Revoked', time(revokedAt)]] satisfies NamedValue[])),
    // Long, and always different: put it last.
    ['Token', value],
  ];
}

/** Omits the internal client key. */
function inputsOf({ inputs }: AccessToken): NamedValue[] {
  return inputs.filter(({ name }) => name !== CLIENT_ENTRY).map(({ name, value }) => [name, value]);
}
