import { metadataOf } from '../../discovery/kept-metadata.ts';
import { EXPLICIT_TYPE } from '../../model/default-assertion.ts';
import { credentialRefusal, demandedMethod } from '../causes/client-facts.ts';
import { says } from '../evidence/answer.ts';
import {
  describeFault,
  ifMade,
  otherAssertionType,
  otherAudience,
  refusalWords,
  seenAnd,
  seenIn,
  settingsOf,
} from '../evidence/assertion-facts.ts';
import { clockSkew } from '../evidence/clock-skew.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { seenError } from '../evidence/refusal-facts.ts';
import { duration, list, quote } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';

type Fixed = Pick<Rule, 'id' | 'title' | 'why' | 'reference'>;

/** A rule for an assertion that was refused, by what the server says of it; servers word it each in its own way. */
function refusalRule(fixed: Fixed, words: RegExp, next: (facts: Evidence) => Observation | null): Rule {
  return {
    ...fixed,
    severity: 'error',
    check: (facts) => (words.test(refusalWords(facts) ?? '') ? next(facts) : null),
  };
}

/** Seconds: what servers that limit it mostly allow, and more than any clock needs. */
const SHORT_LIFETIME = 60;

/** Why a client assertion was refused (RFC 7523 §3), as far as it can be told. The first that fits, before the error codes. */
export const ASSERTION_RULES: readonly Rule[] = [
  {
    id: 'assertion-faulty',
    severity: 'error',
    title: 'The server rejected the faulty assertion',
    why: 'A fault is switched on to test the server, and the server rejects it.',
    reference: 'RFC 7523 §3',
    check: (facts) => {
      const fault = settingsOf(facts)?.fault ?? null;
      return refusalWords(facts) === null || fault === null
        ? null
        : {
            seen: seenAnd(facts, describeFault(fault)),
            nextStep: 'Turn the fault off for a request that should succeed.',
            actions: [{ kind: 'mend-assertion' }],
          };
    },
  },
  {
    id: 'assertion-missing',
    severity: 'error',
    title: 'The client assertion is empty',
    why: 'This method authenticates the client with a signed JWT, and there was no key to sign it.',
    reference: 'RFC 7521 §4.2',
    check: (facts) =>
      refusalWords(facts) !== null &&
      facts.parameters.some(([name, value]) => name === 'client_assertion' && value === '')
        ? {
            seen: seenError(facts),
            nextStep:
              facts.client.authMethod === 'client_secret_jwt'
                ? 'Enter the client secret: it signs the assertion.'
                : 'Choose a key, or generate one and register its public key at the server.',
            actions:
              facts.client.authMethod === 'private_key_jwt' ? [{ kind: 'choose-key', use: 'assertion' }] : [],
          }
        : null,
  },
  {
    id: 'assertion-clock',
    severity: 'error',
    title: 'The assertion is not valid by the server’s clock',
    why: 'Assertions are short-lived. The clocks differ by more than most servers allow.',
    reference: 'RFC 7523 §3',
    supersedes: ['clock-skew'],
    check: (facts) => {
      const skew = clockSkew(facts.exchange);
      if (refusalWords(facts) === null || !facts.sent.assertion || !skew) return null;
      const lives = lifetimeOf(facts);
      const outlives = skew.ahead > 0 && lives !== null && lives > skew.ahead / 1000 + 30;
      if (outlives) return null;
      return {
        seen: seenAnd(facts, skew.seen),
        nextStep:
          skew.ahead > 0
            ? 'Synchronize both clocks (NTP); until then, a longer lifetime may help.'
            : 'Synchronize both clocks (NTP): for the server, the assertion was signed in the future.',
      };
    },
  },
  refusalRule(
    {
      id: 'assertion-reused',
      title: 'The server has seen this assertion before',
      why: 'The server accepts each jti only once, so a copied assertion is useless.',
      reference: 'RFC 7523 §3',
    },
    /\bjti\b|JWT ID|repla(y|ie)|reuse|re-use|already (been )?used|used (once|before|already)/i,
    (facts) => ({
      seen: seenIn(facts, 'jti'),
      nextStep:
        facts.sent.assertion?.claims.jti === undefined
          ? 'Add a jti to the assertion: your custom claims remove it.'
          : 'Each request has a new jti, unless your custom claims set one: remove it there, and run again.',
      actions: [{ kind: 'retry' }],
    }),
  ),
  refusalRule(
    {
      id: 'assertion-lifetime',
      title: 'The assertion’s lifetime is too long',
      why: 'Anyone with a copy can use an assertion until it expires, so servers limit its lifetime.',
      reference: 'RFC 7523 §3',
    },
    /too (far|long)|far in the future|life ?time|maximum (age|validity|expir)|max.{0,12}(age|validity|expir)/i,
    (facts) => {
      const lives = lifetimeOf(facts);
      return {
        seen: lives === null ? seenError(facts) : seenAnd(facts, `It lives for ${duration(lives * 1000)}.`),
        nextStep: `Let it live for ${duration(SHORT_LIFETIME * 1000)}: it is used at once.`,
        actions: ifMade(
          facts,
          lives !== null && lives > SHORT_LIFETIME
            ? { kind: 'shorten-assertion', toSeconds: SHORT_LIFETIME }
            : null,
        ),
      };
    },
  ),
  refusalRule(
    {
      id: 'assertion-time',
      title: 'The assertion is expired or not yet valid',
      why: 'The server compares exp, nbf and iat with its own clock.',
      reference: 'RFC 7523 §3',
    },
    /expired|\bexp\b|not (yet )?active\b|not (yet valid|valid (yet|before|until))|valid time range|\b(nbf|iat)\b|in the future|too old|not active/i,
    (facts) => ({
      seen: seenIn(facts, 'exp'),
      nextStep: 'Compare the clocks of both machines; the server’s log may show its time.',
      actions: [{ kind: 'retry' }],
    }),
  ),
  refusalRule(
    {
      id: 'assertion-audience',
      title: 'The server rejects the aud of the assertion',
      why: 'RFC 10070 allows only the issuer. Older servers still expect their token endpoint.',
      reference: 'RFC 10070',
    },
    /\baud\b|audience/i,
    (facts) =>
      // The audience of the token that was asked for is another matter.
      /requested audience/i.test(refusalWords(facts) ?? '')
        ? null
        : {
            seen: seenIn(facts, 'aud'),
            nextStep: hasSeveralAudiences(facts)
              ? 'Put one audience only into the assertion: the issuer, or what the server’s manual names.'
              : audienceNext(facts),
            actions: ifMade(facts, otherAudience(facts)),
          },
  ),
  refusalRule(
    {
      id: 'assertion-type',
      title: 'The server rejects the typ of the assertion',
      why: 'RFC 10070 requires client-authentication+jwt, so that no other JWT can be used instead. Older servers expect JWT or no typ.',
      reference: 'RFC 10070',
    },
    /\btyp\b|client-authentication\+jwt/i,
    (facts) => {
      const to = otherAssertionType(facts);
      return {
        seen: seenIn(facts, 'typ', 'header'),
        nextStep:
          to === EXPLICIT_TYPE
            ? `Use the typ of RFC 10070, ${to}.`
            : `This server does not accept the typ of RFC 10070. Use ${to}.`,
        actions: ifMade(facts, { kind: 'switch-assertion-type', to }),
      };
    },
  ),
  refusalRule(
    {
      id: 'assertion-algorithm',
      title: 'The server rejected the signature algorithm',
      why: 'The server accepts certain algorithms for assertions, and may have one registered for this client.',
      reference: 'RFC 7523 §5',
    },
    /\balg\b|algorithm/i,
    (facts) => {
      const listed = metadataOf(facts.workspace)?.token_endpoint_auth_signing_alg_values_supported ?? [];
      return {
        seen: seenIn(facts, 'alg', 'header'),
        nextStep:
          listed.length > 0
            ? `The server lists ${list(listed.map((algorithm) => quote(algorithm)))}: choose one of them; it may need another type of key.`
            : 'Choose the algorithm that is registered for the client; it may need another type of key.',
        actions:
          facts.client.authMethod === 'private_key_jwt' ? [{ kind: 'choose-key', use: 'assertion' }] : [],
      };
    },
  ),
  refusalRule(
    {
      id: 'assertion-key-unknown',
      title: 'The server does not know the signing key',
      why: 'The server looks up the header’s kid among the keys registered for this client.',
      reference: 'RFC 7515 §4.1.4',
    },
    /\bkid\b|\bjwks?\b|public ?key|key set|no (matching|suitable|applicable) key|(key|certificate)\b.{0,20}not found|unknown key|find.{0,30}\bkey/i,
    (facts) => {
      const named = facts.sent.assertion?.header.kid !== undefined;
      return {
        seen: seenIn(facts, 'kid', 'header'),
        nextStep: named
          ? 'Register the public key at the server (see “Keys and certificates”); if it is registered, compare the kid.'
          : 'Add the kid to the assertion’s header.',
        actions: ifMade(facts, named ? { kind: 'choose-key', use: 'assertion' } : { kind: 'name-key' }),
      };
    },
  ),
  refusalRule(
    {
      id: 'assertion-signature',
      title: 'The assertion’s signature does not verify',
      why: 'The public key registered at the server does not match the signing key.',
      reference: 'RFC 7523 §3',
    },
    /signature|signed|verification error|verify the integrity/i,
    (facts) =>
      facts.client.authMethod === 'client_secret_jwt'
        ? {
            seen: seenError(facts),
            nextStep:
              'Check the client secret: it is the signing key. A server that stores only hashes of secrets cannot verify it.',
          }
        : {
            seen: seenIn(facts, 'kid', 'header'),
            nextStep:
              'Register the public key of the chosen key at the server (see “Keys and certificates”), or choose the registered key.',
            actions: ifMade(facts, { kind: 'choose-key', use: 'assertion' }),
          },
  ),
  refusalRule(
    {
      id: 'assertion-subject',
      title: 'The assertion names another client',
      why: 'Its iss and sub must equal the client ID, and so must client_id if sent.',
      reference: 'RFC 7523 §3',
    },
    /\b(iss|sub|issuer|subject)\b|client_?id\b.{0,30}(mismatch|match|differ|equal)|match.{0,20}client_?id\b/i,
    (facts) => ({
      seen: seenIn(facts, 'sub'),
      nextStep: `Compare the id ${quote(facts.client.clientId)} with the one at the server; your custom claims must not change iss or sub.`,
    }),
  ),
];

/** For a server that does not say why: what is most often the matter, in order. After what other rules can tell. */
export const ASSERTION_REFUSED: Rule = {
  id: 'assertion-refused',
  severity: 'error',
  title: 'The server rejected the client assertion',
  why: 'The server does not say why. Most often it expects another audience, or does not know the key.',
  reference: 'RFC 7521 §4.2.1',
  check: (facts) => {
    const { outcome, sent, client } = facts;
    const isRefused =
      outcome?.kind === 'error' && (outcome.error === 'invalid_client' || credentialRefusal(facts) > 0);
    if (!isRefused || !sent.assertion || demandedMethod(facts) !== null) return null;
    if (says(facts.answer, 'authMethod', 'unsupported', 'denied') === 'stated') return null;
    const key =
      client.authMethod === 'client_secret_jwt'
        ? 'whether the secret is right'
        : 'whether the public half of the key is registered at the server, with its kid';
    if (facts.memory?.changed.includes('method') === true)
      return {
        seen: seenAnd(facts, 'The client got a token earlier with another authentication method.'),
        nextStep:
          'Go back to the earlier authentication method, or register the client for signed assertions, with this key, at the server.',
        actions: ifMade(
          facts,
          client.authMethod === 'private_key_jwt' ? { kind: 'choose-key', use: 'assertion' } : null,
        ),
      };
    return {
      seen: seenIn(facts, 'aud'),
      nextStep: `Check, in this order: whether the server knows the id ${quote(client.clientId)}; ${key}; whether it wants its issuer or its token endpoint as aud, and typ ${EXPLICIT_TYPE} or JWT (RFC 10070); and the algorithm that is registered for the client. The server’s log knows more.`,
      actions: ifMade(
        facts,
        otherAudience(facts),
        client.authMethod === 'private_key_jwt' ? { kind: 'choose-key', use: 'assertion' } : null,
      ),
    };
  },
};

/** Some servers take an assertion only if they are its one audience. */
function hasSeveralAudiences({ sent: { assertion } }: Evidence): boolean {
  return Array.isArray(assertion?.claims.aud) && assertion.claims.aud.length > 1;
}

function audienceNext(facts: Evidence): string {
  const expected = expectedAudience(facts);
  if (expected !== null)
    return `Set the assertion’s aud to ${quote(expected, 120)}, which the server expects.`;
  const other = otherAudience(facts);
  if (other === null) return 'Load the server’s metadata: it names the issuer to try next.';
  return other.kind === 'switch-audience' && other.to === 'issuer'
    ? 'Use only the issuer, as RFC 10070 requires.'
    : namesTokenEndpoint(facts)
      ? 'This server still wants the token endpoint as aud. Use it.'
      : 'This server may still want the token endpoint as aud. Try it, or the audience that its documentation names.';
}

/** The audience that the server says it expects, where it is neither what was sent nor the token endpoint. */
function expectedAudience({ answer, sent, url }: Evidence): string | null {
  const value =
    /\bexpected (?:audience|aud)\b(?: is| to be| value)?\s*[:=]?\s*['"“‘[]?([\w:/.@-]{3,300})/i.exec(
      answer.words,
    )?.[1] ??
    /\b(?:audience|aud) (?:must|should) be\s*[:=]?\s*['"“‘[]?([\w:/.@-]{3,300})/i.exec(answer.words)?.[1];
  const plain = value?.replace(/[.:]$/, '');
  return plain === undefined ||
    plain === `${url.origin}${url.pathname}` ||
    plain === sent.assertion?.claims.aud ||
    !/[:/.]/.test(plain)
    ? null
    : plain;
}

/** Whether the refusal names the URL that the request went to. */
function namesTokenEndpoint({ answer, url }: Evidence): boolean {
  return answer.sentences.some((sentence) => sentence.includes(`${url.origin}${url.pathname}`));
}

/** Seconds from `iat` to `exp`, or null. */
function lifetimeOf({ sent: { assertion } }: Evidence): number | null {
  const { iat, exp } = assertion?.claims ?? {};
  return typeof iat === 'number' && typeof exp === 'number' ? exp - iat : null;
}
