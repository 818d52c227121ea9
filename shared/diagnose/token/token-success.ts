import { responseHeaders } from '../../http/response.ts';
import { compareScopes } from '../../oauth/parameters/scope.ts';
import type { TokenOutcome } from '../../oauth/token/token-outcome.ts';
import { MASK } from '../../text/sensitive-text.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { contentType, header } from '../evidence/response-facts.ts';
import { listSome, quote } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';
import { isJsonType } from '../token-endpoint/oauth-error-shape.ts';

type Token = Extract<TokenOutcome, { kind: 'token' }>;

/** A rule that looks at answers with a token only. */
export function tokenRule(
  rule: Omit<Rule, 'check'>,
  check: (token: Token, facts: Evidence) => Observation | null,
): Rule {
  return {
    ...rule,
    check: (facts) => (facts.outcome?.kind === 'token' ? check(facts.outcome, facts) : null),
  };
}

/** What is off about an answer that brought a token (RFC 6749 §5.1). All that fit. */
export const TOKEN_SUCCESS_RULES: readonly Rule[] = [
  tokenRule(
    {
      id: 'token-scope-reduced',
      severity: 'warning',
      title: 'The token has fewer scopes than you asked for',
      why: 'The server may grant less than was asked for, and has to say so. Calls that need a missing scope will be refused.',
      reference: 'RFC 6749 §3.3',
    },
    ({ scopes }, { requestedScopes }) => {
      const { missing, granted } = compareScopes(requestedScopes, scopes);
      return missing.length > 0
        ? {
            seen: `Asked for ${scopeList(requestedScopes)}, granted ${scopeList(granted)}; missing: ${scopeList(missing)}.`,
            nextStep: `Have ${scopeList(missing)} added to the client at the server, if it is needed.`,
          }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-scope-extra',
      severity: 'info',
      title: 'The token has scopes that you did not ask for',
      why: 'Who holds the token may do more than this program needs.',
      reference: 'RFC 6749 §3.3',
    },
    ({ scopes }, { requestedScopes }) => {
      const { extra } = compareScopes(requestedScopes, scopes);
      return requestedScopes.length > 0 && extra.length > 0
        ? { seen: `Granted too: ${scopeList(extra)}.`, nextStep: 'Check the client’s scopes at the server.' }
        : null;
    },
  ),
  tokenRule(
    {
      id: 'token-scope-default',
      severity: 'info',
      title: 'The server chose the scopes',
      why: 'No scope was asked for, so the server granted its default.',
      reference: 'RFC 6749 §3.3',
    },
    ({ scopes }, { requestedScopes }) =>
      requestedScopes.length === 0 && scopes && scopes.length > 0
        ? { seen: `Granted: ${scopeList(scopes)}.`, nextStep: 'Ask for what you need, and only that.' }
        : null,
  ),
  tokenRule(
    {
      id: 'token-refresh-token',
      severity: 'warning',
      title: 'The answer has a refresh token',
      why: 'With client credentials it serves nothing: the client can always ask again. It is one more secret to leak.',
      reference: 'RFC 6749 §4.4.3',
    },
    ({ members }) =>
      // An empty member is what is left of one where refresh tokens are off.
      typeof members.refresh_token === 'string' && members.refresh_token !== ''
        ? {
            seen: 'The member refresh_token is there.',
            nextStep: 'Switch refresh tokens off for this client at the server.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-type-missing',
      severity: 'warning',
      title: 'The answer does not say what kind of token it is',
      why: 'The member token_type is required: it says how the token has to be presented. It is used as a bearer token here.',
      reference: 'RFC 6749 §5.1',
    },
    ({ tokenType }) =>
      tokenType === null
        ? {
            seen: 'The member token_type is missing or no text.',
            nextStep: 'Have the server send token_type: Bearer.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-type-unknown',
      severity: 'warning',
      title: 'The kind of token is not known',
      why: 'A client must not use a token of a kind that it does not understand. It is tried as a bearer token here.',
      reference: 'RFC 6749 §7.1',
    },
    ({ tokenType }) =>
      tokenType !== null && !/^(bearer|dpop)$/i.test(tokenType)
        ? {
            seen: `token_type: ${quote(tokenType)}.`,
            nextStep: 'Look in the server’s manual for how to present it.',
          }
        : null,
  ),
  tokenRule(
    {
      id: 'token-characters',
      severity: 'warning',
      title: 'The token has characters that a header may not carry',
      why: 'In the Authorization header a bearer token consists of letters, digits and -._~+/ with = at its end.',
      reference: 'RFC 6750 §2.1',
    },
    ({ accessToken }) => {
      // A recorded answer whose token was withheld from the disk.
      if (accessToken === MASK) return null;
      const bad = /[^\x21-\x7e]/u.exec(accessToken)?.[0];
      return bad === undefined
        ? null
        : {
            seen: `It contains ${quote(bad) === '“”' ? 'white space' : quote(bad)}.`,
            nextStep: 'Report it to the server’s maker: some APIs will refuse it.',
          };
    },
  ),
  tokenRule(
    {
      id: 'token-alphabet',
      severity: 'info',
      title: 'The token has a character that bearer tokens do not have',
      why: 'They consist of letters, digits and -._~+/ with = at the end. A header carries this one too, and the server’s own APIs will know it.',
      reference: 'RFC 6750 §2.1',
    },
    ({ accessToken }) => {
      const bad = /^[\x21-\x7e]+$/.test(accessToken)
        ? /[^A-Za-z0-9\-._~+/=]/.exec(accessToken)?.[0]
        : undefined;
      return bad === undefined
        ? null
        : {
            seen: `It contains ${quote(bad)}.`,
            nextStep: 'Nothing to do, unless an API refuses the header as malformed.',
          };
    },
  ),
  tokenRule(
    {
      id: 'token-content-type',
      severity: 'info',
      title: 'The answer is JSON, but not labelled so',
      why: 'Clients that rely on Content-Type do not parse it.',
      reference: 'RFC 6749 §5.1',
    },
    (_, facts) =>
      isJsonType(contentType(facts))
        ? null
        : {
            seen: `Content-Type: ${header(facts, 'content-type') ?? 'none'}.`,
            nextStep: 'Have the server send Content-Type: application/json.',
          },
  ),
  tokenRule(
    {
      id: 'token-status',
      severity: 'warning',
      title: 'The token came with an unusual status',
      why: 'A token comes with status 200; programs may take anything else for a failure.',
      reference: 'RFC 6749 §5.1',
    },
    (_, { status }) =>
      status === 200 ? null : { seen: `Status ${status}.`, nextStep: 'Report it to the server’s maker.' },
  ),
];

/** Said last: it concerns caches, not this client. */
export const TOKEN_CACHE_RULES: readonly Rule[] = [
  tokenRule(
    {
      id: 'token-cacheable',
      severity: 'warning',
      title: 'Caches may store the response',
      why: 'A cache could store the token and return it to others. The server must forbid that.',
      reference: 'RFC 6749 §5.1',
    },
    (_, facts) => {
      const values = responseHeaders(facts.exchange.response?.headers ?? [], 'cache-control');
      return /\bno-store\b/i.test(values.join(','))
        ? null
        : {
            seen: `Cache-Control: ${values.length > 0 ? values.join(', ') : 'none'}.`,
            nextStep: 'Have the server send Cache-Control: no-store with its tokens.',
          };
    },
  ),
];

function scopeList(scopes: readonly string[]): string {
  return scopes.length === 0 ? 'none' : listSome(scopes.map((scope) => quote(scope)));
}
