import { demandsNonce, givenNonce } from '../../oauth/token/dpop-nonce.ts';
import { hasProofHeader, proofFaultOf, refusalCode, refusalWords } from '../evidence/dpop-facts.ts';
import type { Evidence } from '../evidence/evidence.ts';
import { sentScheme } from '../evidence/refusal-facts.ts';
import { header } from '../evidence/response-facts.ts';
import { quote } from '../quote.ts';
import type { Rule } from '../rule.ts';
import { PROOF_FLAWS, type ProofFlaw, withFaultNamed } from './proof-flaws.ts';

/** A server that wants its nonce in the proof (RFC 9449 §8, §9). The first that fits. */
export const DPOP_NONCE_RULES: readonly Rule[] = [
  {
    id: 'dpop-nonce-asked',
    severity: 'info',
    title: 'The server asked for a nonce and got it',
    why: 'The DPoP proof must contain a fresh value from the server, so that old proofs cannot be reused. The first request is refused for this; that is normal.',
    reference: 'RFC 9449 §8',
    check: (facts) =>
      facts.exchange.repeatedBy?.reason === 'dpop-nonce'
        ? {
            seen: `Status ${facts.status}, DPoP-Nonce: ${quote(header(facts, 'dpop-nonce') ?? '')}.`,
            nextStep: 'No action needed: the request was sent again with the nonce.',
          }
        : null,
  },
  {
    id: 'dpop-nonce-missing',
    severity: 'error',
    title: 'The server asks for a nonce but sends none',
    why: 'The server must send the nonce in the DPoP-Nonce header; without it no proof can be valid.',
    reference: 'RFC 9449 §8',
    check: (facts) =>
      demandsNonce(facts.exchange) && hasProofHeader(facts) && givenNonce(facts.exchange) === null
        ? {
            seen: `Status ${facts.status}, DPoP-Nonce: none.`,
            nextStep: 'Report it to the server’s developers, or check whether a proxy removes the header.',
          }
        : null,
  },
  {
    id: 'dpop-nonce-again',
    severity: 'error',
    title: 'The server asked for a nonce twice',
    why: 'The request was repeated with the server’s nonce, and the server asked for another one. Credence stops here to avoid a loop.',
    reference: 'RFC 9449 §8.2',
    check: (facts) =>
      demandsNonce(facts.exchange) && facts.exchange.repeats?.reason === 'dpop-nonce'
        ? {
            seen: `The proof had the nonce ${quote(facts.proof?.nonce ?? '')}; now the server wants ${quote(header(facts, 'dpop-nonce') ?? '')}.`,
            nextStep:
              'Try again. If it keeps happening, several servers behind one address may not share their nonces.',
            actions: [{ kind: 'retry' }],
          }
        : null,
  },
];

/** A proof that was refused: what is wrong with it, as far as it can be seen. The first that fits. */
export const DPOP_REFUSED_RULES: readonly Rule[] = PROOF_FLAWS.map((flaw) => ({
  id: flaw.id,
  title: flaw.title,
  why: flaw.why,
  severity: 'error',
  reference: 'RFC 9449 §4.3',
  check: (facts) => {
    const isNamed = namesProof(facts) || isRefusedOnPurpose(facts);
    if (!isNamed && !isDpopCallRefused(facts)) return null;
    const observation = flaw.check?.(facts) ?? (isNamed ? flaw.suspect?.(facts) : null) ?? null;
    return observation && withFaultNamed(observation, facts);
  },
}));

/** What a server that takes a wrong proof does not check. */
export const DPOP_ACCEPTED_RULES: readonly Rule[] = [
  {
    id: 'dpop-flawed-proof-accepted',
    severity: 'warning',
    title: 'The server accepted an invalid proof',
    why: 'If a server does not check proofs, stolen tokens and old proofs work.',
    reference: 'RFC 9449 §4.3',
    check: (facts) => {
      const flaw = facts.status >= 200 && facts.status < 300 ? findFlaw(facts) : null;
      return flaw && { seen: `${flaw.title}. ${flaw.seen}`, nextStep: 'Report it to the server’s operator.' };
    },
  },
];

function findFlaw(facts: Evidence): (Pick<ProofFlaw, 'title'> & { readonly seen: string }) | null {
  for (const { title, check } of PROOF_FLAWS) {
    const observation = check?.(facts);
    if (observation) return { title, seen: observation.seen };
  }
  return null;
}

/** Whether a refusal says itself that it is about the proof. */
function namesProof(facts: Evidence): boolean {
  if (facts.status < 400) return false;
  const code = refusalCode(facts);
  if (code === 'use_dpop_nonce') return !hasProofHeader(facts);
  return code === 'invalid_dpop_proof' || /\bdpop\b/i.test(refusalWords(facts));
}

/** A call under the scheme DPoP that got no further: it may be for the proof. */
function isDpopCallRefused(facts: Evidence): boolean {
  return facts.exchange.purpose === 'api' && facts.status === 401 && sentScheme(facts) === 'dpop';
}

/** A proof was wrong on purpose, and the refusal may well be for that. */
function isRefusedOnPurpose(facts: Evidence): boolean {
  if (proofFaultOf(facts) === null || facts.status < 400) return false;
  return facts.exchange.purpose === 'api' || UNTELLING.includes(refusalCode(facts) ?? '');
}

/** What token endpoints also say of a proof. */
const UNTELLING: readonly string[] = ['invalid_grant', 'invalid_request'];
