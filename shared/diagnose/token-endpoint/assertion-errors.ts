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
    title: 'The server refuses the assertion that is wrong on purpose',
    why: 'A fault is switched on, to see whether the server notices. It does.',
    reference: 'RFC 7523 §3',
    check: (facts) => {
      const fault = settingsOf(facts)?.fault ?? null;
      return refusalWords(facts) === null || fault === null
        ? null
        : {
            seen: seenAnd(facts, describeFault(fault)),
            nextStep: 'Switch the fault off for a request that should pass.',
            actions: [{ kind: 'mend-assertion' }],
          };
    },
  },
  {
    id: 'assertion-missing',
    severity: 'error',
    title: 'The assertion that was sent is empty',
    why: 'The chosen method proves the client by a signed JWT, and there was nothing to sign it with.',
    reference: 'RFC 7521 §4.2',
    check: (facts) =>
      refusalWords(facts) !== null &&
      facts.parameters.some(([name, value]) => name === 'client_assertion' && value === '')
        ? {
            seen: seenError(facts),
            nextStep:
              facts.client.authMethod === 'client_secret_jwt'
                ? 'Enter the client secret: the assertion is signed with it.'
                : 'Choose a key, or make one and register its public half at the server.',
            actions:
              facts.client.authMethod === 'private_key_jwt' ? [{ kind: 'choose-key', use: 'assertion' }] : [],
          }
        : null,
  },
  {
    id: 'assertion-clock',
    severity: 'error',
    title: 'By the server’s clock the assertion is not valid now',
    why: 'An assertion lives for a minute or so. Where the clocks differ by more than servers allow for, it comes too late or too early.',
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
            ? 'Set both clocks by a time server; until then a longer lifetime may help.'
            : 'Set both clocks by a time server: for the server the assertion was signed in the future.',
      };
    },
  },
  refusalRule(
    {
      id: 'assertion-reused',
      title: 'The server has seen this assertion before',
      why: 'It remembers the jti of each and takes it once, so that nobody can use a copy.',
      reference: 'RFC 7523 §3',
    },
    /\bjti\b|JWT ID|repla(y|ie)|reuse|re-use|already (been )?used|used (once|before|already)/i,
    (facts) => ({
      seen: seenIn(facts, 'jti'),
      nextStep:
        facts.sent.assertion?.claims.jti === undefined
          ? 'Let the assertion have a jti: the further claims take it out.'
          : 'Each request here has a jti of its own, unless the further claims set one: take it out there, and run again.',
      actions: [{ kind: 'retry' }],
    }),
  ),
  refusalRule(
    {
      id: 'assertion-lifetime',
      title: 'The assertion lives too long for the server',
      why: 'Whoever gets hold of an assertion can use it until it ends. Servers limit how far its end may be away.',
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
      title: 'The server finds the assertion expired, or not yet valid',
      why: 'It compares exp, nbf and iat with its own clock.',
      reference: 'RFC 7523 §3',
    },
    /expired|\bexp\b|not (yet )?active\b|not (yet valid|valid (yet|before|until))|valid time range|\b(nbf|iat)\b|in the future|too old|not active/i,
    (facts) => ({
      seen: seenIn(facts, 'exp'),
      nextStep: 'Compare the clocks of both machines; the server’s log may say what time it has.',
      actions: [{ kind: 'retry' }],
    }),
  ),
  refusalRule(
    {
      id: 'assertion-audience',
      title: 'The server rejects the aud of the assertion',
      why: 'RFC 10070 has the issuer there and nothing else. Older servers still want their token endpoint.',
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
      why: 'RFC 10070 has client-authentication+jwt there, so that no other JWT can be used in its place. Older servers want JWT or none.',
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
      title: 'The server does not take this signature algorithm',
      why: 'It lists the algorithms that it takes for assertions, and may have one of them noted for the client.',
      reference: 'RFC 7523 §5',
    },
    /\balg\b|algorithm/i,
    (facts) => {
      const listed = metadataOf(facts.workspace)?.token_endpoint_auth_signing_alg_values_supported ?? [];
      return {
        seen: seenIn(facts, 'alg', 'header'),
        nextStep:
          listed.length > 0
            ? `The server lists ${list(listed.map((algorithm) => quote(algorithm)))}: choose one of them; another kind of key may be needed for it.`
            : 'Choose the algorithm that is registered for the client; another kind of key may be needed for it.',
        actions:
          facts.client.authMethod === 'private_key_jwt' ? [{ kind: 'choose-key', use: 'assertion' }] : [],
      };
    },
  ),
  refusalRule(
    {
      id: 'assertion-key-unknown',
      title: 'The server does not find the key that signed the assertion',
      why: 'It looks for the kid of the header among the keys that are registered for the client.',
      reference: 'RFC 7515 §4.1.4',
    },
    /\bkid\b|\bjwks?\b|public ?key|key set|no (matching|suitable|applicable) key|(key|certificate)\b.{0,20}not found|unknown key|find.{0,30}\bkey/i,
    (facts) => {
      const named = facts.sent.assertion?.header.kid !== undefined;
      return {
        seen: seenIn(facts, 'kid', 'header'),
        nextStep: named
          ? 'Register the key’s public half at the server, as it is shown under “Keys and certificates”; if it is there, compare the kid.'
          : 'Let the header name the key by its kid.',
        actions: ifMade(facts, named ? { kind: 'choose-key', use: 'assertion' } : { kind: 'name-key' }),
      };
    },
  ),
  refusalRule(
    {
      id: 'assertion-signature',
      title: 'The signature of the assertion does not verify',
      why: 'The key that is registered at the server is not the other half of the one that signed.',
      reference: 'RFC 7523 §3',
    },
    /signature|signed|verification error|verify the integrity/i,
    (facts) =>
      facts.client.authMethod === 'client_secret_jwt'
        ? {
            seen: seenError(facts),
            nextStep:
              'Check the client secret: it is the key of the signature, byte for byte. A server that stores secrets hashed cannot verify it.',
          }
        : {
            seen: seenIn(facts, 'kid', 'header'),
            nextStep:
              'Register the public half of the chosen key at the server, as it is shown under “Keys and certificates”, or choose the key that is registered.',
            actions: ifMade(facts, { kind: 'choose-key', use: 'assertion' }),
          },
  ),
  refusalRule(
    {
      id: 'assertion-subject',
      title: 'The assertion speaks for another client',
      why: 'Its iss and sub have to be the client id, and so has client_id where it is sent.',
      reference: 'RFC 7523 §3',
    },
    /\b(iss|sub|issuer|subject)\b|client_?id\b.{0,30}(mismatch|match|differ|equal)|match.{0,20}client_?id\b/i,
    (facts) => ({
      seen: seenIn(facts, 'sub'),
      nextStep: `Compare the id ${quote(facts.client.clientId)} with the one at the server; the further claims must not change iss or sub.`,
    }),
  ),
];

/** For a server that does not say why: what is most often the matter, in order. After what other rules can tell. */
export const ASSERTION_REFUSED: Rule = {
  id: 'assertion-refused',
  severity: 'error',
  title: 'The server does not accept the client’s assertion',
  why: 'It does not say why, so that nobody can probe it. Most often the audience is another than it expects, or it does not know the key.',
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
        seen: seenAnd(facts, 'The client got a token before by another authentication method.'),
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
  const other = otherAudience(facts);
  if (other === null) return 'Fetch the server’s metadata: it names the issuer, which is tried next.';
  return other.kind === 'switch-audience' && other.to === 'issuer'
    ? 'Use the issuer alone, as RFC 10070 has it.'
    : namesTokenEndpoint(facts)
      ? 'This server still wants the token endpoint as aud. Use it.'
      : 'This server may still want the token endpoint as aud. Try it, or the audience that its documentation names.';
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
