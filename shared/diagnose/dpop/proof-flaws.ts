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
    title: 'The DPoP proof is missing',
    why: 'A key-bound token needs a signed proof in the DPoP header, new for each request.',
    check: (facts) =>
      sentScheme(facts) === 'dpop' && !hasProofHeader(facts)
        ? {
            seen: 'Authorization: DPoP, without a DPoP header.',
            nextStep: 'Add the token’s key to this workspace, or get a new token.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null,
    suspect: (facts) =>
      facts.exchange.purpose === 'token' && !hasProofHeader(facts)
        ? {
            seen: seenProofRefusal(facts),
            nextStep:
              'This client must prove a key with each request: turn on DPoP under “Token binding” in step 1.',
            actions: [{ kind: 'use-dpop' }],
          }
        : null,
  },
  {
    id: 'dpop-proof-unreadable',
    title: 'The DPoP proof is not a JWT',
    why: 'The DPoP header must contain one signed JWT and nothing else.',
    check: (facts) =>
      hasProofHeader(facts) && facts.proof === null
        ? {
            seen: 'The DPoP header cannot be parsed.',
            nextStep: 'Remove your own DPoP header; Credence creates it.',
          }
        : null,
  },
  {
    id: 'dpop-other-method',
    title: 'The proof is for another HTTP method',
    why: 'Its htm claim must equal the method of this request.',
    check: ({ proof, exchange: { request } }) =>
      proof && proof.htm !== request.method
        ? {
            seen: `htm is ${quote(proof.htm ?? 'missing')}, the method ${quote(request.method)}.`,
            nextStep: 'Create the proof for this request.',
          }
        : null,
  },
  {
    id: 'dpop-other-address',
    title: 'The proof is for another URL',
    why: 'Its htu claim must equal the URL of this request, without query and fragment.',
    check: ({ proof, url }) =>
      proof && !isSameTarget(proof.htu ?? '', url.href)
        ? {
            seen: `htu is ${quote(proof.htu ?? 'missing')}, the address ${quote(url.href)}.`,
            nextStep: 'Create the proof for this request.',
          }
        : null,
    suspect: (facts) =>
      /\bhtu\b|\buri\b|\burl\b/i.test(refusalWords(facts))
        ? {
            seen: `${seenProofRefusal(facts)} htu is ${quote(facts.proof?.htu ?? '')}.`,
            nextStep:
              'The proof names the requested URL. A server behind a proxy may see another one: configure the public URL on the server.',
          }
        : null,
  },
  {
    id: 'dpop-proof-old',
    title: 'The proof is not fresh',
    why: 'A proof is valid for one request and a short time; an old one could be stolen.',
    check: ({ proof, exchange: { startedAt } }) => {
      if (proof?.issuedAt == null || startedAt === 0) return null;
      const age = startedAt - proof.issuedAt;
      return Math.abs(age) > OLD_MS
        ? {
            seen: `Its iat says ${time(proof.issuedAt)}, ${duration(age)} ${age > 0 ? 'before' : 'after'} the request.`,
            nextStep: 'Create a new proof for this request.',
          }
        : null;
    },
  },
  {
    id: 'dpop-clock',
    title: 'The proof’s iat is outside the server’s time window',
    why: 'This machine’s clock and the server’s clock differ, so a fresh proof looks too old or too new.',
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
        nextStep: 'Synchronize both clocks (NTP), then try again.',
        actions: [{ kind: 'retry' }],
      };
    },
  },
  {
    id: 'dpop-algorithm',
    title: 'The server does not accept this proof algorithm',
    why: 'The proof’s algorithm is not among those that the server lists.',
    suspect: (facts) => {
      const used = facts.proof?.algorithm;
      const accepted = acceptedAlgorithms(facts);
      return used && accepted.length > 0 && !accepted.includes(used)
        ? {
            seen: `Used: ${quote(used)}; accepted: ${list(accepted.map((algorithm) => quote(algorithm)))}.`,
            nextStep: 'Use a key with an accepted algorithm.',
            actions: newKeyFor(accepted),
          }
        : null;
    },
  },
  {
    id: 'dpop-token-hash',
    title: 'The proof is for another token',
    why: 'Its ath claim must be the hash of the token in this request.',
    check: (facts) => {
      const { proof, exchange } = facts;
      const token = carriedToken(facts);
      if (!proof || exchange.purpose !== 'api' || (proof.ath !== null && token === null)) return null;
      return proof.ath === null || (token !== null && proof.ath !== accessTokenHash(token))
        ? {
            seen: proof.ath === null ? 'It has no ath.' : `Its ath is ${quote(proof.ath)}.`,
            nextStep: 'Create the proof for this token.',
          }
        : null;
    },
  },
  {
    id: 'dpop-other-key',
    title: 'The proof uses another key than the token',
    why: 'The proof must be signed with the key that the token is bound to.',
    check: (facts) => {
      const { proof, exchange } = facts;
      const bound = boundKeyOf(facts);
      return exchange.purpose === 'api' && proof && bound !== null && proof.jkt !== bound
        ? {
            seen: `The token names ${quote(bound)}, the proof has ${quote(proof.jkt ?? 'no key')}.`,
            nextStep: 'Get a token with the current key, and call again.',
            actions: [{ kind: 'new-token-and-retry' }],
          }
        : null;
    },
  },
  {
    id: 'dpop-replay',
    title: 'The server has seen this proof before',
    why: 'Each proof has a unique jti and may be used once.',
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
    title: 'The proof’s signature does not match its key',
    why: 'The proof contains a public key and must be signed with the matching private key.',
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
    nextStep: `This fault is on purpose: ${describeProofFault(fault)} Turn the fault off for a request that should succeed.`,
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
