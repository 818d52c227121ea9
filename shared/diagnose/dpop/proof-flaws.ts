import type { SignatureAlgorithm } from '../../model/client.ts';
import { SIGNATURE_ALGORITHMS } from '../../model/client-choices.ts';
import { challengeOf, challengeParameter } from '../../oauth/challenge.ts';
import { isSameTarget } from '../../oauth/dpop/dpop.ts';
import { accessTokenHash } from '../../oauth/jwt/thumbprint.ts';
import {
  boundKeyOf,
  carriedToken,
  describeProofFault,
  hasProofHeader,
  proofFaultOf,
  refusalWords,
  seenProofRefusal,
} from '../evidence/dpop-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { sentScheme } from '../evidence/refusal-facts.ts';
import { header } from '../evidence/response-facts.ts';
import type { FindingAction } from '../finding.ts';
import { duration, list, quote, time } from '../quote.ts';
import type { Observation, Rule } from '../rule.ts';

/** One thing that can be wrong with a proof (RFC 9449 §4.3). */
export interface ProofFlaw extends Pick<Rule, 'id' | 'title' | 'why'> {
  /** Seen in the request itself: true whatever the server says. */
  readonly check?: (facts: Evidence) => Observation | null;
  /** By what the server says, or what was done on purpose: looked at only where the proof was refused. */
  readonly suspect?: (facts: Evidence) => Observation | null;
}

/** Proofs older than this are refused by every server that looks. */
const OLD_MS = 5 * 60_000;
/** Servers allow for clocks that differ by a little; few by more than this. */
const SKEW_MS = 30_000;

/** What is wrong with the proof of a request, the plainest first. */
export const PROOF_FLAWS: readonly ProofFlaw[] = [
  {
    id: 'dpop-proof-missing',
    title: 'The proof of the key is missing',
    why: 'A token that is bound to a key, or is to be, goes along with a signed proof in the header DPoP, made anew for each request.',
    check: (facts) =>
      sentScheme(facts) === 'dpop' && !hasProofHeader(facts)
        ? {
            seen: 'Authorization: DPoP, without a header DPoP beside it.',
            nextStep:
              'Have the key of the token at hand, in the workspace’s keys; without it get a token anew.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null,
    suspect: (facts) =>
      facts.exchange.purpose === 'token' && !hasProofHeader(facts)
        ? {
            seen: seenProofRefusal(facts),
            nextStep:
              'This client has to prove a key with each request: choose DPoP under “Sender constraint” in card 1.',
            actions: [{ kind: 'use-dpop' }],
          }
        : null,
  },
  {
    id: 'dpop-proof-unreadable',
    title: 'The proof is no JWT',
    why: 'The header DPoP holds one signed JWT and nothing else.',
    check: (facts) =>
      hasProofHeader(facts) && facts.proof === null
        ? { seen: 'The header DPoP cannot be read.', nextStep: 'Leave the header to Credence: remove yours.' }
        : null,
  },
  {
    id: 'dpop-other-method',
    title: 'The proof is for another method',
    why: 'Its claim htm has to be the method of the very request that it goes with.',
    check: ({ proof, exchange: { request } }) =>
      proof && proof.htm !== request.method
        ? {
            seen: `htm is ${quote(proof.htm ?? 'missing')}, the method ${quote(request.method)}.`,
            nextStep: 'Have the proof made for this request.',
          }
        : null,
  },
  {
    id: 'dpop-other-address',
    title: 'The proof is for another address',
    why: 'Its claim htu has to be the address that the request goes to, without query and fragment.',
    check: ({ proof, url }) =>
      proof && !isSameTarget(proof.htu ?? '', url.href)
        ? {
            seen: `htu is ${quote(proof.htu ?? 'missing')}, the address ${quote(url.href)}.`,
            nextStep: 'Have the proof made for this request.',
          }
        : null,
    suspect: (facts) =>
      /\bhtu\b|\buri\b|\burl\b/i.test(refusalWords(facts))
        ? {
            seen: `${seenProofRefusal(facts)} htu is ${quote(facts.proof?.htu ?? '')}.`,
            nextStep:
              'The proof names the address that was asked for. Behind a proxy the server may see another one: have it told its public address.',
          }
        : null,
  },
  {
    id: 'dpop-proof-old',
    title: 'The proof is not fresh',
    why: 'A proof is made for one request and is good for moments; an old one could have been stolen.',
    check: ({ proof, exchange: { startedAt } }) => {
      if (proof?.issuedAt == null || startedAt === 0) return null;
      const age = startedAt - proof.issuedAt;
      return Math.abs(age) > OLD_MS
        ? {
            seen: `Its iat says ${time(proof.issuedAt)}, ${duration(age)} ${age > 0 ? 'before' : 'after'} the request.`,
            nextStep: 'Have the proof made anew for this request.',
          }
        : null;
    },
  },
  {
    id: 'dpop-clock',
    title: 'By the server’s clock the proof is not of now',
    why: 'The clocks of this machine and the server differ, so that a fresh proof looks old, or not made yet.',
    suspect: (facts) => {
      const { proof } = facts;
      const date = Date.parse(header(facts, 'date') ?? '');
      if (proof?.issuedAt == null) return null;
      const skew = Number.isNaN(date) ? 0 : date - proof.issuedAt;
      const says = /\biat\b|\bexpired\b|too old|in the future|not (yet )?(active|valid)\b|not fresh/i.test(
        refusalWords(facts),
      );
      if (Math.abs(skew) <= SKEW_MS && !says) return null;
      return {
        seen:
          Math.abs(skew) > SKEW_MS
            ? `iat: ${time(proof.issuedAt)}; Date: ${time(date)}. The server is ${duration(skew)} ${skew > 0 ? 'ahead' : 'behind'}.`
            : `${seenProofRefusal(facts)} iat: ${time(proof.issuedAt)}.`,
        nextStep: 'Set both clocks by a time server, then try again.',
        actions: [{ kind: 'retry' }],
      };
    },
  },
  {
    id: 'dpop-algorithm',
    title: 'The server does not take this algorithm for proofs',
    why: 'It names the signature algorithms that it accepts, and that of the proof is not among them.',
    suspect: (facts) => {
      const used = facts.proof?.algorithm;
      const accepted = acceptedAlgorithms(facts);
      return used && accepted.length > 0 && !accepted.includes(used)
        ? {
            seen: `Used: ${quote(used)}; accepted: ${list(accepted.map((algorithm) => quote(algorithm)))}.`,
            nextStep: 'Use a key of an accepted algorithm.',
            actions: newKeyFor(accepted),
          }
        : null;
    },
  },
  {
    id: 'dpop-token-hash',
    title: 'The proof is not for this token',
    why: 'Its claim ath has to be the hash of the token that it goes with, so that a proof made for one token is no good for another.',
    check: (facts) => {
      const { proof, exchange } = facts;
      const token = carriedToken(facts);
      if (!proof || exchange.purpose !== 'api' || (proof.ath !== null && token === null)) return null;
      return proof.ath === null || (token !== null && proof.ath !== accessTokenHash(token))
        ? {
            seen: proof.ath === null ? 'It has no ath.' : `Its ath is ${quote(proof.ath)}.`,
            nextStep: 'Have the proof made for this token.',
          }
        : null;
    },
  },
  {
    id: 'dpop-other-key',
    title: 'The proof is of another key than the token’s',
    why: 'Whoever holds the token has to prove the very key that it was bound to.',
    check: (facts) => {
      const { proof, exchange } = facts;
      const bound = boundKeyOf(facts);
      return exchange.purpose === 'api' && proof && bound !== null && proof.jkt !== bound
        ? {
            seen: `The token names ${quote(bound)}, the proof has ${quote(proof.jkt ?? 'no key')}.`,
            nextStep: 'Get a token with the key that is used now, and call again.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null;
    },
  },
  {
    id: 'dpop-replay',
    title: 'The server has seen this proof before',
    why: 'Each proof has a jti of its own and is good for one use, so that one that was overheard is worth nothing.',
    suspect: (facts) =>
      proofFaultOf(facts) === 'reused-jti' ||
      /\bjti\b|replay|re-?used|already (been )?used|used before/i.test(refusalWords(facts))
        ? {
            seen: `${seenProofRefusal(facts)} jti is ${quote(facts.proof?.jti ?? '')}.`,
            nextStep: 'Try again: every request gets a new proof.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
  {
    id: 'dpop-signature',
    title: 'The signature of the proof does not fit its key',
    why: 'The proof holds a public key, and has to be signed with the private half of that key.',
    suspect: (facts) =>
      proofFaultOf(facts) === 'bad-signature' || /signature/i.test(refusalWords(facts))
        ? {
            seen: seenProofRefusal(facts),
            nextStep: 'Try again. If it keeps happening, generate a new key.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
];

/** What to do about a flaw: where it was made on purpose, that is the first thing to say. */
export function withFaultNamed(observation: Observation, facts: Evidence): Observation {
  const fault = proofFaultOf(facts);
  if (fault === null) return observation;
  return {
    ...observation,
    nextStep: `That is so on purpose: ${describeProofFault(fault)} Switch the fault off for a request that should pass.`,
    actions: [{ kind: 'mend-proof' }],
  };
}

/** The algorithms that the server says it takes: in the challenge (RFC 9449 §7.1), else in its metadata (§5.1). */
function acceptedAlgorithms({ challenges, metadata, exchange }: Evidence): readonly string[] {
  const challenge = challengeOf(challenges, 'DPoP');
  const named = challenge && challengeParameter(challenge, 'algs');
  if (named) return named.split(/[\s,]+/).filter((name) => name !== '');
  return exchange.purpose === 'api' ? [] : (metadata?.dpop_signing_alg_values_supported ?? []);
}

/** A new key for the first of these that we can make one for. */
function newKeyFor(accepted: readonly string[]): FindingAction[] {
  const possible = accepted.find((name): name is SignatureAlgorithm =>
    SIGNATURE_ALGORITHMS.some((option) => option === name),
  );
  return possible ? [{ kind: 'new-proof-key', algorithm: possible }] : [];
}
