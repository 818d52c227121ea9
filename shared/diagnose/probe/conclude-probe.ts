import type { Exchange } from '../../http/exchange.ts';
import { collectEvidence } from '../evidence/collect.ts';
import type { DiagnoseContext } from '../evidence/evidence.ts';
import { concludeApiProbe } from './api-conclusion.ts';
import { describeVariation } from './describe-variation.ts';
import type { ProbeAnswer, ProbeConclusion, ProbeResult } from './probe.ts';
import { readProbeAnswer } from './read-probe-answer.ts';
import { concludeTokenProbe } from './token-conclusion.ts';

/** What the results of a probe say about the exchange that was refused; null before the first result. Pure. */
export function concludeProbe(
  exchange: Exchange,
  context: DiagnoseContext,
  results: readonly ProbeResult[],
): ProbeConclusion | null {
  if (results.length === 0) return null;
  const facts = collectEvidence(exchange, context);
  const first = readProbeAnswer(exchange, context.workspace);
  return exchange.purpose === 'token'
    ? concludeTokenProbe(facts, first, results)
    : concludeApiProbe(facts, first, results);
}

/** What one result means, in a sentence. */
export function meaningOf({ step, answer }: ProbeResult, first: ProbeAnswer): string {
  if (answer.outcome === 'failed') return 'No conclusion: there was no response.';
  const { ifAccepted, ifRefused } = describeVariation(step.variation);
  if (answer.found) return describeFacts(answer.found) ?? ifAccepted;
  if (answer.outcome === 'accepted') return ifAccepted;
  if (answer.said === first.said) return step.variation.kind === 'no-token' ? SAME_WITHOUT_TOKEN : ifRefused;
  return answer.code !== null && answer.code !== first.code && step.variation.kind !== 'no-token'
    ? `The server refuses something else now: ${answer.code}.`
    : ifRefused;
}

const SAME_WITHOUT_TOKEN = 'The same response: the API may not see the token.';

function describeFacts(found: NonNullable<ProbeAnswer['found']>): string | null {
  switch (found.kind) {
    case 'introspection':
      return found.active ? 'The token is active.' : 'The token is not active.';
    case 'signature':
      return found.verdict === 'valid'
        ? 'The authorization server issued this token.'
        : found.verdict === 'mismatch' || found.verdict === 'unknown-kid'
          ? 'The published keys do not verify the token.'
          : 'The signature could not be checked.';
    case 'resource':
      return found.resource === null ? null : `The API is ${found.resource}.`;
    case 'metadata':
      return found.tokenEndpoint === null ? null : `Its token endpoint is ${found.tokenEndpoint}.`;
  }
}
