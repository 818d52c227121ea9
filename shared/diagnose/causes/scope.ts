import { resourceProblem } from '../../oauth/request/resource.ts';
import { says } from '../evidence/answer.ts';
import { type Evidence, valuesOf } from '../evidence/evidence.ts';
import { oncePerExchange } from '../evidence/once.ts';
import type { FindingAction } from '../finding.ts';
import { list, quote } from '../quote.ts';
import { type Cause, hinted, named, onCode, proof, sign, when } from './cause.ts';
import { missingNames, remembered } from './client-facts.ts';
import { productSigns } from './product-codes.ts';

const purposes = ['token'] as const;

/** Scopes that mean something only where a person signs in (OpenID Connect Core §3.1.2.1, §11). */
const USER_SCOPES = ['openid', 'profile', 'email', 'offline_access', 'address', 'phone'];

/** Whether a text names a scope as a word of its own. */
function mentionsWord(text: string, word: string): boolean {
  const escaped = word.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\w.:/*-])${escaped}(?![\\w/*-]|[.:]\\w)`).test(text);
}

/** In “… are not in the allowed scopes [read]” the scopes after the phrase are not the ones refused. */
const ALLOWED_LIST = /\b(allowed|permitted|supported|available|valid|registered|granted) scopes?\b.*$/is;

/**
 * The scopes that the server names, else those that its metadata does not list, else those that were added since it worked,
 * else those that nobody can say: all.
 */
function suspects({ requestedScopes, answer, metadata, memory }: Evidence): {
  readonly scopes: readonly string[];
  readonly isKnown: boolean;
} {
  const text = answer.words;
  const isNamed = (part: string) => requestedScopes.filter((scope) => mentionsWord(part, scope));
  const refused = isNamed(text.replace(ALLOWED_LIST, ''));
  const namedScopes = refused.length > 0 ? refused : isNamed(text);
  if (namedScopes.length > 0) return { scopes: namedScopes, isKnown: true };
  const listed = metadata?.scopes_supported;
  const unlisted = listed ? requestedScopes.filter((scope) => !listed.includes(scope)) : [];
  if (unlisted.length > 0) return { scopes: unlisted, isKnown: true };
  const added = memory?.changed.includes('url') ? [] : (memory?.scopes?.added ?? []);
  if (added.length > 0) return { scopes: added, isKnown: true };
  return { scopes: requestedScopes, isKnown: requestedScopes.length === 1 };
}

/** Whether the refusal is about scopes at all, or the scope is what changed since it worked. */
const isAboutScope = oncePerExchange((facts): boolean => {
  return (
    changedSince(facts, 'scope') ||
    facts.answer.code === 'invalid_scope' ||
    says(
      facts.answer,
      'scope',
      'wrong',
      'unknown',
      'denied',
      'missing',
      'malformed',
      'unsupported',
      'failed',
      'mismatch',
      'repeated',
      'disabled',
    ) !== null
  );
});

/** Whether only this changed since it worked, and the refusal does not speak of something else. */
function changedSince({ memory, answer, status }: Evidence, change: 'scope' | 'audience'): boolean {
  if (memory?.changed.length !== 1 || memory.changed[0] !== change || status < 400 || status >= 500)
    return false;
  return answer.code === null
    ? status === 400 || status === 403
    : ['invalid_request', 'access_denied', 'invalid_grant', 'unauthorized_client'].includes(answer.code);
}

/** Whether only the client changed since the same scopes were granted. */
function isScopeOfAnotherClient({ memory }: Evidence): boolean {
  return (
    memory?.changed.includes('client-id') === true &&
    !memory.changed.some((change) => change === 'scope' || change === 'url')
  );
}

function dropStep(facts: Evidence, words: (text: string) => string, unknown: (text: string) => string) {
  const { scopes, isKnown } = suspects(facts);
  const text = list(scopes.slice(0, 4).map((scope) => quote(scope, 60)));
  // Do not drop any scope before knowing which one is wrong.
  const actions: FindingAction[] = isKnown && scopes.length > 0 ? [{ kind: 'drop-scopes', scopes }] : [];
  return { nextStep: isKnown ? words(text) : unknown(text), actions };
}

function sendsEmptyScope({ parameters }: Evidence): boolean {
  return parameters.some(([name, value]) => name === 'scope' && value.trim() === '');
}

/** Why a server does not grant a scope (RFC 6749 §3.3). */
export const SCOPE_CAUSES = {
  'oauth-scope-missing': {
    family: 'scope',
    purposes,
    what: 'the server requires a scope',
    why: (facts) =>
      sendsEmptyScope(facts)
        ? 'The scope parameter was sent without a value. Without the parameter the server may apply its default.'
        : 'No scope was requested, and this server has no default for the client.',
    reference: 'RFC 6749 §3.3',
    check: 'request a scope',
    step: (facts) => ({
      nextStep: sendsEmptyScope(facts)
        ? 'Leave the empty scope parameter out, or request a scope.'
        : facts.metadata?.scopes_supported?.length
          ? `Request a scope that the client may have; the metadata lists ${list(facts.metadata.scopes_supported.slice(0, 5).map((scope) => quote(scope, 40)))}.`
          : 'Request a scope that the client may have.',
    }),
    weigh: (facts) => {
      if (facts.requestedScopes.length > 0) return [];
      return [
        ...when(
          facts.answer.code === 'invalid_scope',
          facts.answer.words === '' ? 16 : 9,
          'No scope was requested.',
        ),
        ...named(facts, 'scope', 'missing', 'wrong', 'unknown', 'malformed'),
        ...when(missingNames(facts).includes('scope'), 14, 'The server asks for the parameter.'),
      ];
    },
  },
  'scope-repeated': {
    family: 'scope',
    purposes,
    what: 'a scope is requested twice',
    why: (facts) =>
      `${list(repeatedScopes(facts).map((scope) => quote(scope, 60)))} stands in the scope parameter more than once.`,
    reference: 'RFC 6749 §3.3',
    check: 'request each scope once',
    step: (facts) => ({
      nextStep: `Request ${list(repeatedScopes(facts).map((scope) => quote(scope, 60)))} once.`,
    }),
    weigh: (facts) =>
      repeatedScopes(facts).length > 0 && isAboutScope(facts)
        ? [
            sign(12, 'The request contains a scope twice.'),
            ...hinted(facts, 6, 'scope', 'repeated', 'malformed'),
          ]
        : [],
  },
  'scope-several-resources': {
    family: 'scope',
    purposes,
    what: 'the scopes belong to several resources',
    why: 'This server issues a token for one resource at a time; the request has scopes of several.',
    reference: 'RFC 8707 §2.1',
    check: 'request the scopes of one resource only',
    step: () => ({ nextStep: 'Request a token for each resource, with the scopes of that resource alone.' }),
    weigh: (facts) => {
      const defaults = facts.requestedScopes.filter((scope) => scope.endsWith('/.default'));
      return facts.requestedScopes.length < 2
        ? []
        : [
            ...when(
              /(more than one|multiple|several|different|single|only one|one)\s+(resource|audience|api|target)s?\b/i.test(
                facts.answer.words,
              ) && isAboutScope(facts),
              22,
              'The server says so.',
            ),
            ...when(defaults.length > 1 && isAboutScope(facts), 8, 'Several scopes end with /.default.'),
          ];
    },
  },
  'oauth-scope-user-only': {
    family: 'scope',
    purposes,
    what: 'the scope is only for signed-in users',
    why: (facts) =>
      `${list(facts.requestedScopes.filter((scope) => USER_SCOPES.includes(scope)).map((scope) => quote(scope)))} belong to flows with a user; client credentials has none.`,
    reference: 'OpenID Connect Core §3.1.2.1',
    check: 'leave out openid and its like',
    step: (facts) => {
      const scopes = facts.requestedScopes.filter((scope) => USER_SCOPES.includes(scope));
      return {
        nextStep: `Leave out ${list(scopes.map((scope) => quote(scope)))}.`,
        actions: [{ kind: 'drop-scopes', scopes }],
      };
    },
    weigh: (facts) => {
      const users = facts.requestedScopes.filter((scope) => USER_SCOPES.includes(scope));
      if (users.length === 0 || !isAboutScope(facts)) return [];
      const { scopes, isKnown } = suspects(facts);
      if (isKnown && !scopes.some((scope) => users.includes(scope))) return [];
      return [
        sign(users.length === facts.requestedScopes.length || isKnown ? 12 : 8, 'The scope needs a user.'),
      ];
    },
  },
  'oauth-scope-malformed': {
    family: 'scope',
    purposes,
    what: 'the scope is malformed',
    why: ({ requestedScopes }) =>
      requestedScopes.some((scope) => scope.includes(','))
        ? 'Scopes are separated by spaces; a comma was sent.'
        : 'The server cannot read the scope parameter.',
    reference: 'RFC 6749 §3.3',
    check: 'look for commas and quotes in the scope',
    step: () => ({ nextStep: 'Separate scopes by spaces, without commas or quotes.' }),
    weigh: (facts) => {
      if (!isAboutScope(facts)) return [];
      const odd = facts.requestedScopes.some((scope) => /[,"\\;]|[^\x21-\x7e]/.test(scope));
      return [
        ...named(facts, 'scope', 'malformed'),
        ...when(
          /(space|white ?space)[- ](delimited|separated)/i.test(facts.answer.words),
          10,
          'The server says how scopes are separated.',
        ),
        ...when(odd, 12, 'The scope has characters that do not separate scopes.'),
        ...when(facts.shape.repeated.includes('scope'), 8, 'The parameter scope was sent more than once.'),
      ];
    },
  },
  'oauth-scope-unknown': {
    family: 'scope',
    purposes,
    what: 'the server does not know the scope',
    why: 'The scope is misspelt or not defined at this server. Capitals count.',
    reference: 'RFC 6749 §3.3',
    check: 'compare the spelling with the server’s scopes',
    step: (facts) =>
      dropStep(
        facts,
        (text) => `Check the spelling of ${text}, or leave it out.`,
        (text) => `Request ${text} one at a time to find the unknown one.`,
      ),
    weigh: (facts) => {
      const { metadata, requestedScopes } = facts;
      if (requestedScopes.length === 0 || !isAboutScope(facts)) return [];
      const listed = metadata?.scopes_supported;
      const { scopes } = suspects(facts);
      return [
        ...onCode(facts, 'invalid_scope', 4),
        ...named(facts, 'scope', 'unknown'),
        ...hinted(facts, 3, 'scope', 'wrong', 'unsupported'),
        ...when(
          listed !== undefined && scopes.some((scope) => !listed.includes(scope)),
          6,
          'The metadata does not list it.',
        ),
        ...when(
          listed !== undefined && scopes.every((scope) => listed.includes(scope)),
          -5,
          'The metadata lists it.',
        ),
        ...remembered(facts, 'scope', 'the scope', { changed: 6 }),
        ...when(isScopeOfAnotherClient(facts), -4, 'Another client got this scope from this server.'),
      ];
    },
  },
  'oauth-scope-not-allowed': {
    family: 'scope',
    purposes,
    what: 'the client may not have this scope',
    why: ({ answer }) =>
      /consent/i.test(answer.words)
        ? 'The server misses the consent for this scope.'
        : 'The scope is not assigned to this client at the server.',
    reference: 'RFC 6749 §5.2',
    check: 'see which scopes the client has',
    step: (facts) =>
      dropStep(
        facts,
        (text) =>
          `${/consent/i.test(facts.answer.words) ? 'Have an administrator consent to' : 'Assign'} ${text}${/consent/i.test(facts.answer.words) ? ' for' : ' to'} the client at the server, or leave it out.`,
        (text) => `Request ${text} one at a time, then assign the refused one to the client.`,
      ),
    weigh: (facts) => {
      const { metadata, requestedScopes } = facts;
      if (
        requestedScopes.length === 0 ||
        !(
          isAboutScope(facts) ||
          facts.answer.code === 'unauthorized_client' ||
          facts.answer.code === 'access_denied'
        )
      )
        return [];
      const listed = metadata?.scopes_supported;
      const { scopes } = suspects(facts);
      return [
        ...onCode(facts, 'invalid_scope', 4),
        ...named(facts, 'scope', 'denied', 'disabled'),
        ...hinted(facts, 3, 'scope', 'wrong', 'unsupported', 'mismatch'),
        // “Invalid, unknown or malformed” is RFC 6749’s definition of the code, and says nothing more.
        ...when(
          says(facts.answer, 'scope', 'unknown') === 'raised' &&
            says(facts.answer, 'scope', 'denied') === null,
          4,
          'The server names several causes.',
        ),
        ...when(facts.answer.code === 'access_denied', 2.5, 'Scopes were requested.'),
        ...when(
          facts.answer.code === 'unauthorized_client' &&
            says(facts.answer, 'scope', 'denied', 'wrong', 'unknown') !== null,
          4,
          'The server speaks of the scope.',
        ),
        ...when(
          facts.answer.code === 'invalid_scope' &&
            listed !== undefined &&
            scopes.every((scope) => listed.includes(scope)),
          4,
          'The server knows the scope: its metadata lists it.',
        ),
        ...(isAboutScope(facts) ? remembered(facts, 'scope', 'the scope', { changed: 6 }) : []),
      ];
    },
  },
  'scope-of-another-resource': {
    family: 'scope',
    purposes,
    what: 'the scope does not belong to the resource',
    why: (facts) =>
      `The request names ${list(targetsOf(facts).map((target) => quote(target, 80)))}, and the scope is not one of that API.`,
    reference: 'RFC 8707 §2.1',
    check: 'compare the scope with the resource',
    step: () => ({
      nextStep: 'Request a scope of that API, or leave the audience or resource out.',
    }),
    weigh: (facts) =>
      targetsOf(facts).length > 0 && isAboutScope(facts)
        ? facts.answer.mentions
            .filter(
              ({ subject, beside, state }) =>
                subject === 'scope' &&
                beside.includes('audience') &&
                ['denied', 'wrong', 'unknown', 'mismatch', 'unsupported', 'missing'].includes(state),
            )
            .slice(0, 1)
            .map(() => sign(20, 'The server names the scope and the resource together.'))
        : [],
  },
  'oauth-scope-default-suffix': {
    family: 'scope',
    purposes,
    what: 'the scope must end with /.default',
    why: 'With client credentials Microsoft Entra takes only a resource followed by /.default.',
    reference: 'RFC 6749 §3.3',
    check: 'use a scope that ends with /.default',
    step: ({ requestedScopes }) => {
      const resource = requestedScopes.find((scope) => /^[a-z][a-z0-9+.-]*:\/\/./i.test(scope)) ?? '';
      const wanted = `${resource.replace(/\/[^/]*$/, '') || 'https://graph.microsoft.com'}/.default`;
      return {
        nextStep: `Request one scope only, for example ${quote(/:\/$/.test(wanted) ? `${resource}/.default` : wanted)}.`,
      };
    },
    weigh: (facts) => {
      const isMentioned = /\/\.default\b/.test(facts.answer.words);
      const ends =
        facts.requestedScopes.length > 0 &&
        facts.requestedScopes.every((scope) => scope.endsWith('/.default'));
      return ends
        ? []
        : [
            ...productSigns(facts, 'oauth-scope-default-suffix'),
            ...when(isMentioned, 14, 'The server says so.'),
          ];
    },
  },
} as const satisfies Record<string, Cause>;

/** Scopes that stand in the parameter more than once. */
function repeatedScopes({ parameters }: Evidence): string[] {
  const all = valuesOf(parameters, 'scope')
    .join(' ')
    .split(' ')
    .filter((scope) => scope !== '');
  return [...new Set(all.filter((scope, index) => all.indexOf(scope) !== index))];
}

const TARGET_STATES = [
  'wrong',
  'unknown',
  'denied',
  'missing',
  'malformed',
  'unsupported',
  'mismatch',
  'disabled',
] as const;

function targetsOf({ parameters }: Evidence): string[] {
  return [...valuesOf(parameters, 'resource'), ...valuesOf(parameters, 'audience')];
}

function isAboutTarget(facts: Evidence): boolean {
  return (
    changedSince(facts, 'audience') ||
    ['invalid_target', 'invalid_resource'].includes(facts.answer.code ?? '') ||
    says(facts.answer, 'audience', ...TARGET_STATES) !== null
  );
}

function targetStep(facts: Evidence, words: (text: string) => string) {
  const targets = targetsOf(facts);
  const text = facts.answer.words;
  const namedTargets = targets.filter((target) => mentionsWord(text, target));
  const suspected = namedTargets.length > 0 ? namedTargets : targets;
  const actions: FindingAction[] =
    facts.workspace.request.rawBody === null && suspected.length > 0
      ? [{ kind: 'drop-targets', targets: suspected }]
      : [];
  return {
    nextStep: words(list(suspected.slice(0, 3).map((target) => quote(target, 80))) || 'the audience'),
    actions,
  };
}

/** Why a server refuses a token for an API (RFC 8707 §2). */
export const TARGET_CAUSES = {
  'oauth-audience-missing': {
    family: 'target',
    purposes,
    what: 'the server requires an audience or resource',
    why: 'The request does not say which API the token is for, and this server wants to know.',
    reference: 'RFC 8707 §2',
    check: 'add the audience or resource parameter',
    step: () => ({ nextStep: 'Add the parameter audience or resource with the identifier of the API.' }),
    weigh: (facts) => {
      if (targetsOf(facts).length > 0) return [];
      const isMissing = missingNames(facts).some((name) => name === 'audience' || name === 'resource');
      return [
        ...onCode(facts, ['invalid_target', 'invalid_resource'], 14),
        ...when(isMissing, 12, 'The server asks for the parameter.'),
        ...(facts.sent.byAssertion ? [] : named(facts, 'audience', 'missing')),
      ];
    },
  },
  'oauth-resource-malformed': {
    family: 'target',
    purposes,
    what: 'the resource is not an absolute URI',
    why: 'A resource is an absolute URI without a fragment.',
    reference: 'RFC 8707 §2',
    check: 'write the resource as an absolute URI',
    step: (facts) =>
      targetStep(facts, () => {
        const bad =
          valuesOf(facts.parameters, 'resource').find((target) => resourceProblem(target) !== null) ?? '';
        return `Correct ${quote(bad, 80)}: ${resourceProblem(bad) ?? ''}`;
      }),
    weigh: (facts) =>
      isAboutTarget(facts) &&
      valuesOf(facts.parameters, 'resource').some((target) => resourceProblem(target) !== null)
        ? [proof('It is visible in the request.')]
        : [],
  },
  'oauth-audience-unknown': {
    family: 'target',
    purposes,
    what: 'the server does not know this API',
    why: 'The audience or resource is misspelt, or not registered at this server. A slash at the end counts.',
    reference: 'RFC 8707 §2',
    check: 'compare the API’s identifier',
    step: (facts) =>
      targetsOf(facts).length === 0 && facts.requestedScopes.length > 0
        ? {
            nextStep: `Compare ${list(facts.requestedScopes.slice(0, 3).map((scope) => quote(scope, 80)))} with the identifier of the API at the server.`,
          }
        : targetStep(facts, (text) => `Compare ${text} with the identifier of the API at the server.`),
    weigh: (facts) => [
      ...productSigns(facts, 'oauth-audience-unknown'),
      ...(targetsOf(facts).length === 0 || !isAboutTarget(facts)
        ? []
        : [
            ...onCode(facts, ['invalid_target', 'invalid_resource'], 5),
            ...named(facts, 'audience', 'unknown'),
            ...hinted(facts, 4, 'audience', 'wrong', 'unsupported', 'malformed'),
            ...remembered(facts, 'audience', 'the audience', { changed: 6 }),
          ]),
    ],
  },
  'oauth-api-not-granted': {
    family: 'target',
    purposes,
    what: 'the client may not call this API',
    why: 'The server knows both, but the client is not authorized for the API.',
    reference: 'RFC 6749 §5.2',
    check: 'authorize the client for the API',
    step: () => ({
      nextStep:
        'Authorize the client for this API at the server (Auth0: tab “APIs”; Entra: application permission with consent).',
      actions: [{ kind: 'retry' }],
    }),
    weigh: (facts) => {
      const targets = targetsOf(facts);
      return [
        ...productSigns(facts, 'oauth-api-not-granted'),
        ...(targets.length > 0
          ? named(facts, 'audience', 'denied', 'disabled')
          : hinted(facts, 4, 'audience', 'denied')),
        ...when(
          targets.length > 0 && says(facts.answer, ['client', 'access'], 'denied') === 'stated',
          9,
          'The server says that the client may not.',
        ),
        ...when(/client[- ]?grant/i.test(facts.answer.words), 12, 'The server speaks of a client grant.'),
        ...when(
          /\bnot subscribed to\b|\bno (active )?subscription (to|for)\b/i.test(facts.answer.words),
          14,
          'The server misses a subscription.',
        ),
        ...(targets.length > 0
          ? onCode(facts, ['invalid_target', 'invalid_resource', 'access_denied'], 3.5)
          : []),
        ...(targets.length > 0 && isAboutTarget(facts)
          ? remembered(facts, 'audience', 'the audience', { changed: 6 })
          : []),
      ];
    },
  },
} as const satisfies Record<string, Cause>;
