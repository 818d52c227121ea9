import { assertUnreachable } from '../../errors.ts';
import { headerValue } from '../../http/header-fields.ts';
import type { ProofFault } from '../../model/client.ts';
import { confirmationOfToken } from '../../oauth/token/confirmation.ts';
import type { Evidence } from './evidence.ts';
import { explanation, parameterOf, seenError, seenRefusal } from './refusal-facts.ts';

/** Whether the request has a DPoP header, whatever stands in it. */
export function hasProofHeader({ exchange: { request } }: Evidence): boolean {
  return headerValue(request.headers, 'dpop') !== undefined;
}

/** The token that a call carried; null where it carried none, or it has been withheld. */
export function carriedToken({ exchange: { request }, token }: Evidence): string | null {
  const value = headerValue(request.headers, 'authorization') ?? [];
  const span = value.find((part) => typeof part === 'object' && part.name === 'ACCESS_TOKEN');
  return (typeof span === 'object' ? span.value : null) ?? token?.value ?? null;
}

/** The thumbprint of the key that the token of a call is bound to: as it says itself, else as it was asked for. */
export function boundKeyOf(facts: Evidence): string | null {
  const value = carriedToken(facts);
  const named = value === null ? null : confirmationOfToken(value);
  return named?.jkt ?? facts.token?.binding?.dpop?.thumbprint ?? null;
}

/** What is wrong on purpose with the proof of a request of this kind. */
export function proofFaultOf({ exchange: { purpose }, client, workspace }: Evidence): ProofFault | null {
  return (purpose === 'api' ? workspace.api.proofFault : client.dpop?.fault) ?? null;
}

/** What a fault makes wrong, as a sentence. */
export function describeProofFault(fault: ProofFault): string {
  switch (fault) {
    case 'no-proof':
      return 'No proof is sent.';
    case 'wrong-htu':
      return 'Its htu is another address.';
    case 'wrong-htm':
      return 'Its htm is another method.';
    case 'old-iat':
      return 'Its iat is an hour ago.';
    case 'reused-jti':
      return 'Its jti is the one of the proof before.';
    case 'wrong-key':
      return 'It is of a key that nobody knows.';
    case 'bad-signature':
      return 'Its signature is by another key than the one in it.';
    case 'missing-ath':
      return 'It has no ath, the hash of the token.';
    default:
      return assertUnreachable(fault);
  }
}

/** The error code of a refusal, from wherever this kind of server puts it. */
export function refusalCode(facts: Evidence): string | null {
  if (facts.exchange.purpose === 'api') return facts.status >= 400 ? parameterOf(facts, 'error') : null;
  return facts.outcome?.kind === 'error' ? facts.outcome.error : null;
}

/** What a refusal says, in one line. */
export function seenProofRefusal(facts: Evidence): string {
  return facts.exchange.purpose === 'api' ? seenRefusal(facts) : seenError(facts);
}

/** What a refusal says in words. */
export function refusalWords(facts: Evidence): string {
  if (facts.exchange.purpose === 'api') return explanation(facts);
  return facts.outcome?.kind === 'error' ? (facts.outcome.description ?? '') : '';
}
