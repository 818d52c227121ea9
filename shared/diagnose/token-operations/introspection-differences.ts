import { isTemplate } from '../../discovery/well-known-addresses.ts';
import { decodeJwt } from '../../oauth/jwt/jwt.ts';
import { compareScopes } from '../../oauth/parameters/scope.ts';
import { type AccessToken, scopesOf } from '../../oauth/token/token.ts';
import { audienceOf, introspectedScopes } from '../../oauth/token-operations/introspection.ts';
import { duration, list, quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { introspectionRule } from './introspection.ts';

/** `expires_in` is rounded, and travels: this much is no difference. */
const TOLERANCE_MS = 5_000;

/** Where the introspection of an active token and what else is known of it do not agree. All that fit. */
export const INTROSPECTION_DIFFERENCE_RULES: readonly Rule[] = [
  introspectionRule(
    {
      id: 'introspection-scope-differs',
      severity: 'warning',
      title: 'Introspection and the token’s answer differ about the scope',
      why: 'The API goes by introspection: what the client believes to have does not count.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, members }, { token }) => {
      const scopes = introspectedScopes(members);
      if (kind !== 'active' || !isKnown(token) || scopes === null) return null;
      const { missing, extra } = compareScopes(scopesOf(token), scopes);
      return missing.length + extra.length === 0
        ? null
        : {
            seen: `The token’s answer: ${words(scopesOf(token))}; introspection: ${words(scopes)}.`,
            nextStep: 'Check the client’s scopes at the server, and which of the two the API uses.',
          };
    },
  ),
  introspectionRule(
    {
      id: 'introspection-client-differs',
      severity: 'warning',
      title: 'Introspection names another client',
      why: 'The token was issued to another client than the one that asked for it.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, members: { client_id: clientId } }, { token }) =>
      kind === 'active' && isKnown(token) && typeof clientId === 'string' && clientId !== token.clientId
        ? {
            seen: `client_id: ${quote(clientId)}; it was asked for by ${quote(token.clientId)}.`,
            nextStep: 'Check the client id in step 1, and the client at the server.',
          }
        : null,
  ),
  introspectionRule(
    {
      id: 'introspection-expiry-differs',
      severity: 'warning',
      title: 'Introspection and the token’s answer differ about the end',
      why: 'The API goes by exp, the client by expires_in: one of them will be surprised.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, members: { exp } }, { token }) => {
      const expires = token?.expiresAt ?? null;
      if (kind !== 'active' || typeof exp !== 'number' || expires === null) return null;
      const distance = exp * 1000 - expires;
      return Math.abs(distance) <= TOLERANCE_MS
        ? null
        : {
            seen: `By introspection it ends ${duration(distance)} ${distance > 0 ? 'later' : 'earlier'} than by the token’s answer.`,
            nextStep: 'Go by the earlier one. If the clocks differ, set them.',
          };
    },
  ),
  introspectionRule(
    {
      id: 'introspection-audience-not-asked',
      severity: 'warning',
      title: 'The token is not for what you asked for',
      why: 'The audience names whom a token is for. The one that was asked for is not among them, so its API has to refuse it.',
      reference: 'RFC 8707 §2',
    },
    ({ kind, members }, { token }) => {
      const audience = audienceOf(members);
      if (kind !== 'active' || audience === null || !token) return null;
      const missing = askedAudiences(token).filter((asked) => !audience.includes(asked));
      return missing.length === 0
        ? null
        : {
            seen: `aud: ${words(audience)}; asked for: ${words(askedAudiences(token))}.`,
            nextStep:
              'Check how the server expects to be asked (resource, audience or a scope) and which names it knows.',
          };
    },
  ),
  introspectionRule(
    {
      id: 'introspection-audience-client',
      severity: 'info',
      title: 'The token is for the client itself',
      why: 'The only audience is the client that got it: an API that checks its own name will not find it. Curity does so unless told otherwise.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, members }, { token }) => {
      const audience = audienceOf(members);
      return kind === 'active' && token && audience?.length === 1 && audience[0] === token.clientId
        ? {
            seen: `aud: ${words(audience)}.`,
            nextStep:
              'Have the API’s name set as the audience, for the client or for the scope, if it checks it.',
          }
        : null;
    },
  ),
  introspectionRule(
    {
      id: 'introspection-claims-differ',
      severity: 'warning',
      title: 'Introspection and the token itself do not say the same',
      why: 'An API that reads the JWT and one that introspects it will decide differently.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, members }, { token }) => {
      const claims = token ? decodeJwt(token.value)?.claims : undefined;
      if (kind !== 'active' || !claims) return null;
      const differing = COMPARED.filter(
        (name) =>
          claims[name] !== undefined &&
          members[name] !== undefined &&
          canonical(claims[name]) !== canonical(members[name]),
      );
      return differing.length === 0
        ? null
        : {
            seen: differing
              .map(
                (name) =>
                  `${name}: ${JSON.stringify(claims[name])} in the token, ${JSON.stringify(members[name])} by introspection`,
              )
              .join('; '),
            nextStep: 'Check how the server makes the claims of both.',
          };
    },
  ),
  introspectionRule(
    {
      id: 'introspection-issuer-differs',
      severity: 'warning',
      title: 'Introspection names another issuer',
      why: 'An API that knows the server by its issuer will refuse the token.',
      reference: 'RFC 7662 §2.2',
    },
    ({ kind, members: { iss } }, { workspace }) => {
      const expected = workspace.server.issuer.trim();
      const differs = typeof iss === 'string' && expected !== '' && iss !== expected && !isTemplate(expected);
      return kind === 'active' && differs
        ? {
            seen: `iss: ${quote(iss)}; step 1 says ${quote(expected)}.`,
            nextStep: 'Check the issuer in step 1, and the base URL in the server’s configuration.',
          }
        : null;
    },
  ),
];

const COMPARED = ['iss', 'sub', 'aud', 'client_id', 'scope', 'exp'];

/** Of a token that was pasted nothing is known but what it says. */
function isKnown(token: AccessToken | null): token is AccessToken {
  return token !== null && !token.pasted;
}

function askedAudiences({ inputs }: AccessToken): string[] {
  return inputs.filter(({ name }) => name === 'resource' || name === 'audience').map(({ value }) => value);
}

function words(items: readonly string[]): string {
  return items.length === 0 ? 'none' : list(items.map((item) => quote(item)));
}

/** One name may stand alone or in a list of one (RFC 7519 §4.1.3). */
function canonical(value: unknown): string {
  return JSON.stringify(Array.isArray(value) && value.length === 1 ? value[0] : value);
}
