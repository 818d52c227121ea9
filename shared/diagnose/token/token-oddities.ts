import { isTemplate } from '../../discovery/well-known-addresses.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { tokenRule } from './token-success.ts';

/** Seconds: a lifetime that is within this of now, counted since 1970, is no lifetime but a point in time. */
const A_TOKENS_LIFE = 3 * 365 * 86_400;
/** Many servers read 8 KB of header fields in all; the token is not alone in there. */
const LARGE = 6_000;

/** Habits of servers that programs stumble over. All that fit. */
export const TOKEN_ODDITY_RULES: readonly Rule[] = [
  tokenRule(
    {
      id: 'token-and-error',
      severity: 'warning',
      title: 'The answer has a token and an error',
      why: 'It can be only one of the two. Which one a program believes depends on what it looks at first.',
      reference: 'RFC 6749 §5.2',
    },
    ({ members: { error } }) =>
      error !== undefined && error !== null && error !== ''
        ? {
            seen: `error: ${quote(typeof error === 'string' ? error : JSON.stringify(error))}, beside access_token.`,
            nextStep: 'Try the token, and report the answer to the server’s maker.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-lifetime-timestamp',
      severity: 'warning',
      title: 'The lifetime looks like a point in time',
      why: 'The member expires_in counts seconds from now. As it stands programs will keep the token for decades.',
      reference: 'RFC 6749 §5.1',
      supersedes: ['token-lifetime-long', 'token-lifetime-differs'],
    },
    ({ expiresIn }, { exchange }) =>
      // Milliseconds too. The largest numbers of 32 and 64 bits stand for a token without an end, and are long, no more.
      expiresIn !== null &&
      [expiresIn, expiresIn / 1000].some(
        (seconds) => Math.abs(seconds - exchange.startedAt / 1000) < A_TOKENS_LIFE,
      )
        ? {
            seen: `expires_in: ${expiresIn}.`,
            nextStep: 'Have the server send the number of seconds that remain.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-with-scheme',
      severity: 'warning',
      title: 'The token begins with the word Bearer',
      why: 'That word belongs in the Authorization header, before the token. Sent as it is the header will have it twice.',
      reference: 'RFC 6750 §2.1',
      supersedes: ['token-characters'],
    },
    ({ accessToken }) =>
      /^bearer\s/i.test(accessToken)
        ? {
            seen: 'The member access_token begins with “Bearer ”.',
            nextStep: 'Have the server send the token alone.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-type-spaces',
      severity: 'info',
      title: 'The kind of token has white space around it',
      why: 'Programs compare token_type letter by letter, but for capitals: they may not know this kind.',
      reference: 'RFC 6749 §5.1',
    },
    ({ members: { token_type: value } }) =>
      typeof value === 'string' && value.trim() !== '' && value !== value.trim()
        ? {
            seen: `token_type: ${JSON.stringify(value)}.`,
            nextStep: 'Nothing to do: it is read without it here.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-scope-commas',
      severity: 'info',
      title: 'The granted scopes are separated by commas',
      why: 'Scopes are separated by spaces. A program that follows the standard reads this as one long scope.',
      reference: 'RFC 6749 §3.3',
      supersedes: ['token-scope-reduced', 'token-scope-extra'],
    },
    ({ members: { scope } }, { requestedScopes }) => {
      if (typeof scope !== 'string' || !scope.includes(',')) return null;
      const parts = parseScope(scope.replaceAll(',', ' '));
      return parts.length > 1 && requestedScopes.every((requested) => parts.includes(requested))
        ? {
            seen: `scope: ${quote(scope)}.`,
            nextStep: 'Nothing to do: all that was asked for is there.',
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-scope-array',
      severity: 'info',
      title: 'The granted scopes are a list',
      why: 'The member scope is one text with spaces in JSON too; strict programs refuse a list.',
      reference: 'RFC 6749 §3.3',
    },
    ({ members: { scope } }) =>
      Array.isArray(scope)
        ? {
            seen: `scope: ${quote(JSON.stringify(scope))}.`,
            nextStep: 'Nothing to do: it is read as a list here.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-id-token',
      severity: 'info',
      title: 'The answer has an ID token',
      why: 'An ID token says which person has signed in. With client credentials there is no person, so it says nothing.',
      reference: 'RFC 6749 §4.4.3',
    },
    ({ members }) =>
      typeof members.id_token === 'string'
        ? {
            seen: 'The member id_token is there.',
            nextStep: 'Leave out the scope openid, and do not send the ID token to APIs.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-large',
      severity: 'warning',
      title: 'The token is very large',
      why: 'It travels in a header with each call, and many servers read no more than 8 KB of headers.',
      reference: 'RFC 9110 §5.4',
    },
    ({ accessToken }) =>
      accessToken.length > LARGE
        ? {
            seen: `It has ${accessToken.length} characters.`,
            nextStep: 'Have fewer claims put into it, or use opaque tokens.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-issuer-differs',
      severity: 'warning',
      title: 'The token names another issuer',
      why: 'An API compares the claim iss with the server that it trusts, letter by letter.',
      reference: 'RFC 9068 §4',
    },
    ({ accessToken }, { metadata, workspace }) => {
      const iss = decodeJwt(accessToken)?.claims.iss;
      const expected = metadata?.issuer ?? workspace.server.issuer;
      return typeof iss === 'string' && expected !== '' && iss !== expected && !isTemplate(expected)
        ? {
            seen: `Its claim iss says ${quote(iss)}; the issuer here is ${quote(expected)}.`,
            nextStep:
              'Tell the API which issuer to trust, or correct the issuer here: a slash at the end counts.',
          }
        : null;
    },
  ),
];
