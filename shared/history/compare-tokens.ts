import { time } from '../diagnose/quote.ts';
import { decodeJwt } from '../oauth/jwt/jwt.ts';
import { type AccessToken, scopesOf } from '../oauth/token/token.ts';
import { CLIENT_ENTRY } from '../oauth/token/token-inputs.ts';
import type { IntrospectionMembers } from '../oauth/token-operations/introspection.ts';
import type { NamedValue } from './align-fields.ts';
import { type ComparedSection, fieldSection, members } from './compare.ts';

/** A token with what its server said of it, as far as it was asked. */
export interface ComparedToken {
  readonly token: AccessToken;
  readonly introspection: IntrospectionMembers | null;
}

/**
 * Two tokens side by side: what is known of them, by which inputs they were made, what they say themselves, and what
 * introspection says of both. Sections without a field on either side are left out. Pure.
 */
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
    // It can be long, and always differs: what tells more stands above it.
    ['Token', value],
  ];
}

/** The internal key of the client tells a reader nothing. */
function inputsOf({ inputs }: AccessToken): NamedValue[] {
  return inputs.filter(({ name }) => name !== CLIENT_ENTRY).map(({ name, value }) => [name, value]);
}
