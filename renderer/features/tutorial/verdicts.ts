import type { AppError } from '../../../shared/errors.ts';
import type { TokenRun } from '../../../shared/ipc/runs.ts';
import { activeClient } from '../../../shared/model/active-client.ts';
import type { Verdict } from '../../state/slices/tutorial.ts';
import type { Observation } from './tutorial-bench.ts';

export function pass(text: string): Verdict {
  return { passed: true, text };
}

export function fail(text: string): Verdict {
  return { passed: false, text };
}

/** The server runs; otherwise its own words why not. */
export function serverRuns({ server }: Observation): Verdict {
  if (server.status === 'running') return pass(`It runs at ${server.endpoints.baseUrl}.`);
  if (server.status === 'failed') return fail(`The token server did not start: ${server.failure.message}`);
  return fail(`The token server did not start; it is ${server.status}.`);
}

/** The client is chosen and can prove who it is. */
export function clientChosen(seen: Observation, clientId: string): Verdict {
  const client = activeClient(seen.workspace);
  if (client.clientId !== clientId) {
    return fail(`The client “${clientId}” is not in this workspace; “${client.clientId}” is selected.`);
  }
  if (!seen.hasSecret)
    return fail(`The client “${clientId}” has no secret. Enter it under “Server and client”.`);
  return pass(`Client “${clientId}” is selected and its secret is set.`);
}

/** The endpoint in the form belongs to the running server. */
export function endpointFollowsServer({ server, workspace }: Observation): Verdict {
  if (workspace.kind !== 'built-in') return fail('The workspace of the built-in token server was deleted.');
  const endpoint = workspace.server.tokenEndpoint;
  if (server.status !== 'running') return fail('The token server no longer runs.');
  return endpoint === server.endpoints.token
    ? pass(`Requests go to ${endpoint}.`)
    : fail(
        `The form points to ${endpoint || 'nowhere'}, but the server listens at ${server.endpoints.token}.`,
      );
}

/** The last run brought a token; otherwise what came instead. */
export function tokenArrived({
  tokenProblem,
  tokenRun,
}: Observation): Verdict & { readonly run: TokenRun | null } {
  if (!tokenRun) return { ...fail(`No token request was sent${because(tokenProblem)}`), run: null };
  if (tokenRun.outcome.kind === 'token') return { ...pass('Received a token.'), run: tokenRun };
  return { ...fail(`No token came back: ${whatCameInstead(tokenRun)}`), run: tokenRun };
}

/** The API answered with the status that was expected; otherwise what it answered. */
export function apiAnswered({ apiProblem, apiRun }: Observation, status: number): Verdict {
  if (!apiRun) return fail(`The API was not called${because(apiProblem)}`);
  const { response, failure } = apiRun.exchange;
  if (!response) return fail(`No response from the API: ${failure?.message ?? 'no reason was recorded'}.`);
  return response.status === status
    ? pass(`The API returned ${status}.`)
    : fail(`The API returned ${response.status}; expected ${status}.`);
}

/** The challenge of the API's answer, as it was received. */
export function challengeOf({ apiRun }: Observation): string | null {
  const header = apiRun?.exchange.response?.headers.find(
    ([name]) => name.toLowerCase() === 'www-authenticate',
  );
  return header?.[1] ?? null;
}

function because(problem: AppError | null): string {
  return problem ? `: ${problem.message}` : '.';
}

function whatCameInstead({ exchange, findings, outcome }: TokenRun): string {
  const finding = findings[0];
  if (finding) return finding.title;
  if (exchange.failure) return exchange.failure.message;
  if (outcome.kind === 'error') return outcome.description ?? outcome.error;
  return `status ${exchange.response?.status ?? 'unknown'}.`;
}
