import { metadataOf } from '../../discovery/kept-metadata.ts';
import type { Exchange, HttpRequest } from '../../http/exchange.ts';
import { responseHeaders } from '../../http/response.ts';
import { isLoopbackHost } from '../../http/target-url.ts';
import { activeClient } from '../../model/active-client.ts';
import { parseChallenges } from '../../oauth/challenge.ts';
import { proofOf } from '../../oauth/dpop/dpop.ts';
import { parseScope } from '../../oauth/parameters/scope.ts';
import type { TokenOutcome } from '../../oauth/token/token-outcome.ts';
import { readTokenOutcome } from '../../oauth/token/token-response.ts';
import { readIntrospection } from '../../oauth/token-operations/introspection.ts';
import { readRevocation } from '../../oauth/token-operations/revocation.ts';
import { parseForm } from '../../text/form-encoding.ts';
import { maskText } from '../../text/sensitive-text.ts';
import { resolveWorkspace } from '../../variables/resolve-workspace.ts';
import { readAnswer } from './answer.ts';
import { type DiagnoseContext, type Evidence, valuesOf } from './evidence.ts';
import { recoverError } from './misplaced-error.ts';
import { readSent } from './sent.ts';
import { readSentCredentials } from './sent-credentials.ts';

/** Reads all evidence of an exchange once. */
export function collectEvidence(exchange: Exchange, context: DiagnoseContext): Evidence {
  const { request, response } = exchange;
  const { workspace } = resolveWorkspace(context.workspace);
  const url = new URL(URL.canParse(request.url) ? request.url : 'https://invalid.invalid/');
  const parameters = formParameters(request);
  const text = response?.body.text.replace(/^\uFEFF/, '').trim() ?? '';
  const outcome = context.outcome ?? outcomeOf(exchange);
  const challenges = parseChallenges(responseHeaders(response?.headers ?? [], 'www-authenticate'));
  const misplaced = recoverError(outcome, exchange, text, challenges);
  const requestedScopes = parseScope(valuesOf(parameters, 'scope').join(' '));
  const sent = readSentCredentials(request);
  const status = response?.status ?? 0;
  const readOutcome = misplaced?.outcome ?? outcome;
  return {
    exchange,
    workspace,
    client: activeClient(workspace),
    outcome: readOutcome,
    misplacedError: misplaced?.place ?? null,
    token: context.token ?? null,
    metadata: context.metadata ?? metadataOf(workspace),
    expectedIssuer: context.expectedIssuer ?? null,
    now: context.now,
    url,
    loopback: isLoopbackHost(url.hostname),
    parameters,
    requestedScopes,
    sent,
    shape: readSent(request),
    proof: proofOf(request),
    status,
    text,
    challenges,
    answer: readAnswer({
      exchange,
      text,
      serverLog: context.serverLog ?? null,
      status,
      challenges,
      outcome: readOutcome,
      sent,
      parameters,
      requestedScopes,
    }),
    memory: context.memory ?? null,
    serverLog: context.serverLog ?? null,
  };
}

/** What a token endpoint says, or the error of an endpoint that does something with a token. */
function outcomeOf(exchange: Exchange): TokenOutcome | null {
  if (exchange.purpose === 'token') return readTokenOutcome(exchange);
  const answer =
    exchange.purpose === 'introspection'
      ? readIntrospection(exchange)
      : exchange.purpose === 'revocation'
        ? readRevocation(exchange)
        : null;
  return answer?.kind === 'error' ? answer : null;
}

function formParameters(request: HttpRequest): [string, string][] {
  return request.body ? parseForm(maskText(request.body)) : [];
}
